import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Count, InsightStore } from '../insights.ts';
import type { Tables } from './tables.ts';

/** Counts, ratings and questions without an answer in SQL. */
export function sqlInsights(db: Kysely<Tables>): InsightStore {
  return {
    async add(counts) {
      const rows = sumUp(counts);
      if (rows.length === 0) return;
      await db
        .insertInto('counts')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(['day', 'outcome', 'entry', 'locale'])
            .doUpdateSet((row) => ({ total: row('counts.total', '+', row.ref('excluded.total')) })),
        )
        .execute();
    },

    async counts(from, to) {
      const rows = await db
        .selectFrom(
          db
            .selectFrom('counts')
            .select(['day', 'outcome', 'entry', 'locale', 'total'])
            .unionAll(db.selectFrom('ratings').select((row) => ['day', 'outcome', 'entry', 'locale', row.lit(1).as('total')]))
            .as('everything'),
        )
        .select((row) => ['day', 'outcome', 'entry', 'locale', row.fn.sum<string | number>('total').as('sum')])
        .where('day', '>=', from)
        .where('day', '<=', to)
        .groupBy(['day', 'outcome', 'entry', 'locale'])
        .orderBy('day')
        .orderBy('outcome')
        .orderBy('entry')
        .orderBy('locale')
        .execute();
      return rows.map(({ sum, ...row }) => ({ ...row, count: Number(sum) }));
    },

    async rate({ id, day, entry, locale, helpful }) {
      const content = { day, entry, locale, outcome: helpful ? ('helpful' as const) : ('unhelpful' as const) };
      await db
        .insertInto('ratings')
        .values({ id_hash: createHash('sha256').update(id).digest('base64url'), ...content })
        .onConflict((conflict) => conflict.column('id_hash').doUpdateSet(content))
        .execute();
    },

    async keepQuestion({ id, askedAt, locale, text, guesses, concepts, state }) {
      await db
        .insertInto('questions')
        .values({
          id,
          asked_at: askedAt,
          locale,
          text: text.replaceAll('\0', ''), // which PostgreSQL can't hold
          guesses: JSON.stringify(guesses),
          concepts: JSON.stringify(concepts),
          state,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },

    async questions({ state, limit }) {
      const rows = await db
        .selectFrom('questions')
        .selectAll()
        .where('state', '=', state)
        .orderBy('asked_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(({ asked_at, guesses, concepts, ...row }) => ({
        ...row,
        askedAt: asked_at,
        guesses: JSON.parse(guesses),
        concepts: JSON.parse(concepts),
      }));
    },

    async settleQuestions(ids, state) {
      if (ids.length > 0) await db.updateTable('questions').set({ state }).where('id', 'in', ids).execute();
    },

    async removeQuestionsBefore(askedAt) {
      const { numDeletedRows } = await db.deleteFrom('questions').where('asked_at', '<', askedAt).executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** One row for each of what is counted: PostgreSQL can't add to a row twice in one statement. Sorted, so that two writers don't wait for each other. */
function sumUp(counts: readonly Count[]) {
  const rows = new Map<string, { day: string; outcome: Count['outcome']; entry: string; locale: string; total: number }>();
  for (const { day, outcome, entry, locale, count } of counts) {
    const key = JSON.stringify([day, outcome, entry, locale]);
    rows.set(key, { day, outcome, entry, locale, total: (rows.get(key)?.total ?? 0) + count });
  }
  return [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
