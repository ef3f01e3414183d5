import { expect, test } from '@jest/globals';
import { checkKnowledge } from '../../src/knowledge/check.ts';
import { readKnowledge } from '../../src/knowledge/load.ts';
import { renderReport } from '../../src/knowledge/report.ts';
import { localeStatistics, oldestSource } from '../../src/knowledge/statistics.ts';
import { temporaryFolder } from '../support/folder.ts';
import { englishFile, entryYaml, LOCALES, soundTree, TODAY, writeTree } from './sample.ts';

interface Row {
  readonly locale: string;
  readonly state: string;
  readonly body: string;
  readonly messages: string[];
  readonly problems: string[];
}

async function sample(changes: Record<string, string> = {}) {
  const folder = temporaryFolder();
  writeTree(folder.path, { ...soundTree(), ...changes });
  const read = await readKnowledge(folder.path, LOCALES);
  folder.remove();
  return read;
}

function rowsOf(page: string): Row[] {
  const [, json = ''] = /<script id="data" type="application\/json">(.*?)<\/script>/s.exec(page) ?? [];
  return JSON.parse(json) as Row[];
}

test('the page holds every text with its state, its messages and what is wrong with it', async () => {
  const read = await sample({ 'arrival/registration/en.md': englishFile({ basedOn: '0123456789' }) });
  const page = renderReport(read, checkKnowledge(read, TODAY), ['de', 'en', 'tr'], TODAY);
  const rows = rowsOf(page);
  expect(rows.map(({ locale, state }) => `${locale} ${state}`)).toEqual(['de draft', 'en stale', 'tr missing']);
  expect(rows[0]?.body).toContain('Bürgerbüro');
  expect(rows[1]?.messages).toContain('change of address');
  expect(rows[1]?.problems.join()).toContain('is stale');
  expect(page).toContain(TODAY);
});

test('no text can end the script that carries it or put an element on the page', async () => {
  const read = await sample({
    'arrival/registration/en.md': englishFile({
      summary: '"</script><img src=x onerror=alert(1)>"',
      body: '</script><!-- <img src=x> &amp; \u2028',
    }),
  });
  const page = renderReport(read, checkKnowledge(read, TODAY), ['de', 'en'], TODAY);
  expect(page).not.toContain('<img');
  expect(page).not.toContain('<!--');
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(rowsOf(page)[1]?.body).toBe('</script><!-- <img src=x> &amp;');
});

test('statistics count by locale, leave out locales without texts, and know the oldest source', async () => {
  const read = await sample({
    'arrival/registration/en.md': englishFile({ basedOn: '0123456789' }),
    'arrival/registration/entry.yaml': entryYaml({
      sources:
        '[{ title: a, url: "https://a.example", asOf: "2024-05" }, { title: b, url: "https://b.example", asOf: 2019 }, { title: c, url: "https://c.example", asOf: undated }]',
    }),
  });
  expect(localeStatistics(read.knowledge, LOCALES)).toEqual([
    { locale: 'de', entries: 1, draft: 1, reviewed: 0, stale: 0, examples: { polite: 3, chatty: 7, story: 4, short: 3, mixed: 3 } },
    { locale: 'en', entries: 1, draft: 1, reviewed: 0, stale: 1, examples: { polite: 3, chatty: 7, story: 4, short: 3, mixed: 3 } },
  ]);
  expect(oldestSource(read.knowledge)).toEqual({ id: 'arrival/registration', asOf: '2019' });
});
