/**
 * A way of writing a language: "Arabic in Latin letters" and "Arabic" are two. Detection weighs varieties against each other and
 * answers with their language.
 */
export interface Variety {
  /** Key of the word lists. */
  readonly id: string;
  /** Primary BCP 47 tag that is answered. */
  readonly tag: string;
  /** ISO 15924 code. */
  readonly script: string;
  /** Language of the n-gram table whose statistics fit, if any. */
  readonly table?: string;
  /** In Latin letters though the language has its own script. */
  readonly romanized?: boolean;
  /** For people, where the tag doesn't say enough. */
  readonly name?: string;
  /** How rarely it is met, as a logarithm: 0 for the languages that the bot answers in, negative for others. */
  readonly prior: number;
}

/** Most messages are in German, and the rarer its words the likelier they are taken for another language's. */
const HOME = 0.5;
/** Prior of languages that many people here speak though the bot doesn't answer in them. */
export const SPOKEN_HERE = -0.4;
const LESS_OFTEN = -1.2;
const SELDOM = -2.5;
const ELSEWHERE = -3.5;

const latin = (id: string, prior: number, rest: Partial<Variety> = {}): Variety => ({
  id,
  tag: id,
  script: 'Latn',
  table: id,
  prior,
  ...rest,
});
const romanized = (id: string, prior: number, name: string): Variety => ({
  id,
  tag: id.slice(0, 2),
  script: 'Latn',
  romanized: true,
  prior,
  name,
});

/** Everything that can be answered, except languages that alone use their script. */
export const VARIETIES: readonly Variety[] = [
  latin('de', HOME),
  ...['en', 'tr', 'fr', 'es', 'it', 'ro', 'pl'].map((id) => latin(id, 0)),
  latin('hr', 0, { name: 'Croatian, Bosnian or Serbian' }),
  latin('sr-latn', -0.5, { tag: 'hr', table: 'hr', name: 'Serbian in Latin letters' }),
  ...['sq', 'hu', 'pt', 'vi'].map((id) => latin(id, SPOKEN_HERE)),
  { id: 'so', tag: 'so', script: 'Latn', prior: SPOKEN_HERE },
  { id: 'ku', tag: 'ku', script: 'Latn', prior: SPOKEN_HERE, name: 'Kurmanji' },
  latin('nl', LESS_OFTEN),
  ...['cs', 'sk', 'sl'].map((id) => latin(id, SELDOM)),
  ...['az', 'ca', 'da', 'et', 'fi', 'lt', 'lv', 'ms', 'no', 'sv', 'tl'].map((id) => latin(id, ELSEWHERE)),
  romanized('ar-latn', LESS_OFTEN, 'Arabizi'),
  romanized('fa-latn', LESS_OFTEN, 'Persian in Latin letters'),
  romanized('ru-latn', LESS_OFTEN, 'Russian in Latin letters'),
  romanized('uk-latn', LESS_OFTEN, 'Ukrainian in Latin letters'),
  romanized('el-latn', LESS_OFTEN, 'Greeklish'),
  romanized('hi-latn', LESS_OFTEN, 'Hindi or Urdu in Latin letters'),
  { id: 'ar', tag: 'ar', script: 'Arab', table: 'ar', prior: 0 },
  { id: 'fa', tag: 'fa', script: 'Arab', table: 'fa', prior: 0, name: 'Persian or Dari' },
  { id: 'ur', tag: 'ur', script: 'Arab', table: 'ur', prior: LESS_OFTEN },
  { id: 'ckb', tag: 'ku', script: 'Arab', table: 'ku', prior: LESS_OFTEN, name: 'Sorani' },
  { id: 'ps', tag: 'ps', script: 'Arab', prior: LESS_OFTEN },
  { id: 'uk', tag: 'uk', script: 'Cyrl', table: 'uk', prior: 0 },
  { id: 'ru', tag: 'ru', script: 'Cyrl', table: 'ru', prior: 0 },
  { id: 'sr', tag: 'hr', script: 'Cyrl', table: 'sr', prior: LESS_OFTEN, name: 'Serbian in Cyrillic letters' },
  { id: 'bg', tag: 'bg', script: 'Cyrl', table: 'bg', prior: SPOKEN_HERE },
  { id: 'mk', tag: 'mk', script: 'Cyrl', prior: SELDOM },
  { id: 'be', tag: 'be', script: 'Cyrl', table: 'be', prior: ELSEWHERE },
  { id: 'am', tag: 'am', script: 'Ethi', prior: SPOKEN_HERE },
  { id: 'ti', tag: 'ti', script: 'Ethi', prior: SPOKEN_HERE },
  { id: 'hi', tag: 'hi', script: 'Deva', table: 'hi', prior: 0 },
  { id: 'mr', tag: 'mr', script: 'Deva', table: 'mr', prior: ELSEWHERE },
];

/** Languages that are known by their script alone. */
export const BY_SCRIPT: Readonly<Record<string, string>> = {
  Grek: 'el',
  Hans: 'zh',
  Hira: 'ja',
  Kana: 'ja',
  Hang: 'ko',
  Geor: 'ka',
  Armn: 'hy',
  Hebr: 'he',
  Thai: 'th',
  Beng: 'bn',
  Taml: 'ta',
  Telu: 'te',
  Mlym: 'ml',
  Knda: 'kn',
  Gujr: 'gu',
  Guru: 'pa',
  Orya: 'or',
  Laoo: 'lo',
  Khmr: 'km',
  Mymr: 'my',
  Sinh: 'si',
  Tibt: 'bo',
};

/** Primary BCP 47 tags of all languages that detection can answer with. */
export const RECOGNISED_LANGUAGES: ReadonlySet<string> = new Set([...VARIETIES.map(({ tag }) => tag), ...Object.values(BY_SCRIPT)]);
