import { foldWord } from './lexicon.ts';

/** How Cyrillic and Greek words look when people type them on a Latin keyboard: one table a habit. */
type Table = Readonly<Record<string, string>>;

/** Reads "а=a б=b ..."; a letter with nothing after the sign is left out in Latin. */
function table(text: string, base: Table = {}): Table {
  const own = text
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split('=') as [string, string]);
  return { ...base, ...Object.fromEntries(own) };
}

const RUSSIAN = table(
  'а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=ts ч=ch ш=sh щ=sch ъ= ы=y ь= э=e ю=yu я=ya',
);
const UKRAINIAN = table('г=h ґ=g є=ye и=y і=i ї=yi щ=shch х=kh', RUSSIAN);
const BULGARIAN = table('ъ=a щ=sht ц=c я=ya ю=yu', RUSSIAN);
const SERBIAN = table('ж=ž ј=j љ=lj њ=nj х=h ц=c ч=č ћ=ć ђ=đ џ=dž ш=š', RUSSIAN);
const GREEK = table('α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=ks ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=x ψ=ps ω=w');

/** Habits by language of origin. */
const HABITS: Readonly<Record<string, readonly Table[]>> = {
  ru: [RUSSIAN, table('ж=j х=kh щ=sh я=ja ю=ju й=j', RUSSIAN), table('х=x ц=c ч=ch ы=i я=ia ю=iu й=i ж=z ё=e щ=shch', RUSSIAN)],
  uk: [
    UKRAINIAN,
    table('г=g и=i х=h ц=c я=ja ю=ju є=je й=j ж=j ї=ji щ=sch', UKRAINIAN),
    table('г=g и=y х=h й=i я=ia ю=iu є=e ї=i щ=sh', UKRAINIAN),
  ],
  bg: [BULGARIAN, table('ж=j ч=4 ш=6 ъ=y я=q ц=c', BULGARIAN)],
  sr: [SERBIAN],
  el: [GREEK, table('η=h θ=8 υ=u ξ=x χ=h ω=o β=b', GREEK), table('υ=i ω=o χ=x ξ=x ψ=ps', GREEK), table('υ=y ω=o χ=ch ξ=x', GREEK)],
};

function spell(word: string, letters: Table): string {
  let out = '';
  for (const letter of word) out += letters[letter] ?? letter;
  return out;
}

/**
 * Latin spellings of a word that is written in Cyrillic or Greek letters.
 * @param language `ru`, `uk`, `bg`, `sr` or `el`; anything else gives none
 * @param word lower case
 */
export function latinSpellings(language: string, word: string): string[] {
  // Greek accents are never typed in Latin letters, and "ου" is one sound, whatever stands for a lone "υ".
  const source = language === 'el' ? foldWord(word).replaceAll('ου', 'ou') : word;
  return [...new Set((HABITS[language] ?? []).map((letters) => spell(source, letters)))].filter((spelling) => spelling !== '');
}

const CYRILLIC_OF: readonly (readonly [string, string])[] = [
  ['dž', 'џ'],
  ['lj', 'љ'],
  ['nj', 'њ'],
  ...Object.entries(SERBIAN)
    .filter(([, latin]) => latin.length === 1 && latin !== '')
    .map(([cyrillic, latin]) => [latin, cyrillic] as const)
    .filter(([latin], index, all) => all.findIndex(([other]) => other === latin) === index),
];

/** A Serbian word in Latin letters, written in Cyrillic letters. */
export function serbianCyrillic(word: string): string {
  let out = '';
  for (let at = 0; at < word.length; ) {
    const pair = CYRILLIC_OF.find(([latin]) => word.startsWith(latin, at));
    out += pair?.[1] ?? word[at];
    at += pair?.[0].length ?? 1;
  }
  return out;
}
