import type { Concept, Entry, Knowledge, Style } from '../../src/domain/entry.ts';
import type { Interpreter } from '../../src/domain/interpretation.ts';
import type { LanguageInfo } from '../../src/domain/locale.ts';
import { fitCalibration } from '../../src/evaluation/calibration.ts';
import { crossValidate } from '../../src/evaluation/cross-validation.ts';
import { vocabularyOf } from '../../src/knowledge/interpreter.ts';
import { openSignals, trainModel } from '../../src/understanding/build.ts';
import { CueMatcher } from '../../src/understanding/cues.ts';
import { UNFITTED_DANGER } from '../../src/understanding/decision/danger.ts';
import { createLanguageDetector } from '../../src/understanding/language/detect.ts';
import { interpreterFrom } from '../../src/understanding/understand.ts';
import { buildEntry, buildKnowledge, buildText } from '../support/builders.ts';

/** An entry with its title and example messages in each locale. */
function entry(id: string, texts: Readonly<Record<string, readonly [title: string, ...messages: string[]]>>): Entry {
  const parts = Object.entries(texts).map(([locale, [title, ...messages]]) => {
    const questions: Record<Style, string[]> = { polite: [], chatty: messages, story: [], short: [title], mixed: [] };
    return [locale, buildText({ locale, title, summary: title, body: `${title}.`, questions })] as const;
  });
  return buildEntry(id, {}, { texts: Object.fromEntries(parts) });
}

function concept(
  id: string,
  labels: Readonly<Record<string, readonly string[]>>,
  entries: readonly string[] = [],
  broader: readonly string[] = [],
): Concept {
  return { id, broader, related: [], entries, labels };
}

export const CONCEPTS: readonly Concept[] = [
  concept(
    'daycare',
    {
      de: ['Kita', 'Kindergarten', 'Kindertagesstätte'],
      en: ['daycare', 'nursery'],
      tr: ['kreş', 'anaokulu'],
      ar: ['الروضة', 'حضانة'],
      uk: ['садочок'],
      ru: ['садик'],
    },
    ['education/daycare'],
    ['childcare'],
  ),
  concept('childcare', { de: ['Kinderbetreuung'], en: ['childcare'] }),
  concept('registration', { de: ['Anmeldung', 'anmelden'], en: ['registration'], tr: ['kayıt'], ru: ['прописка'] }, [
    'arrival/registration',
  ]),
  concept(
    'flat',
    { de: ['Wohnung', 'Mietwohnung'], en: ['flat', 'apartment'], tr: ['daire', 'ev'], ar: ['شقة'], uk: ['квартира'], ru: ['квартира'] },
    ['housing/flat'],
  ),
  concept(
    'doctor',
    { de: ['Arzt', 'Hausarzt'], en: ['doctor', 'gp'], tr: ['doktor'], ar: ['طبيب', 'دكتور'], uk: ['лікар'], ru: ['врач'] },
    ['health/doctor'],
  ),
];

