import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What people read whose language is recognised, but not answered in. */
export interface UnsupportedLanguage {
  /** BCP 47 tag. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  /** "I can't answer in this language yet. Please choose one of these, or talk to a person.", in that language. */
  readonly text: string;
  /** "Talk to a person", in that language. */
  readonly person: string;
}

export type UnsupportedLanguages = ReadonlyMap<string, UnsupportedLanguage>;

const schema = z.record(
  z.string().regex(/^[a-z]{2,3}$/),
  z.strictObject({ direction: z.enum(['ltr', 'rtl']).default('ltr'), text: z.string().min(10), person: z.string().min(2) }),
);

/** Reads `locales/unsupported.json`. @param dir the folder `locales/` @throws {Error} if the file is not as it should be */
export async function loadUnsupported(dir: string): Promise<UnsupportedLanguages> {
  const file = join(dir, 'unsupported.json');
  const parsed = schema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return new Map(Object.entries(parsed.data).map(([tag, language]) => [tag, { tag, ...language }]));
}
