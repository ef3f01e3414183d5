import type { ReadKnowledge } from './load.ts';
import type { Problem } from './problem.ts';
import { isStale } from './statistics.ts';

/** What the page's script reads for each text. */
interface ReportRow {
  readonly id: string;
  readonly locale: string;
  readonly file: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly state: 'reviewed' | 'draft' | 'stale' | 'missing';
  readonly reviewBy: string;
  readonly oldest: string;
  readonly messages: readonly string[];
  readonly problems: readonly string[];
}

function rowsOf(read: ReadKnowledge, problems: readonly Problem[], locales: readonly string[]): ReportRow[] {
  const byFile = Map.groupBy(problems, (problem) => problem.file);
  const rows: ReportRow[] = [];
  for (const entry of read.knowledge.entries.values()) {
    const dates = entry.sources.map((source) => source.asOf).filter((asOf) => asOf !== 'undated');
    for (const locale of locales) {
      const text = entry.texts[locale];
      const file = `${entry.id}/${locale}.md`;
      const found = [...(byFile.get(file) ?? []), ...(locale === 'de' ? (byFile.get(`${entry.id}/entry.yaml`) ?? []) : [])];
      rows.push({
        id: entry.id,
        locale,
        file,
        kind: entry.kind,
        title: text?.title ?? '',
        body: text?.body ?? '',
        state: !text ? 'missing' : isStale(entry, locale) ? 'stale' : text.status,
        reviewBy: entry.reviewBy,
        oldest: dates.sort()[0] ?? 'undated',
        messages: text ? Object.values(text.questions).flat() : [],
        problems: found.map((problem) => `${problem.line}: ${problem.message}`),
      });
    }
  }
  return rows;
}

const SCRIPT = `
const rows = JSON.parse(document.getElementById('data').textContent);
const rtl = new Set(['ar', 'fa']);
const $ = (id) => document.getElementById(id);
const text = (tag, content, attributes) => {
  const element = document.createElement(tag);
  element.textContent = content;
  Object.assign(element, attributes);
  return element;
};
function show() {
  const words = $('words').value.toLowerCase().split(/\\s+/).filter(Boolean);
  const shown = rows.filter((row) =>
    (!$('locale').value || row.locale === $('locale').value) &&
    (!$('state').value || row.state === $('state').value) &&
    (!$('due').checked || row.reviewBy <= $('today').value) &&
    (!$('problems').checked || row.problems.length > 0) &&
    words.every((word) => (row.id + ' ' + row.title + ' ' + row.body + ' ' + row.messages.join(' ')).toLowerCase().includes(word)));
  $('count').textContent = shown.length + ' of ' + rows.length + ' texts';
  $('list').replaceChildren(...shown.slice(0, 300).map((row) => {
    const item = document.createElement('details');
    const summary = document.createElement('summary');
    summary.append(text('span', row.locale, { className: 'tag' }), text('span', row.state, { className: 'tag ' + row.state }),
      text('b', row.title || row.id), text('code', 'knowledge/' + row.file));
    const body = document.createElement('div');
    body.dir = rtl.has(row.locale) ? 'rtl' : 'ltr';
    body.lang = row.locale.slice(0, 2);
    body.append(text('p', row.body, { className: 'body' }), text('p', row.messages.join(' · '), { className: 'messages' }));
    item.append(summary, ...row.problems.map((problem) => text('p', problem, { className: 'problem' })), body,
      text('p', 'review by ' + row.reviewBy + ', oldest source ' + row.oldest, { className: 'messages' }));
    return item;
  }));
}
document.querySelectorAll('input, select').forEach((control) => control.addEventListener('input', show));
show();
`;

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; }
form { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; margin-block: 1rem; }
label { display: grid; gap: .2rem; } label.check { display: flex; align-items: center; min-height: 2.5rem; }
input, select { font: inherit; padding: .4rem .6rem; }
details { border-block-end: 1px solid #8885; padding: .4rem 0; }
summary { cursor: pointer; } summary > * { margin-inline-end: .6rem; } code { opacity: .75; }
.tag { display: inline-block; min-width: 4.5rem; } .stale, .missing, .problem { color: light-dark(#a02000, #ff9d80); } .reviewed { color: light-dark(#0a6b3d, #7bd8a6); }
.body { white-space: pre-wrap; max-width: 45rem; } .messages { opacity: .8; }
`;

/**
 * A page that an editor opens in a browser: every text of every locale, to filter by language, state, review date and words, with its file to edit.
 * @param today YYYY-MM-DD
 */
export function renderReport(read: ReadKnowledge, problems: readonly Problem[], locales: readonly string[], today: string): string {
  const rows = rowsOf(read, problems, locales);
  const option = (value: string) => `<option>${value}</option>`;
  // "<" is escaped so that no text can end the script element.
  const data = JSON.stringify(rows).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Knowledge base, ${today}</title>
<style>${STYLE}</style>
<h1>Knowledge base</h1>
<p>State of ${today}. To change a text, edit the file named beside it, then run <code>npm run knowledge</code>.</p>
<form>
<label>Words <input id="words" type="search" placeholder="title, answer, example message, id"></label>
<label>Language <select id="locale"><option value="">all</option>${locales.map(option).join('')}</select></label>
<label>State <select id="state"><option value="">all</option>${['reviewed', 'draft', 'stale', 'missing'].map(option).join('')}</select></label>
<label class="check"><input id="due" type="checkbox"> due for review by</label><label>Day <input id="today" type="date" value="${today}"></label>
<label class="check"><input id="problems" type="checkbox"> with problems</label>
</form>
<p id="count" role="status"></p>
<div id="list"></div>
<script id="data" type="application/json">${data}</script>
<script>${SCRIPT}</script>
</html>
`;
}
