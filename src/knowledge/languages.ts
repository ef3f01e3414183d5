import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { LanguageInfo } from '../domain/locale.ts';

const languageSchema = z.strictObject({
  code: z.string().regex(/^[a-z]{2,3}(-[a-z]+)?$/),
  tag: z.string(),
  name: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  aliases: z.array(z.string()),
});

/** Reads `locales/languages.json`, the one list of the languages that the bot answers in. @param dir the folder `locales/` */
export async function loadLanguages(dir: string): Promise<readonly LanguageInfo[]> {
  const file = join(dir, 'languages.json');
  const parsed = z.array(languageSchema).safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file} is not a list of languages: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
