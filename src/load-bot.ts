import { join } from 'node:path';
import { type BotDependencies, createBot } from './bot/bot.ts';
import type { Bot } from './bot/contract.ts';
import type { LanguageOpinion } from './bot/steps/understanding.ts';
import type { Config } from './config.ts';
import { type LoadedKnowledge, loadInterpreter } from './knowledge/interpreter.ts';
import type { Clock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';
import { collectGarbage } from './platform/memory.ts';
import { loadTexts, type Texts } from './reply/i18n.ts';
import { loadUnsupported, type UnsupportedLanguages } from './reply/unsupported.ts';

/** What the service knows and how it puts things: read once, for the bot and for the desk. */
export interface Content extends LoadedKnowledge {
  readonly texts: Texts;
  readonly unsupported: UnsupportedLanguages;
}

/**
 * Reads the knowledge base and the locale files.
 * @param root the checkout
 * @throws if knowledge or texts have errors, listing all of them
 */
export async function loadContent(root: string, log: Log): Promise<Content> {
  log.info('Reading the knowledge base. This takes longer after it has changed.');
  const locales = join(root, 'locales');
  const loaded = await loadInterpreter(root);
  const [texts, unsupported] = await Promise.all([loadTexts(locales, loaded.languages), loadUnsupported(locales)]);
  collectGarbage();
  return { ...loaded, texts, unsupported };
}

const DAY_MS = 86_400_000;

/** What the bot reaches beyond itself. */
export interface BotSurroundings extends Pick<BotDependencies, 'desk' | 'feedback' | 'insights' | 'dataFile'> {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
}

/** Builds the bot on what was read. */
export async function buildBot(content: Content, { config, log, clock, ...others }: BotSurroundings): Promise<Bot> {
  return createBot({
    ...content,
    ...others,
    secondOpinion: config.azureLanguage && (await askAzure(config.azureLanguage, log)),
    service: {
      name: config.service.name,
      greeting: config.greeting,
      privacyUrl: config.service.privacyUrl,
      retentionHours: config.conversationRetentionMs / 3_600_000,
      handoffDays: config.desk.handoffRetentionMs / DAY_MS,
      caseDays: config.desk.caseRetentionMs / DAY_MS,
      // Said only where questions are kept.
      questionDays: others.insights && config.desk.questionRetentionMs / DAY_MS,
    },
    report: (error) => log.error({ err: error }, 'The bot could not answer a message.'),
    now: () => new Date(clock.nowMs()),
  });
}

/** The SDK is loaded only where it is used: it costs time and memory. */
async function askAzure(azure: NonNullable<Config['azureLanguage']>, log: Log): Promise<LanguageOpinion> {
  const { createSecondOpinion } = await import('./azure/second-opinion.ts');
  return createSecondOpinion({ ...azure, report: (reason) => log.warn({ reason }, 'No second opinion on a language.') });
}
