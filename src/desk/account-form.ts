import { z } from 'zod';
import { type Counselor, ROLES } from '../domain/counselor.ts';

/** What counselors and admins may write into accounts; sentences are for the screen. */
const sentence = (message: string) => ({ message });

export const DisplayName = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .refine((text) => text.length >= 1 && text.length <= 100, sentence('Der Name muss 1 bis 100 Zeichen haben.'));

export const Capacity = z
  .number()
  .refine((value) => Number.isInteger(value) && value >= 1 && value <= 50, sentence('Es müssen 1 bis 50 Gespräche zugleich sein.'));

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export const Hours = z
  .array(
    z
      .object({ weekday: z.number().int().min(1).max(7), from: z.string(), to: z.string() })
      .refine(
        ({ from, to }) => TIME.test(from) && TIME.test(to) && from < to,
        sentence('Zeiten müssen wie 09:00 aussehen und vor ihrem Ende beginnen.'),
      ),
  )
  .max(50);

/** A list without repeats of values that exist here. */
export function listOf(known: readonly string[]) {
  return z
    .array(z.string())
    .refine((list) => list.every((item) => known.includes(item)), sentence('Die Liste enthält etwas, das es hier nicht gibt.'))
    .transform((list) => [...new Set(list)]);
}

/** All of an account. */
export function accountForm(languages: readonly string[], topics: readonly string[]) {
  return z.object({
    login: z.string().max(200),
    displayName: DisplayName,
    roles: z
      .array(z.enum(ROLES))
      .min(1)
      .transform((list) => ROLES.filter((role) => list.includes(role))),
    languages: listOf(languages),
    topics: listOf(topics),
    hours: Hours,
    capacity: Capacity,
    isActive: z.boolean(),
    password: z.string().max(1_000).optional(),
  }) satisfies z.ZodType<Omit<Counselor, 'id' | 'presence' | 'createdAt' | 'seenAt'>>;
}
