import type { Content } from '../../src/load-bot.ts';
import { buildEntry, buildKnowledge, scriptedInterpreter } from './builders.ts';
import { languages, texts, unsupported } from './chat.ts';

const human = buildEntry('meta/talk-to-human', { de: 'Mensch' }, { kind: 'meta', handoff: 'recommended' });
const answer = buildEntry('language/course', { de: 'Deutschkurs' });
const understood = scriptedInterpreter({ mensch: { route: 'counselor', entries: [human.id] } });

/** What the whole service needs to lead people to a counselor, in two entries: it starts fast. `mensch` asks for a counselor, all else is answered. */
export const deskContent: Content = {
  knowledge: buildKnowledge(human, answer),
  interpreter: {
    understand: (text: string) =>
      text === 'mensch'
        ? understood.understand(text)
        : { ...understood.understand(text), route: 'answer' as const, entries: [{ id: answer.id, probability: 0.9 }] },
  },
  languages,
  texts,
  unsupported,
};