/** Six topics, a danger, small talk and a human, in four languages. */
export const KNOWLEDGE: Knowledge = {
  ...buildKnowledge(
    entry('education/daycare', {
      de: [
        'Kita und Kindergarten',
        'ich suche einen kita platz für mein kind',
        'wann kann mein sohn in den kindergarten',
        'was kostet die kita',
      ],
      en: ['Daycare', 'i need a nursery place for my son', 'when can my child start daycare', 'what does daycare cost'],
      tr: ['Kreş ve anaokulu', 'oğlum için kreş arıyorum', 'çocuğum ne zaman anaokuluna başlayabilir', 'kreş kaç para'],
      ru: ['Детский сад', 'ищу садик для ребёнка', 'когда сын может пойти в садик'],
    }),
    entry('arrival/registration', {
      de: [
        'Wohnsitz anmelden',
        'wo melde ich mich an',
        'ich bin umgezogen und brauche eine anmeldung',
        'bürgerbüro termin für die adresse',
      ],
      en: ['Register your address', 'where do i register after moving', 'i moved and need a registration', 'citizens office appointment'],
      tr: ['İkamet kaydı', 'taşındım nerede kayıt olacağım', 'belediyeye adres kaydı', 'kayıt için randevu'],
      ru: ['Прописка', 'где мне прописаться после переезда', 'нужна регистрация адреса'],
    }),
    entry('housing/flat', {
      de: ['Wohnung finden', 'ich suche eine wohnung', 'wie finde ich eine günstige mietwohnung', 'zimmer zur miete gesucht'],
      en: ['Finding a flat', 'i am looking for a flat', 'how do i find a cheap apartment', 'room to rent wanted'],
      tr: ['Ev bulmak', 'kiralık daire arıyorum', 'ucuz ev nasıl bulunur', 'kiralık oda lazım'],
      ru: ['Найти квартиру', 'ищу квартиру', 'как снять недорогое жильё'],
    }),
    entry('health/doctor', {
      de: ['Einen Arzt finden', 'ich brauche einen hausarzt', 'welcher arzt spricht meine sprache', 'arzttermin ausmachen'],
      en: ['Finding a doctor', 'i need a family doctor', 'which doctor speaks my language', 'make a medical appointment'],
      tr: ['Doktor bulmak', 'aile hekimi arıyorum', 'türkçe konuşan doktor var mı', 'doktor randevusu almak'],
      ru: ['Найти врача', 'мне нужен врач', 'какой врач говорит по-русски'],
    }),
    entry('safety/emergency', {
      de: ['Notruf', 'er atmet nicht mehr', 'schnell einen krankenwagen', 'mein vater ist bewusstlos', 'hilfe notruf'],
      en: ['Emergency call', 'he is not breathing', 'send an ambulance quickly', 'my father is unconscious', 'help emergency'],
      tr: ['Acil çağrı', 'nefes almıyor', 'çabuk ambulans gönderin', 'babam bilincini kaybetti', 'imdat acil'],
      ru: ['Экстренный вызов', 'он не дышит', 'срочно скорую', 'отец потерял сознание'],
    }),
    entry('meta/greeting', {
      de: ['Hallo', 'guten tag', 'hallo bot', 'servus', 'grüß gott'],
      en: ['Hello', 'hi there', 'good morning', 'hey bot'],
      tr: ['Merhaba', 'selam', 'iyi günler', 'günaydın'],
      ru: ['Привет', 'здравствуйте', 'добрый день'],
    }),
    entry('meta/talk-to-human', {
      de: ['Mit einem Menschen sprechen', 'ich will mit einem menschen reden', 'gibt es einen berater', 'echte person bitte'],
      en: ['Talk to a human', 'i want to talk to a person', 'can i speak to a human', 'real person please'],
      tr: ['Bir insanla konuşmak', 'gerçek biriyle konuşmak istiyorum', 'danışmana bağla', 'insanla görüşmek istiyorum'],
      ru: ['Поговорить с человеком', 'хочу поговорить с человеком', 'позовите консультанта'],
    }),
  ),
  concepts: CONCEPTS,
  outOfScope: [
    {
      locale: 'de',
      messages: ['wie wird das wetter morgen', 'rezept für kartoffelsalat', 'wer hat das spiel gewonnen', 'asdf jklö'].map((text) => ({
        kind: 'other',
        text,
      })),
    },
    {
      locale: 'en',
      messages: ['what is the weather tomorrow', 'recipe for pancakes', 'who won the match', 'tell me a joke'].map((text) => ({
        kind: 'other',
        text,
      })),
    },
  ],
  cues: [
    {
      locale: 'en',
      followUp: ['how much', 'what does it cost', 'and where'],
      offers: ['show me offers'],
      connectors: ['and'],
      back: ['it', 'there'],
    },
    {
      locale: 'de',
      followUp: ['was kostet das', 'und wo'],
      offers: ['welche angebote gibt es'],
      connectors: ['und'],
      back: ['das', 'dort'],
    },
  ],
};

export const LANGUAGES: readonly LanguageInfo[] = [
  { code: 'de', tag: 'de', name: 'Deutsch', direction: 'ltr', aliases: [] },
  { code: 'de-simple', tag: 'de', name: 'Leichte Sprache', direction: 'ltr', aliases: [] },
  { code: 'en', tag: 'en', name: 'English', direction: 'ltr', aliases: [] },
  { code: 'tr', tag: 'tr', name: 'Türkçe', direction: 'ltr', aliases: [] },
  { code: 'ru', tag: 'ru', name: 'Русский', direction: 'ltr', aliases: [] },
];

// Fitted on the small knowledge base: the calibration of the real one changes with its texts.
const { ranker } = fitCalibration(crossValidate(KNOWLEDGE, 3), []);

/** The real interpreter, trained on the small knowledge base (some hundred milliseconds). */
export function trainedInterpreter(knowledge: Knowledge = KNOWLEDGE): Interpreter {
  return interpreterFrom({
    signals: openSignals(knowledge, trainModel(knowledge)),
    detect: createLanguageDetector({ vocabulary: vocabularyOf(knowledge) }),
    cues: new CueMatcher(knowledge),
    languages: LANGUAGES,
    calibration: { ranker, sharpness: 1, danger: UNFITTED_DANGER, thresholds: { emergency: 0.3, answer: 0.5, clarify: 0.4 } },
  });
}
