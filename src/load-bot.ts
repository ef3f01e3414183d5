import { join } from 'node:path';
import { createBot } from './bot/bot.ts';
import type { Bot } from './bot/contract.ts';
import type { LanguageOpinion } from './bot/steps/understanding.ts';
import type { Config } from './config.ts';
import { loadInterpreter } from './knowledge/interpreter.ts';
import type { Clock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';
import { collectGarbage } from './platform/memory.ts';
import { loadTexts } from './reply/i18n.ts';
import { loadUnsupported } from './reply/unsupported.ts';

/**
 * Builds the bot on the knowledge base and the locale files.
 * @param root the checkout
 * @throws if knowledge or texts have errors, listing all of them
 */
export async function loadRealBot(root: string, config: Config, log: Log, clock: Clock): Promise<Bot> {
  log.info('Reading the knowledge base. This takes longer after it has changed.');
  const locales = join(root, 'locales');
  const { knowledge, languages, interpreter } = await loadInterpreter(root);
  const [texts, unsupported] = await Promise.all([loadTexts(locales, languages), loadUnsupported(locales)]);
  const secondOpinion = config.azureLanguage && (await askAzure(config.azureLanguage, log));
  const bot = createBot({
    secondOpinion,
    knowledge,
    languages,
    interpreter,
    texts,
    unsupported,
    service: {
      name: config.service.name,
      greeting: config.greeting,
      privacyUrl: config.service.privacyUrl,
      retentionHours: config.conversationRetentionMs / 3_600_000,
    },
    report: (error) => log.error({ err: error }, 'The bot could not answer a message.'),
    now: () => new Date(clock.nowMs()),
  });
  collectGarbage();
  return bot;
}

/** The SDK is loaded only where it is used: it costs time and memory. */
async function askAzure(azure: NonNullable<Config['azureLanguage']>, log: Log): Promise<LanguageOpinion> {
  const { createSecondOpinion } = await import('./azure/second-opinion.ts');
  return createSecondOpinion({ ...azure, report: (reason) => log.warn({ reason }, 'No second opinion on a language.') });
}
