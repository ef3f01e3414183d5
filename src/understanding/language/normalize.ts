/** Longest text that is analysed, in characters; what comes after it changes no meaning but costs time. */
export const MAX_ANALYSED_CHARACTERS = 3000;

const ARABIC_INDIC_ZERO = 0x0660;
const PERSIAN_ZERO = 0x06f0;

/**
 * Makes typed text readable for the analysers: canonical Unicode, no control, direction or zero-width characters, plain digits,
 * single spaces, at most `MAX_ANALYSED_CHARACTERS`. Never fails, whatever comes in (lone surrogates included).
 */
export function clean(text: string): string {
  return (
    text
      .slice(0, MAX_ANALYSED_CHARACTERS * 2)
      .toWellFormed()
      // Before normalisation, which would make a space and an accent of "´", and can't join what invisible characters part.
      .replaceAll('\u00B4', "'")
      .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD\u0640]/g, '')
      .normalize('NFKC')
      .replaceAll('\u0640', '')
      .normalize('NFC')
      .replace(/[\u2018\u2019\u02BC\u0060]/g, "'")
      .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]+/gu, ' ')
      .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - ARABIC_INDIC_ZERO))
      .replace(/[\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) - PERSIAN_ZERO))
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, MAX_ANALYSED_CHARACTERS)
      // The cut may fall behind a space or into an emoji.
      .replace(/\s$|[\uD800-\uDBFF]$/, '')
  );
}

const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ǿ: 'o',
  æ: 'ae',
  ǽ: 'ae',
  ǣ: 'ae',
  œ: 'oe',
  // Arabic script: one form for letters that phones and dialects write in several ways; Persian variants likewise.
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ۀ: 'ه',
  ک: 'ك',
  گ: 'ك',
  ڤ: 'ف',
  // Cyrillic: Ukrainian and Russian spellings of the same sound; Russian phones lack the Ukrainian letters.
  ё: 'е',
  є: 'е',
  ґ: 'г',
  ї: 'і',
};
const SPECIAL_PATTERN = new RegExp(`[${Object.keys(SPECIAL).join('')}]`, 'g');

/**
 * Lower case and without the marks that people leave out on a phone: accents, umlaut dots, Arabic vowel signs, Turkish dots.
 * "Führerschein", "fuhrerschein" and "FÜHRERSCHEIN" become the same.
 */
export function fold(text: string): string {
  return text
    .replaceAll('İ', 'i')
    .toLowerCase()
    .replace(/[йї]/g, (letter) => (letter === 'й' ? 'и' : 'і'))
    .replace(SPECIAL_PATTERN, (letter) => SPECIAL[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');
}

/** Words and numbers of a folded text, in order. Scripts without spaces (Chinese, Thai) give one token a run. */
export function words(folded: string): string[] {
  return folded.match(/[\p{L}\p{N}]+(?:'[\p{L}]+)*/gu)?.map((word) => word.replaceAll("'", '')) ?? [];
}

/** Sentences and clauses of a cleaned text: what a story's question hides in. At least one, at most 12. */
export function sentences(cleaned: string): string[] {
  const parts = cleaned
    .split(/(?<=[.!?؟。;؛])\s+|\n+/u)
    .map((part) => part.trim())
    .filter((part) => part.length > 0);
  return parts.length === 0 ? [cleaned] : parts.slice(0, 12);
}
