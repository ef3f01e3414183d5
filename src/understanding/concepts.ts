import type { Concept } from '../domain/entry.ts';
import { type Analysis, token } from './analysis.ts';
import { hash, MultiMap } from './hash.ts';
import { withoutArticle, withoutClitics } from './language/arabic.ts';
import { clean, fold, words } from './language/normalize.ts';
import { isNonLatin } from './language/romanize.ts';

/** A concept found in a message. */
export interface ConceptHit {
  readonly id: string;
  /** The message's words that led to it. */
  readonly words: string;
  /** 1 for an exact label, less for a part of a compound, an inflected or misspelt form. */
  readonly strength: number;
}

interface LabelWord {
  readonly concept: number;
  readonly strength: number;
}

const EXACT = 1;
const INFLECTED = 0.9;
const PHONETIC = 0.8;
const MISSPELT = 0.7;
const COMPOUND = 0.7;

/** Longest label in words that is looked for. */
const LONGEST_LABEL = 5;

/** Shorter words have too many neighbours that mean something else. */
const SHORTEST_MISSPELT = 7;

/** Least share of the concepts that have labels in a language which the thesaurus covers. */
const COVERED = 0.1;

/**
 * Languages that the thesaurus covers. In the others it knows a few words only (dangers): what merely resembles one of these is most likely another
 * word, and a text that shares nothing else with them says nothing of their topic.
 */
export function coveredLanguages(concepts: readonly Concept[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { labels } of concepts) for (const language of Object.keys(labels)) counts.set(language, (counts.get(language) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= concepts.length * COVERED).map(([language]) => language));
}

/** Languages whose words are spelt in the letters of any other. */
const LENDING_LANGUAGES: ReadonlySet<string> = new Set(['de', 'en']);

const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Thai}]/u;

/** Longest label in letters that is looked for within a run without spaces. */
const LONGEST_RUN_LABEL = 8;

/** Letters that may follow a label's last word: endings ("Kitas", "kursuna", "квартиру"). */
const LONGEST_ENDING = 5;

/**
 * Finds the concepts of the thesaurus in a message of any language or mixture: whole labels, inflected forms (a label plus an ending),
 * parts of German compounds, other scripts by their sound, one-letter slips in long words.
 */
export class ConceptMatcher {
  readonly #concepts: readonly Concept[];
  readonly #phrases = new MultiMap<string>();
  /** By sound: labels in any language, and those that people write in letters of another script. */
  readonly #keys = new MultiMap<string>();
  readonly #borrowedKeys = new MultiMap<string>();
  readonly #consonants = new MultiMap<string>();
  /** By the hash of the form: there are many, and a rare false hit only adds weak evidence. */
  readonly #deletions = new MultiMap<number>();
  readonly #indexById = new Map<string, number>();

  constructor(concepts: readonly Concept[]) {
    this.#concepts = concepts;
    const covered = coveredLanguages(concepts);
    concepts.forEach((concept, index) => {
      this.#indexById.set(concept.id, index);
      for (const [language, labels] of Object.entries(concept.labels))
        for (const label of labels) this.#addLabel(label, language, index, covered.has(language));
    });
  }

  /** The concept itself, its broader concepts, and theirs; without repeats. */
  withBroader(id: string): readonly string[] {
    const seen = new Set<string>([id]);
    for (const current of seen) {
      const concept = this.#concepts[this.#indexById.get(current) ?? -1];
      for (const broader of concept?.broader ?? []) seen.add(broader);
    }
    return [...seen];
  }

  /** Entries that a concept points to, strongest first. */
  entriesOf(id: string): readonly string[] {
    return this.#concepts[this.#indexById.get(id) ?? -1]?.entries ?? [];
  }

