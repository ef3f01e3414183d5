/**
 * One rough Latin form for words of any script, so that "dars", "درس" and "ders", or "vidpustka", "відпустка" and "vidpustka" written from
 * memory, come near each other. It is a phonetic key for matching, not a transliteration to read: voiced and voiceless, long and short
 * vowels and doubled letters that people write in many ways fall together.
 */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'u',
  я: 'a',
  ђ: 'd',
  ј: 'i',
  љ: 'l',
  њ: 'n',
  ћ: 'c',
  џ: 'j',
};
const ARABIC: Readonly<Record<string, string>> = {
  ا: 'a',
  ب: 'b',
  پ: 'b',
  ت: 't',
  ث: 't',
  ج: 'j',
  چ: 'sh',
  ح: 'h',
  خ: 'h',
  د: 'd',
  ذ: 'd',
  ر: 'r',
  ز: 'z',
  ژ: 'z',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  ع: 'a',
  غ: 'g',
  ف: 'f',
  ق: 'k',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  و: 'u',
  ي: 'i',
  ء: '',
};
const GREEK: Readonly<Record<string, string>> = {
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 't',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'ks',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'i',
  φ: 'f',
  χ: 'h',
  ψ: 'ps',
  ω: 'o',
};

/** Digits that stand for sounds in Arabizi, between or beside letters. */
const ARABIZI: Readonly<Record<string, string>> = { '2': '', '3': 'a', '5': 'h', '6': 't', '7': 'h', '8': 'g', '9': 's' };

/** Spelling habits in Latin letters that stand for the same sound, longest first. */
const HABITS: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|ch(?=t)/g, 'sh'],
  [/tsch|tch/g, 'ch'],
  [/kh|x/g, 'h'],
  [/gh/g, 'g'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/ph/g, 'f'],
  [/ya|ja|ia/g, 'a'],
  [/yu|ju|iu/g, 'u'],
  [/ye|je|ie/g, 'e'],
  [/yo|jo|io/g, 'o'],
  [/ou|oo|w/g, 'u'],
  [/ee|y|j/g, 'i'],
  [/ts|tz|c(?!h)/g, 'c'],
  [/q/g, 'k'],
  [/p/g, 'b'],
  [/(.)\1+/g, '$1'],
];

/** Whether the word has letters outside the Latin script. */
export function isNonLatin(word: string): boolean {
  return /[^\p{Script=Latin}\p{N}\p{P}\s]/u.test(word);
}

/** Whether a Latin word carries Arabizi digits: "3andi", "a7ki", but not "b1", "a2" or "2024". */
export function hasArabiziDigits(word: string): boolean {
  return /[a-z][2357896]+[a-z]|^[2357][a-z]{2,}|[a-z]{2,}[37]$/.test(word) && !/^[abc][12]$/.test(word);
}

/** The phonetic key of a folded word; the empty string when nothing is left of it. */
export function phoneticKey(folded: string): string {
  let latin = '';
  for (const letter of folded) latin += CYRILLIC[letter] ?? ARABIC[letter] ?? GREEK[letter] ?? letter;
  if (hasArabiziDigits(latin)) latin = latin.replace(/[2356789]/g, (digit) => ARABIZI[digit] ?? digit);
  latin = latin.replace(/[^a-z0-9]/g, '');
  for (const [pattern, sound] of HABITS) latin = latin.replace(pattern, sound);
  return latin;
}

/** The consonants of a phonetic key: Arabic script leaves short vowels out, so its words meet their Latin spellings only without vowels. */
export function consonantKey(key: string): string {
  return key.replace(/[aeiou]/g, '');
}
