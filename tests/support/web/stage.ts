import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import type { TestApp } from '../app.ts';
import { launchBrowser } from './browser.ts';

/** A service and a browser for the tests of one file. */
export interface Stage<T extends TestApp> {
  readonly app: T;
  /** Where the service is. */
  readonly url: string;
  /** A browser without a past; closed when the test ends. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
}

/** Starts both before the first test of a file and ends them after the last. */
export function useStage<T extends TestApp>(startService: () => Promise<T>): Stage<T> {
  let app: T | undefined;
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    // One after the other: so that what did start is ended even if the other one fails.
    app = await startService();
    browser = await launchBrowser();
  }, 300_000); // the real bot learns anew after a change of the knowledge base
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  return {
    get app() {
      return app!;
    },
    get url() {
      return app!.url;
    },
    async newContext(options) {
      const context = await browser!.newContext({ viewport: { width: 1280, height: 900 }, locale: 'de', ...options });
      contexts.push(context);
      return context;
    },
  };
}
