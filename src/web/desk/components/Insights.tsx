import { useMemo, useState } from 'preact/hooks';
import type { Insights as Figures } from '../../../desk/protocol.ts';
import { fill, formatDate } from '../../shared/strings.ts';
import { useDesk, useFetched } from '../context.ts';
import { languageName, number } from '../format.ts';
import { barsOf, lastDays, type Period, SHOWN_OUTCOMES } from '../periods.ts';
import { Share, StackedBars } from './charts.tsx';
import { Waiting } from './Dialog.tsx';
import { Icon } from './icons.tsx';

const PERIODS_DAYS = [7, 30, 90, 365] as const;
const STANDARD_DAYS = 30;
/** More entries go into the table that is folded away. */
const TOP_ENTRIES = 10;

/** What is asked and what became of it: for editors. */
export function Insights() {
  const { strings } = useDesk();
  const words = strings.insights;
  const [period, setPeriod] = useState<Period>(lastDays(STANDARD_DAYS, Date.now()));
  const query = `from=${period.from}&to=${period.to}`;
  const isValid = /^\d{4}-\d{2}-\d{2}$/.test(period.from) && period.from <= period.to;
  const figures = useFetched<Figures>(isValid ? `/insights?${query}` : undefined);
  const csv = new URL(`api/insights?${query}&format=csv`, location.href.replace(/#.*$/, '')).href;

  return (
    <main class="view">
      <div class="view-head">
        <h1>{words.heading}</h1>
        <a class="button" href={csv} download={`insights-${period.from}-${period.to}.csv`}>
          <Icon name="download" />
          {words.csv}
        </a>
      </div>
      <fieldset class="period">
        <legend class="hidden">{words.period}</legend>
        {PERIODS_DAYS.map((days) => {
          const own = lastDays(days, Date.now());
          return (
            <button
              key={days}
              type="button"
              class="button"
              aria-pressed={own.from === period.from && own.to === period.to}
              onClick={() => setPeriod(own)}
            >
              {fill(words.days, { count: String(days) })}
            </button>
          );
        })}
        <label class="inline">
          {words.from}
          <input type="date" value={period.from} max={period.to} onChange={(event) => setFrom(event.currentTarget.value)} />
        </label>
        <label class="inline">
          {words.to}
          <input type="date" value={period.to} min={period.from} onChange={(event) => setTo(event.currentTarget.value)} />
        </label>
      </fieldset>
      {!figures.value && <Waiting {...figures} onRetry={figures.reload} />}
      {figures.value && figures.problem && <Waiting {...figures} onRetry={figures.reload} />}
      {figures.value && <Report figures={figures.value} />}
    </main>
  );

  function setFrom(from: string): void {
    if (from) setPeriod({ ...period, from });
  }
  function setTo(to: string): void {
    if (to) setPeriod({ ...period, to });
  }
}

function Report({ figures }: { readonly figures: Figures }) {
  const { state, strings, tag } = useDesk();
  const words = strings.insights;
  const { bars, areWeeks } = useMemo(() => barsOf(figures), [figures]);
  const total = bars.reduce((sum, bar) => sum + bar.total, 0);
  const sumOf = (outcome: (typeof SHOWN_OUTCOMES)[number]) => bars.reduce((sum, { outcomes }) => sum + outcomes[outcome], 0);
  const feedback = figures.entries.reduce(
    (sum, { helpful, unhelpful }) => ({ helpful: sum.helpful + helpful, unhelpful: sum.unhelpful + unhelpful }),
    { helpful: 0, unhelpful: 0 },
  );
  const percent = (count: number) => (count * 200 < total ? '< 1 %' : `${number(Math.round((count / total) * 100), tag)} %`);
  const most = figures.entries[0]?.count ?? 0;
  const mostSpoken = Math.max(0, ...figures.languages.map(({ count }) => count));
  if (total === 0 && figures.entries.length === 0) return <p class="state">{words.empty}</p>;

  return (
    <>
      <section class="panel" aria-label={words.totals}>
        <ul class="totals">
          <li>
            <b>{number(total, tag)}</b>
            {words.questions}
          </li>
          {SHOWN_OUTCOMES.filter((outcome) => sumOf(outcome) > 0).map((outcome) => (
            <li key={outcome}>
              <b>
                {number(sumOf(outcome), tag)} <small>{percent(sumOf(outcome))}</small>
              </b>
              <span>
                <i class={`key fill-${outcome}`} />
                {words.outcomes[outcome]}
              </span>
            </li>
          ))}
          <li>
            <b>
              {number(feedback.helpful, tag)} <small>/ {number(feedback.unhelpful, tag)}</small>
            </b>
            {`${words.helpful} / ${words.unhelpful}`}
          </li>
        </ul>
      </section>
      <section class="panel">
        <h2>{words.perDay}</h2>
        <StackedBars bars={bars} label={words.perDay} />
        <details>
          <summary>{words.asTable}</summary>
          <div class="scroll">
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{areWeeks ? words.week : words.day}</th>
                  {SHOWN_OUTCOMES.map((outcome) => (
                    <th key={outcome} scope="col" class="number">
                      {words.outcomes[outcome]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {bars.map((bar) => (
                  <tr key={bar.day}>
                    <th scope="row">{formatDate(bar.day, tag)}</th>
                    {SHOWN_OUTCOMES.map((outcome) => (
                      <td key={outcome} class="number">
                        {number(bar.outcomes[outcome], tag)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      </section>
      <div class="panels">
        <section class="panel">
          <h2>{words.entries}</h2>
          <EntryTable entries={figures.entries.slice(0, TOP_ENTRIES)} most={most} />
          {figures.entries.length > TOP_ENTRIES && (
            <details>
              <summary>{words.all}</summary>
              <EntryTable entries={figures.entries} most={most} />
            </details>
          )}
        </section>
        <section class="panel">
          <h2>{words.languages}</h2>
          <table class="table bars">
            <thead class="hidden">
              <tr>
                <th scope="col">{words.language}</th>
                <td />
                <th scope="col">{words.count}</th>
              </tr>
            </thead>
            <tbody>
              {figures.languages.map(({ code, count }) => (
                <tr key={code}>
                  <th scope="row">{languageName(code, state.me, tag)}</th>
                  <td>
                    <Share value={count} of={mostSpoken} />
                  </td>
                  <td class="number">{number(count, tag)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </>
  );
}

function EntryTable({ entries, most }: { readonly entries: Figures['entries']; readonly most: number }) {
  const { strings, tag } = useDesk();
  const words = strings.insights;
  return (
    <table class="table bars">
      <thead>
        <tr>
          <th scope="col">{words.entry}</th>
          <td />
          <th scope="col" class="number">
            {words.count}
          </th>
          <th scope="col" class="number">
            {words.helpful}
          </th>
          <th scope="col" class="number">
            {words.unhelpful}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <th scope="row" lang="de">
              {entry.title}
            </th>
            <td>
              <Share value={entry.count} of={most} />
            </td>
            <td class="number">{number(entry.count, tag)}</td>
            <td class="number">{number(entry.helpful, tag)}</td>
            <td class="number">{number(entry.unhelpful, tag)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
