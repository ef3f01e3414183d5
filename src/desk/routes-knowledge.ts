import { z } from 'zod';
import type { RateLimit } from '../http/rate-limit.ts';
import { sendJson } from '../http/respond.ts';
import { newId } from '../platform/ids.ts';
import type { CannedReply, CounselorStore } from '../storage/counselors.ts';
import type { Audit } from './audit.ts';
import type { DeskKnowledge } from './knowledge.ts';
import { tooLarge } from './problems.ts';
import type { EntryHit, EntryPreview, Understood } from './protocol.ts';
import { type DeskRouter, readBody } from './router.ts';

export interface KnowledgeRoutesOptions {
  readonly knowledge: DeskKnowledge;
  readonly counselors: CounselorStore;
  readonly audit: Audit;
  readonly maxTextLength: number;
  /** Counts messages that are looked into, by counselor: it is work for the processor. */
  readonly understandLimit: RateLimit;
}

/** What counselors say often. */
const STAFF = ['counselor', 'editor'] as const;

/** The knowledge base, what the bot makes of a message, and replies that are kept ready. */
export function addKnowledgeRoutes(router: DeskRouter, options: KnowledgeRoutesOptions): void {
  const { knowledge, counselors } = options;
  const Message = z.object({
    text: z.string(),
    locale: z.string().max(50).optional(),
  });
  const Canned = z.object({
    id: z.string().max(100).default(''),
    title: z.string().trim().min(1).max(100),
    texts: z
      .record(z.string(), z.string().max(options.maxTextLength))
      .refine((texts) => Object.keys(texts).every((code) => knowledge.languages.some((language) => language.code === code)), {
        message: 'Einer der Texte ist in einer Sprache, die es hier nicht gibt.',
      })
      .transform((texts) => Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== '')))
      .refine((texts) => Object.keys(texts).length > 0, { message: 'Schreiben Sie den Text in mindestens einer Sprache.' }),
  });

  router.route('get', '/entries', STAFF, ({ response, query }) => {
    sendJson(response, 200, knowledge.search((query.get('query') ?? '').slice(0, 200)) satisfies readonly EntryHit[]);
  });

  router.route('get', '/entries/:category/:name', STAFF, ({ response, query, param }) => {
    const preview = knowledge.preview(`${param('category')}/${param('name')}`, query.get('locale') ?? 'de');
    sendJson(response, 200, preview satisfies EntryPreview);
  });

  router.route('post', '/understand', STAFF, async ({ request, response, counselor }) => {
    const { text, locale } = await readBody(request, Message);
    if ([...text].length > options.maxTextLength) throw tooLarge('Der Text ist zu lang.');
    options.understandLimit.take(counselor.id);
    sendJson(response, 200, knowledge.understand(text, locale) satisfies Understood);
  });

  router.route('get', '/canned', STAFF, async ({ response }) => {
    sendJson(response, 200, await counselors.cannedReplies());
  });

  router.route('post', '/canned', STAFF, async ({ request, response, counselor }) => {
    const { id, ...reply } = await readBody(request, Canned);
    await counselors.saveCannedReply({ id: id || newId(), ...reply } satisfies CannedReply);
    await options.audit.note('canned-changed', counselor.id, { detail: reply.title });
    sendJson(response, 200, await counselors.cannedReplies());
  });

  router.route('del', '/canned/:id', STAFF, async ({ response, counselor, param }) => {
    await counselors.removeCannedReply(param('id'));
    await options.audit.note('canned-changed', counselor.id);
    sendJson(response, 200, await counselors.cannedReplies());
  });
}
