import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { translationHash } from '../../src/knowledge/text-file.ts';

export const LOCALES = ['de', 'de-simple', 'en', 'tr'];
export const TODAY = '2026-12-01';

/** Files of a knowledge folder by their path in it. */
export type Tree = Record<string, string>;

const GERMAN = {
  title: 'Anmeldung',
  summary: 'Wer nach Stuttgart zieht, meldet sich beim Bürgerbüro an.',
  body:
    'Melden Sie sich innerhalb von zwei Wochen nach dem Einzug in einem Bürgerbüro an. Bringen Sie dafür Ihren Pass und die Bestätigung ' +
    'Ihres Vermieters mit. Einen Termin buchen Sie im Internet. Die Bestätigung schickt Ihnen das Amt mit der Post, und mit ihr können Sie ' +
    'ein Konto eröffnen. Als Nächstes bekommen Sie Ihre Steuernummer.',
};

export const GERMAN_HASH = translationHash(GERMAN);

const GERMAN_QUESTIONS = `  polite:
    - Guten Tag, wo melde ich meinen neuen Wohnsitz an?
    - Könnten Sie mir sagen, welches Amt für den Umzug zuständig ist?
    - Bis wann muss man sich nach dem Einzug melden?
  chatty:
    - hallo bin umgezogen was jetzt
    - anmelden stuttgart wie geht das
    - brauch ich nen termin beim bürgerbüro
    - mein vermieter will mir den zettel nicht geben
    - welche papiere für die meldebestätigung
    - neu hier adresse eintragen
    - muss mein kind auch mit zum amt
  story:
    - Letzte Woche sind wir aus Köln hergezogen. Nun verlangt die Bank ein Papier mit der neuen Adresse.
    - Wir wohnen bei Freunden. Der Brief vom Amt kommt nicht an.
    - Seit Mai lebe ich in einem Zimmer in Bad Cannstatt. Niemand hat mir gesagt, dass ich irgendwohin muss.
    - Meine Frau kommt im Juli nach. Was mache ich mit ihrem Pass?
  short:
    - Wohnsitz ummelden
    - Meldebescheinigung
    - Adresse ändern
  mixed:
    - registration Bürgerbüro Termin please
    - kayıt Wohnungsgeberbestätigung lazım
    - propyska gde delat Anmeldung
`;

const ENGLISH_QUESTIONS = `  polite:
    - Could you tell me where I register my new address?
    - Which office is responsible after moving house, please?
    - By when does one have to report to the city?
  chatty:
    - just moved what now
    - how to do the address thing
    - do i need a slot at the office
    - landlord wont sign the form
    - papers for registering pls
    - new here where to sign up with the city
    - does my kid have to come along
  story:
    - We came from Leeds last week. Now the bank wants a paper with our address on it.
    - I live with friends for now. No letter ever arrives for me.
    - Since May I have had a room in Bad Cannstatt. Nobody told me to go anywhere.
    - My wife follows in July. Is her passport enough?
  short:
    - change of address
    - residence paper
    - city registration
  mixed:
    - Anmeldung how long does it take
    - where is my Meldebescheinigung
    - Bürgerbüro appointment English
`;

/** An entry.yaml that is in order; `changes` are put over its lines. */
export function entryYaml(changes: Record<string, string> = {}): string {
  const lines = {
    kind: 'guide',
    handoff: 'offered',
    sources: '[{ title: "Stadt Stuttgart", url: "https://www.stuttgart.de/anmeldung", asOf: "2026-11" }]',
    related: '[]',
    reviewed: '2026-11-23',
    reviewBy: '2027-05-23',
    ...changes,
  };
  return Object.entries(lines)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');
}

interface TextParts {
  readonly title?: string;
  readonly summary?: string;
  readonly body?: string;
  readonly basedOn?: string;
  readonly questions?: string;
}

/** A text file that is in order, German unless `basedOn` says otherwise. */
export function textFile(parts: TextParts = {}): string {
  const { title = GERMAN.title, summary = GERMAN.summary, body = GERMAN.body, basedOn, questions = GERMAN_QUESTIONS } = parts;
  return `---\ntitle: ${title}\nsummary: ${summary}\nstatus: draft\n${basedOn ? `basedOn: "${basedOn}"\n` : ''}questions:\n${questions}---\n\n${body}\n`;
}

export function englishFile(parts: TextParts = {}): string {
  return textFile({
    title: 'Registration',
    summary: 'Whoever moves to Stuttgart registers with the city.',
    body:
      'Register at a citizens office within two weeks after you have moved in. Bring your passport and the confirmation of your landlord. ' +
      'You book a time on the internet. The city sends you the paper by post, and with it you can open an account.',
    basedOn: GERMAN_HASH,
    questions: ENGLISH_QUESTIONS,
    ...parts,
  });
}

export function outline(...lines: readonly (readonly [id: string, kind: string, handoff: string])[]): string {
  return `entries:\n${lines.map(([id, kind, handoff]) => `  - { id: ${id}, kind: ${kind}, handoff: ${handoff}, de: Thema, en: Topic }\n`).join('')}`;
}

/** A small knowledge base with which nothing is wrong: one entry in German and English, a concept, cues, messages out of scope. */
export function soundTree(): Tree {
  return {
    'outline.yaml': outline(['arrival/registration', 'guide', 'offered']),
    'arrival/registration/entry.yaml': entryYaml(),
    'arrival/registration/de.md': textFile(),
    'arrival/registration/en.md': englishFile(),
    'concepts/arrival.yaml':
      '- id: office\n  labels: { de: [Amt] }\n- id: registration\n  broader: [office]\n  entries: [arrival/registration]\n  labels:\n    de: [Anmeldung]\n    en: [registration]\n',
    'out-of-scope/en.yaml': 'weather: [will it rain tomorrow]\n',
    'cues/en.yaml': 'followUp: [how much]\noffers: [show me offers]\nconnectors: [and]\nback: [it]\n',
  };
}

/** Writes the files below `dir`. */
export function writeTree(dir: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
}
