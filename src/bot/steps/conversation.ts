import type { Root } from '../../../dialogs/root.ts';
import { disclosure } from '../../../dialogs/welcome.ts';
import { messageWords } from '../../../dialogs/word-lists.ts';
import type { BotTurn, Step } from '../turn.ts';

/** Only a message of some length tells for sure what language it is in. */
const FEWEST_WORDS = 3;
const SURE = 0.9;

/** Lets the dialogs answer. Who has not been greeted (many messengers don't announce a new user) learns first who is speaking. */
export function conversation(root: Root): Step {
  return async (turn) => {
    const isWithBot = turn.status.state === 'none';
    if (isWithBot && begins(turn)) {
      await root.welcome(turn.context, turn);
      return 'done' as const;
    }
    // In danger the number to call comes first; who is speaking can wait for the next message.
    if (isWithBot && !turn.memory.greeted && turn.context.activity.type === 'message' && turn.interpretation?.route !== 'emergency')
      introduce(turn);
    await root.converse(turn.context, turn);
    offerOwnLanguage(turn);
    return 'done' as const;
  };
}

/** The messengers' "/start", or a greeting from someone who knows nothing of us yet. */
function begins({ text, memory, action, interpretation }: BotTurn): boolean {
  if (text.trim() === '/start') return true;
  const isGreeting = interpretation?.route === 'smalltalk' && interpretation.entries[0]?.id === 'meta/greeting';
  return !memory.greeted && !action && isGreeting;
}

function introduce(turn: BotTurn): void {
  const { texts, service } = turn.services;
  const hello = texts.t(turn.locale, 'welcome.hello', { service: service.name });
  turn.memory.greeted = true;
  turn.say({ text: [hello, ...disclosure(turn)].join('\n\n') });
}

/** Someone who chose a language but goes on in another one may want to change: one button does it. */
function offerOwnLanguage(turn: BotTurn): void {
  const { languages, texts, actions } = turn.services;
  const written = turn.interpretation?.language;
  const long = messageWords(turn.text).length >= FEWEST_WORDS;
  if (!turn.memory.localeChosen || !written || written.confidence < SURE || !long) return;
  const spoken = languages.find(({ code }) => code === turn.locale)?.tag;
  const own = languages.find(({ tag, code }) => tag === written.tag && tag !== spoken && texts.has(code));
  if (own) turn.alsoOffer(actions.language(own.code));
}
