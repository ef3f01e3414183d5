import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../context.ts';
import { number } from '../format.ts';
import { type Bar, niceMaximum, SHOWN_OUTCOMES } from '../periods.ts';

const HEIGHT = 220;
const LEFT = 40;
const BOTTOM = 24;
const TOP = 8;
const STEPS = 4;
/** Room that a date below the axis needs. */
const LABEL_PX = 56;

/** One bar a day or week, stacked by what became of the messages. The table beside it says the same in numbers. */
export function StackedBars({ bars, label }: { readonly bars: readonly Bar[]; readonly label: string }) {
  const { strings, tag } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, Math.round(entry.contentRect.width))));
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);

  const maximum = niceMaximum(Math.max(0, ...bars.map(({ total }) => total)));
  const y = (count: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - count / maximum);
  const slot = (width - LEFT) / bars.length;
  const every = Math.max(1, Math.ceil(LABEL_PX / slot));
  const dayName = (day: string) =>
    new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'numeric' }).format(new Date(day));

  return (
    <div class="chart" ref={box}>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} role="img" aria-label={label}>
        {Array.from({ length: STEPS + 1 }, (_, step) => (maximum / STEPS) * step).map((count) => (
          <g key={count}>
            <line x1={LEFT} x2={width} y1={y(count)} y2={y(count)} class="grid" />
            <text x={LEFT - 8} y={y(count) + 4} text-anchor="end">
              {number(count, tag)}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => {
          let below = 0;
          const x = LEFT + index * slot + slot * 0.15;
          return (
            <g key={bar.day}>
              {SHOWN_OUTCOMES.filter((outcome) => bar.outcomes[outcome] > 0).map((outcome) => {
                const count = bar.outcomes[outcome];
                const [top, bottom] = [y(below + count), y(below)];
                below += count;
                return (
                  <rect key={outcome} class={`fill-${outcome}`} x={x} width={slot * 0.7} y={top} height={bottom - top}>
                    <title>{`${dayName(bar.day)} · ${strings.insights.outcomes[outcome]}: ${number(count, tag)}`}</title>
                  </rect>
                );
              })}
              {index % every === 0 && (
                <text x={x + slot * 0.35} y={HEIGHT - 6} text-anchor="middle">
                  {dayName(bar.day)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** A number's share of the greatest, as a bar in a table's cell; the number itself stands beside it. */
export function Share({ value, of }: { readonly value: number; readonly of: number }) {
  return (
    <svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width={of > 0 ? (value / of) * 100 : 0} height="10" />
    </svg>
  );
}
