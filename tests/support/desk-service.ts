// The whole service with a knowledge base of two entries as a process of its own, for tests that kill it: it starts fast, and always within
// office hours. `CLOCK_SHIFT_MS` moves its clock. Prints its port when it listens.
import { flushCompileCache } from 'node:module';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { deskContent } from './desk-content.ts';

const shiftMs = Number(process.env['CLOCK_SHIFT_MS'] ?? 0);
const clock: Clock = {
  nowMs: () => Date.now() + shiftMs,
  iso: () => new Date(Date.now() + shiftMs).toISOString(),
};

const app = createApp(readConfig(process.env, process.cwd()), { content: deskContent, clock });
const { port } = await app.start();
flushCompileCache(); // with NODE_COMPILE_CACHE, later starts take half the time
console.log(JSON.stringify({ port }));
