import { z } from 'zod';
import { HANDOFFS, KINDS, STYLES } from '../domain/entry.ts';

const text = z.string({ error: 'must be text; put it in double quotes' }).trim().min(1, 'must not be empty');
const id = z.string().regex(/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/, 'must be an id like language/integration-course');
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case letters, digits and hyphens');
const day = z.iso.date('must be a date like 2026-11-23');
const asOf = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^(\d{4}(-\d\d(-\d\d)?)?|undated)$/, 'must be YYYY, YYYY-MM, YYYY-MM-DD or undated'));
const url = z.string().regex(/^https?:\/\/[^\s]+$/, 'must be an address that begins with https://');

const phone = z
  .string({ error: 'must be text; put it in double quotes' })
  .regex(/^[+\d][\d\s/()-]*$/, 'must be a phone number, digits and spaces');

const contact = z.strictObject({
  name: text,
  phone: phone.optional(),
  email: z.email('must be an e-mail address').optional(),
  url: url.optional(),
  address: text.optional(),
  asOf,
});

const source = z.strictObject({ title: text, url, asOf });

const NEEDS = [
  'german',
  'counselling',
  'work',
  'education',
  'health',
  'housing',
  'family',
  'participation',
  'arrival',
  'everyday',
] as const;
const AUDIENCES = ['adults', 'parents', 'women', 'youth', 'refugees', 'seniors', 'workers', 'everyone'] as const;
const LEVELS = ['literacy', 'beginner', 'a1', 'a2', 'b1', 'b2', 'c1'] as const;

const facets = z.strictObject({
  need: z.array(z.enum(NEEDS)).min(1).optional(),
  audience: z.array(z.enum(AUDIENCES)).min(1).optional(),
  level: z.array(z.enum(LEVELS)).min(1).optional(),
  cost: z.enum(['free', 'low', 'paid', 'depends']).optional(),
  childcare: z.boolean().optional(),
  format: z
    .array(z.enum(['in-person', 'online']))
    .min(1)
    .optional(),
});

/** `entry.yaml`. */
export const entrySchema = z.strictObject({
  kind: z.enum(KINDS),
  handoff: z.enum(HANDOFFS),
  facets: facets.default({}),
  contacts: z.array(contact).max(6, 'at most 6: choose the most helpful').default([]),
  sources: z.array(source).default([]),
  related: z.array(id).max(6, 'at most 6').default([]),
  reviewed: day,
  reviewBy: day,
});

/** A message may be a bare number ("116117"), which YAML doesn't read as text. */
const message = z.union([text, z.number().transform(String)]);

const questions = z.strictObject(
  Object.fromEntries(STYLES.map((style) => [style, z.array(message).default([])])) as Record<
    (typeof STYLES)[number],
    z.ZodDefault<z.ZodArray<typeof message>>
  >,
);

/** The front matter of a text file such as `de.md`. */
export const frontMatterSchema = z.strictObject({
  title: text.max(70, 'must be at most 70 characters'),
  summary: text.max(160, 'must be at most 160 characters'),
  status: z.enum(['draft', 'reviewed']),
  basedOn: z
    .string()
    .regex(/^[0-9a-f]{10}$/, 'is written by: npm run knowledge -- --stamp LOCALE ID')
    .optional(),
  questions,
});

/** One line of `outline.yaml`. */
export const outlineSchema = z.strictObject({
  entries: z.array(z.strictObject({ id, kind: z.enum(KINDS), handoff: z.enum(HANDOFFS), de: text, en: text })),
});

/** A file of `concepts/`. */
export const conceptsSchema = z.array(
  z.strictObject({
    id: slug,
    broader: z.array(slug).default([]),
    related: z.array(slug).default([]),
    entries: z.array(id).default([]),
    labels: z.record(z.string(), z.array(message).min(1)),
  }),
);

/** A file of `out-of-scope/`: messages by kind. */
export const outOfScopeSchema = z.record(slug, z.array(message));

/** A file of `cues/`. */
export const cuesSchema = z.strictObject({
  followUp: z.array(text),
  offers: z.array(text),
  connectors: z.array(text),
  back: z.array(text),
});
