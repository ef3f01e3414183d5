import type { TurnContext } from 'botbuilder';
import { adviser } from '../../dialogs/contacts.ts';
import { createLanguageNames } from '../../dialogs/language-names.ts';
import { createRoot } from '../../dialogs/root.ts';
import { type DataFile, freshMemory, type ServiceInfo, type Services } from '../../dialogs/turn.ts';
import { createWordLists } from '../../dialogs/word-lists.ts';
import type { Knowledge } from '../domain/entry.ts';
import type { Interpreter } from '../domain/interpretation.ts';
import type { LanguageInfo, Locale } from '../domain/locale.ts';
import type { Desk } from '../handoff/desk.ts';
import { createActions } from '../reply/actions.ts';
import { createRenderer } from '../reply/activity.ts';
import type { Texts } from '../reply/i18n.ts';
import type { UnsupportedLanguages } from '../reply/unsupported.ts';
import type { TurnEvent } from '../storage/insights.ts';
import type { Bot } from './contract.ts';
import { openState } from './state.ts';
import { conversation } from './steps/conversation.ts';
import { clientEvents, type FeedbackSink } from './steps/events.ts';
import { hubStatus } from './steps/hub.ts';
import { startLocale } from './steps/locale.ts';
import { relayToDesk } from './steps/relay.ts';
import { type LanguageOpinion, understand } from './steps/understanding.ts';
import { welcome } from './steps/welcome.ts';
import { createTurn, type Outgoing, type Step } from './turn.ts';

export interface BotDependencies {
  readonly knowledge: Knowledge;
  readonly interpreter: Interpreter;
  readonly languages: readonly LanguageInfo[];
  readonly texts: Texts;
  readonly unsupported: UnsupportedLanguages;
  readonly service: ServiceInfo;
  /** Spoken until something is known about the user; German if absent. */
  readonly defaultLocale?: Locale | undefined;
  readonly feedback?: FeedbackSink | undefined;
  /** Asked only about messages whose language our own detection is not sure of. */
  readonly secondOpinion?: LanguageOpinion | undefined;
  /** The counselors' desk; without it the bot names contacts only. */
  readonly desk?: Desk | undefined;
  /** Is told what became of each message, once its turn has succeeded. */
  readonly insights?: { record(event: TurnEvent): void } | undefined;
  readonly dataFile?: DataFile | undefined;
  /** Is told about turns that failed. Errors hold no message texts. */
  report(error: unknown): void;
  now(): Date;
}

/** Builds the bot once; it keeps nothing of a conversation between turns except in the storage that it is handed. */
export function createBot(dependencies: BotDependencies): Bot {
  const { knowledge, languages, texts, unsupported, service, interpreter, feedback, secondOpinion, desk, insights, report, now } =
    dependencies;
  const services: Services = {
    knowledge,
    languages,
    languageNames: createLanguageNames(languages, [...unsupported.keys()], texts),
    unsupported,
    texts,
    wordLists: createWordLists(texts),
    actions: createActions(knowledge, texts, languages),
    service,
    desk,
    dataFile: dependencies.dataFile,
    now,
  };
  const root = createRoot();
  const render = createRenderer(texts, [
    ...languages,
    ...[...unsupported.values()].map(({ tag, direction }) => ({ code: tag, tag, direction })),
  ]);
  const steps: readonly Step[] = [
    startLocale,
    hubStatus(desk),
    relayToDesk(desk),
    welcome(root),
    clientEvents(feedback),
    understand(interpreter, secondOpinion),
    conversation(root),
  ];

  return {
    async onTurn(context, storage) {
      // Without its storage the bot can neither know nor keep anything: that failure is the channel's, which takes the turn again.
      const state = await openState(context, storage);
      const locale = state.memory.locale ?? dependencies.defaultLocale ?? 'de';
      const turn = createTurn(context, state.memory, services, locale);
      try {
        for (const step of steps) if ((await step(turn)) === 'done') break;
      } catch (error) {
        report(rootCause(error));
        // Taking the turn again would fail again, so the user is told, and the conversation stays where it was before this message.
        await send(context, [apology(locale)]);
        return;
      }
      await send(context, turn.outbox);
      await state.save();
      for (const event of turn.events) insights?.record(event);
    },
  };

  function send(context: TurnContext, outbox: readonly Outgoing[]): Promise<unknown> {
    const { channelId } = context.activity;
    return outbox.length === 0
      ? Promise.resolve()
      : context.sendActivities(outbox.map(({ reply, asks }) => render(reply, { channelId, asks })));
  }

  function apology(locale: Locale): Outgoing {
    const people = adviser({ services, memory: freshMemory() });
    return { reply: { locale, text: texts.t(locale, 'error.apology'), contacts: people?.contacts }, asks: false };
  }
}

/** The SDK wraps what a dialog throws, together with the whole dialog stack, which may hold what the user said. */
function rootCause(error: unknown): unknown {
  return error instanceof Error && error.name === 'DialogContextError' && 'error' in error ? error.error : error;
}