  /** Concepts found in a message, longest labels first; each concept once, with its strongest evidence. */
  match(analysis: Analysis): readonly ConceptHit[] {
    const found = new Map<number, ConceptHit>();
    const { tokens } = analysis;
    const note = (concept: number, words: string, strength: number) => {
      const known = found.get(concept);
      if (!known || known.strength < strength) found.set(concept, { id: this.#concepts[concept]!.id, words, strength });
    };
    for (let start = 0; start < tokens.length; start++) {
      let covered = 0;
      for (let length = Math.min(LONGEST_LABEL, tokens.length - start); length >= 1; length--) {
        if (length < covered) break;
        const phrase = joinWords(tokens, start, length);
        const hits = this.#lookUp(phrase, tokens[start + length - 1]!.word);
        for (const { concept, strength } of hits) note(concept, phrase, strength);
        if (hits.length > 0 && length > covered) covered = length;
      }
      if (covered === 0 && WITHOUT_SPACES.test(tokens[start]!.word)) this.#matchWithin(tokens[start]!.word, note);
      else if (covered === 0) this.#matchLoosely(tokens[start]!, note);
    }
    return [...found.values()].sort((a, b) => b.strength * b.words.length - a.strength * a.words.length || (a.id < b.id ? -1 : 1));
  }

  /** @param covered whether words that are only like the label may mean it */
  #addLabel(label: string, language: string, concept: number, covered: boolean): void {
    const found = words(fold(clean(label)));
    const [first] = found;
    if (first === undefined) return;
    const phrase = found.join(' ');
    this.#phrases.add(phrase, concept);
    const bare = withoutArticle(phrase);
    if (bare !== phrase) this.#phrases.add(bare, concept);
    // Sounds are worked out only where they are used: there are tens of thousands of labels.
    if (found.length > 1 || !covered) return;
    const only = token(first);
    if (only.key.length >= 5) {
      this.#keys.add(only.key, concept);
      if (isNonLatin(only.word) || LENDING_LANGUAGES.has(language)) this.#borrowedKeys.add(only.key, concept);
    }
    if (only.consonants.length >= 5) this.#consonants.add(only.consonants, concept);
    if (only.word.length >= SHORTEST_MISSPELT) for (const form of deletions(only.word)) this.#deletions.add(hash(0, form), concept);
  }

  /** A label, or a label whose last word has an ending. */
  #lookUp(phrase: string, lastWord: string): readonly LabelWord[] {
    const exact = this.#phrases.get(phrase) ?? this.#phrases.get(withoutClitics(phrase));
    if (exact) return exact.map((concept) => ({ concept, strength: EXACT }));
    const most = Math.min(LONGEST_ENDING, lastWord.length - 3);
    for (let ending = 1; ending <= most; ending++) {
      if (lastWord.length - ending < 3 + ending / 2) break;
      const start = phrase.slice(0, phrase.length - ending);
      const shorter = this.#phrases.get(start) ?? this.#phrases.get(withoutClitics(start));
      if (shorter) return shorter.map((concept) => ({ concept, strength: INFLECTED - ending * 0.04 }));
    }
    return [];
  }

  /** Labels anywhere within a run of letters that is written without spaces. */
  #matchWithin(run: string, note: (concept: number, words: string, strength: number) => void): void {
    for (let start = 0; start < run.length; start++)
      for (let length = Math.min(LONGEST_RUN_LABEL, run.length - start); length >= 2; length--) {
        const part = run.slice(start, start + length);
        for (const concept of this.#phrases.get(part) ?? []) note(concept, part, EXACT);
      }
  }

  #matchLoosely(token: Analysis['tokens'][number], note: (concept: number, words: string, strength: number) => void): void {
    const { word, key, consonants } = token;
    // Who writes Cyrillic or Arabic letters spells German words in them, but no Turkish ones: "sidet'" is not "siddet".
    const keys = isNonLatin(word) ? this.#borrowedKeys : this.#keys;
    for (const concept of keys.get(key) ?? []) note(concept, word, PHONETIC);
    // One vowel more or less at the end is an ending, also in another script.
    if (key.length >= 6) for (const concept of keys.get(key.slice(0, -1)) ?? []) note(concept, word, PHONETIC - 0.1);
    if (consonants.length >= 5) for (const concept of this.#consonants.get(consonants) ?? []) note(concept, word, PHONETIC - 0.2);
    if (word.length >= SHORTEST_MISSPELT) {
      for (const form of [word, ...deletions(word)])
        for (const concept of this.#deletions.get(hash(0, form)) ?? []) note(concept, word, MISSPELT);
    }
    if (word.length >= 9 && /^[a-z]+$/.test(word)) {
      // German compounds: "Kindergartenplatz", "Sozialwohnung": the longest known beginning and the longest known end.
      for (let cut = word.length - 3; cut >= 4; cut--) {
        const head = this.#phrases.get(word.slice(0, cut));
        if (head) {
          for (const concept of head) note(concept, word.slice(0, cut), COMPOUND);
          break;
        }
      }
      for (let cut = 3; cut <= word.length - 4; cut++) {
        const tail = this.#phrases.get(word.slice(cut));
        if (tail) {
          for (const concept of tail) note(concept, word.slice(cut), COMPOUND);
          break;
        }
      }
    }
  }
}

function joinWords(tokens: Analysis['tokens'], start: number, length: number): string {
  let phrase = tokens[start]!.word;
  for (let i = 1; i < length; i++) phrase += ` ${tokens[start + i]!.word}`;
  return phrase;
}

/** All forms with one letter left out, but not the first (symmetric delete: two words one slip apart share a form). */
function deletions(word: string): string[] {
  const forms: string[] = [];
  for (let i = 1; i < word.length; i++) forms.push(word.slice(0, i) + word.slice(i + 1));
  return forms;
}
