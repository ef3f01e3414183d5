// npm run knowledge: checks the knowledge base and says what an editor has to do.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { STYLES } from '../domain/entry.ts';
import { checkKnowledge } from '../knowledge/check.ts';
import { loadLanguages } from '../knowledge/languages.ts';
import { readKnowledge } from '../knowledge/load.ts';
import { formatProblem } from '../knowledge/problem.ts';
import { renderReport } from '../knowledge/report.ts';
import { localeStatistics, oldestSource } from '../knowledge/statistics.ts';
import { CommandError, runCommand } from './command.ts';
import { formatTable } from './table.ts';

const usage = `npm run knowledge                          check everything
npm run knowledge -- --only language/      only files whose path contains this
npm run knowledge -- --stamp tr arrival/registration ...   mark translations as up to date with the German (no ids: all without a mark)
npm run knowledge -- --report report.html  write a page to read and filter in a browser
npm run knowledge -- --quiet               print nothing but problems`;

const root = join(import.meta.dirname, '../..');
const options = {
  only: { type: 'string', multiple: true },
  stamp: { type: 'string' },
  report: { type: 'string' },
  quiet: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/**
 * Writes `basedOn` into translations; with no ids, into those that have none yet.
 * @throws {CommandError} before anything is written, if an id or the locale is not right
 */
async function stamp(locale: string, ids: readonly string[], locales: readonly string[], germanHashes: ReadonlyMap<string, string>) {
  if (locale === 'de') throw new CommandError('German is the source of every translation; it has no basedOn.');
  if (!locales.includes(locale)) throw new CommandError(`"${locale}" is not a locale of locales/languages.json.`);
  const found: { file: string; text: string; hash: string }[] = [];
  for (const id of ids.length > 0 ? ids : germanHashes.keys()) {
    const hash = germanHashes.get(id);
    const file = join(root, 'knowledge', id, `${locale}.md`);
    const text = hash && (await readFile(file, 'utf8').catch(() => undefined));
    if (hash && text) found.push({ file, text, hash });
    else if (ids.length > 0)
      throw new CommandError(
        `knowledge/${id} has no ${hash ? `${locale}.md` : 'de.md that can be read'}; is the id right? Nothing was marked.`,
      );
  }
  let count = 0;
  for (const { file, text, hash } of found) {
    const marked = /^basedOn:.*$/m.test(text);
    if (marked && ids.length === 0) continue;
    // YAML would read a hash like 1234567890 or 12345e6789 as a number.
    const mark = `basedOn: ${/[a-df]/.test(hash) ? hash : `"${hash}"`}`;
    await writeFile(file, marked ? text.replace(/^basedOn:.*$/m, mark) : text.replace(/^(status:.*)$/m, `$1\n${mark}`));
    count++;
  }
  console.log(`${count} translation${count === 1 ? '' : 's'} marked as up to date.`);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const locales = (await loadLanguages(join(root, 'locales'))).map((language) => language.code);
  const read = await readKnowledge(join(root, 'knowledge'), locales);
  if (values.stamp !== undefined) {
    await stamp(values.stamp, positionals, locales, read.germanHashes);
    return 0;
  }
  const today = new Date().toISOString().slice(0, 10);
  const problems = [...read.problems, ...checkKnowledge(read, today)].filter(
    (problem) => !values.only || values.only.some((part) => problem.file.includes(part)),
  );
  for (const problem of problems) if (problem.severity !== 'note' || !values.quiet) console.log(formatProblem(problem));
  const shownLocales = localeStatistics(read.knowledge, locales).map((row) => row.locale);
  const failures = problems.filter((problem) => problem.severity !== 'note').length;
  if (!values.quiet) {
    const rows = localeStatistics(read.knowledge, locales);
    console.log(
      `\n${formatTable(
        ['locale', 'entries', 'reviewed', 'draft', 'stale', 'examples', ...STYLES],
        rows.map((row) => {
          const total = STYLES.reduce((sum, style) => sum + row.examples[style], 0);
          const shares = STYLES.map((style) => `${Math.round((100 * row.examples[style]) / Math.max(1, total))} %`);
          return [row.locale, row.entries, row.reviewed, row.draft, row.stale, total, ...shares].map(String);
        }),
      )}`,
    );
    const oldest = oldestSource(read.knowledge);
    const due = [...read.knowledge.entries.values()].filter((entry) => entry.reviewBy < today).length;
    console.log(
      `\n${read.knowledge.entries.size} entries, ${read.knowledge.concepts.length} concepts. Oldest source: ${oldest ? `${oldest.asOf} (${oldest.id})` : 'none'}. ` +
        `Due for review: ${due}. Problems: ${failures}.`,
    );
  }
  if (values.report) {
    await writeFile(values.report, renderReport(read, problems, shownLocales, today));
    console.log(`Report written to ${values.report}.`);
  }
  return failures > 0 ? 1 : 0;
}

await runCommand(main);
