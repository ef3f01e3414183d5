import { percent } from './format.ts';
import { type Judged, reliability, safetyOf, summarize, thresholdCurve } from './measure.ts';

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

interface Line {
  readonly name: string;
  readonly color: string;
  /** x and y, both 0 to 1. */
  readonly points: readonly (readonly [number, number])[];
}

/** A plot with both axes from 0 to 1, as SVG. */
function plot(title: string, xLabel: string, yLabel: string, lines: readonly Line[], diagonal = false): string {
  const size = 320;
  const left = 48;
  const x = (value: number) => left + value * size;
  const y = (value: number) => 16 + (1 - value) * size;
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const grid = ticks
    .map(
      (tick) =>
        `<path d="M${x(0)} ${y(tick)}H${x(1)}M${x(tick)} ${y(0)}V${y(1)}" class="grid"/><text x="${left - 6}" y="${y(tick) + 4}" text-anchor="end">${tick}</text><text x="${x(tick)}" y="${y(0) + 18}" text-anchor="middle">${tick}</text>`,
    )
    .join('');
  const paths = lines
    .map(
      ({ color, points }) =>
        `<polyline points="${points.map(([px, py]) => `${x(px)},${y(py)}`).join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>`,
    )
    .join('');
  const legend = lines.map(({ name, color }) => `<span style="color:${color}">&#9632;</span> ${escapeHtml(name)}`).join(' &nbsp; ');
  return `<figure><figcaption>${escapeHtml(title)}</figcaption><svg viewBox="0 0 ${size + 64} ${size + 60}" width="${size + 64}" role="img" aria-label="${escapeHtml(title)}">${grid}${
    diagonal ? `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" class="grid"/>` : ''
  }${paths}<text x="${x(0.5)}" y="${size + 54}" text-anchor="middle">${escapeHtml(xLabel)}</text><text x="12" y="${y(0.5)}" transform="rotate(-90 12 ${y(0.5)})" text-anchor="middle">${escapeHtml(yLabel)}</text></svg><p>${legend}</p></figure>`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, values: readonly string[]) => values.map((value) => `<${tag}>${escapeHtml(value)}</${tag}>`).join('');
  return `<table><thead><tr>${cells('th', columns)}</tr></thead><tbody>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</tbody></table>`;
}

/** Columns and rows of the accuracy table, by any grouping. */
export function accuracyRows(
  judged: readonly Judged[],
  group: (item: Judged) => string,
): { readonly columns: string[]; readonly rows: string[][] } {
  const groups = Map.groupBy(judged, group);
  const rows = [...groups, ['all', judged] as const].map(([name, items]) => {
    const summary = summarize(items);
    return [
      name,
      String(summary.messages),
      percent(summary.right),
      percent(summary.rightOrOffered),
      percent(summary.wrong),
      percent(summary.intruded),
      percent(summary.rankedFirst),
      percent(summary.language),
    ];
  });
  return { columns: ['', 'messages', 'right', 'right or offered', 'wrong', 'out of scope answered', 'ranked first', 'language'], rows };
}

/** Expected and said, most frequent first. @param showMessages whether a row ends with one of the messages */
export function confusions(judged: readonly Judged[], most = 25, showMessages = true): string[][] {
  const counts = new Map<string, { count: number; example: string }>();
  for (const { one, result, outcome } of judged) {
    if (outcome !== 'wrong' && outcome !== 'intruded') continue;
    const key = `${one.expect[0] ?? '-'} > ${result.entries[0]?.id ?? '-'}`;
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { count: 1, example: `${one.locale}: ${one.text}` });
  }
  return [...counts]
    .sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([key, { count, example }]) => [...key.split(' > '), String(count), ...(showMessages ? [example] : [])]);
}

/** Columns of `confusions`. */
export const confusionColumns = (showMessages = true) => ['expected', 'said', 'times', ...(showMessages ? ['example'] : [])];

/** The evaluation as a page that stands alone. @param showMessages whether confusions are shown with one of their messages */
export function renderEvaluation(judged: readonly Judged[], heading: string, showMessages = true): string {
  const safety = safetyOf(judged);
  const reliabilityRows = reliability(judged).filter((bin) => bin.messages > 0);
  const curve = thresholdCurve(judged);
  const byLocale = accuracyRows(judged, ({ one }) => one.locale);
  const byStyle = accuracyRows(judged, ({ one }) => one.style);
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Accuracy</title>
<style>:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:72rem;margin:auto;padding:1rem}table{border-collapse:collapse;display:block;overflow-x:auto}
th,td{padding:.2rem .7rem;text-align:end;border-block-end:1px solid #8884}th:first-child,td:first-child,td:last-child{text-align:start}.grid{stroke:#8886;fill:none}svg text{font-size:12px;fill:currentColor}
.plots{display:flex;flex-wrap:wrap;gap:2rem}figure{margin:0}</style>
<h1>Accuracy</h1><p>${escapeHtml(heading)}</p>
<h2>By locale</h2>${table(byLocale.columns, byLocale.rows)}
<h2>By style</h2>${table(byStyle.columns, byStyle.rows)}
<p>Danger recognised: ${percent(safety.recognised)}; false alarms: ${percent(safety.falseAlarm)}.</p>
<div class="plots">${plot(
    'Calibration: predicted and observed',
    'predicted probability',
    'share right',
    [{ name: 'first entry', color: '#0b7285', points: reliabilityRows.map((bin) => [bin.predicted, bin.observed] as const) }],
    true,
  )}${plot('Over the threshold', 'threshold on the first entry', 'share of messages', [
    { name: 'answered right', color: '#2b8a3e', points: curve.map((point) => [point.threshold, point.answered] as const) },
    { name: 'wrong', color: '#c92a2a', points: curve.map((point) => [point.threshold, point.wrong] as const) },
    { name: 'out of scope answered', color: '#e67700', points: curve.map((point) => [point.threshold, point.intruded] as const) },
  ])}</div>
<h2>Confusions</h2>${table(confusionColumns(showMessages), confusions(judged, 100, showMessages))}
</html>
`;
}
