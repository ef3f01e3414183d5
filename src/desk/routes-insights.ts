import { z } from 'zod';
import { sendJson } from '../http/respond.ts';
import { countsCsv } from '../insights/csv.ts';
import { groupQuestions } from '../insights/group.ts';
import { computeInsights, type Period } from '../insights/report.ts';
import type { InsightStore } from '../storage/insights.ts';
import type { Audit } from './audit.ts';
import type { DeskKnowledge } from './knowledge.ts';
import { badRequest } from './problems.ts';
import type { Insights, QuestionGroup } from './protocol.ts';
import { type DeskRouter, readBody } from './router.ts';

export interface InsightRoutesOptions {
  readonly insights: InsightStore;
  readonly knowledge: DeskKnowledge;
  readonly audit: Audit;
}

const EDITOR = ['editor'] as const;
const STATES = ['open', 'done'] as const;
/** Most questions in one work list. */
const MOST_QUESTIONS = 1_000;
const MOST_DAYS = 732;
const DAY_MS = 86_400_000;

const Settle = z.object({ ids: z.array(z.string().max(100)).min(1).max(MOST_QUESTIONS), state: z.enum(STATES) });
const Day = z.iso.date();

/** What is asked, and what the bot could not answer: for editors. */
export function addInsightRoutes(router: DeskRouter, { insights, knowledge, audit }: InsightRoutesOptions): void {
  const names = { entryTitle: knowledge.title, conceptLabel: knowledge.conceptLabel, languages: knowledge.languages };

  router.route('get', '/insights', EDITOR, async ({ response, query, counselor }) => {
    const period = readPeriod(query);
    const counts = await insights.counts(period.from, period.to);
    if (query.get('format') !== 'csv') return sendJson(response, 200, computeInsights(counts, period, names) satisfies Insights);
    await audit.note('insights-exported', counselor.id, { detail: `${period.from} - ${period.to}` });
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Type', 'text/csv; charset=utf-8');
    response.setHeader('Content-Disposition', `attachment; filename="wegweiser-${period.from}-${period.to}.csv"`);
    response.sendRaw(200, countsCsv(counts, names));
  });

  router.route('get', '/questions', EDITOR, async ({ response, query }) => {
    const state = STATES.find((known) => known === (query.get('state') ?? 'open'));
    if (!state) throw badRequest(`„state“ muss eines von diesen sein: ${STATES.join(', ')}.`);
    const questions = await insights.questions({ state, limit: MOST_QUESTIONS });
    sendJson(response, 200, groupQuestions(questions, names) satisfies QuestionGroup[]);
  });

  router.route('post', '/questions/settle', EDITOR, async ({ request, response, counselor }) => {
    const { ids, state } = await readBody(request, Settle);
    await insights.settleQuestions(ids, state);
    await audit.note('questions-settled', counselor.id, { detail: `${ids.length}: ${state}` });
    response.send(204);
  });
}

function readPeriod(query: URLSearchParams): Period {
  const [from, to] = [Day.safeParse(query.get('from')), Day.safeParse(query.get('to'))];
  if (!from.success || !to.success) throw badRequest('„from“ und „to“ müssen Tage wie 2026-11-30 sein.');
  const days = (Date.parse(to.data) - Date.parse(from.data)) / DAY_MS;
  if (days < 0 || days > MOST_DAYS)
    throw badRequest('Der Zeitraum muss einen Anfang vor seinem Ende haben und höchstens zwei Jahre lang sein.');
  return { from: from.data, to: to.data };
}
