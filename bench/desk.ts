import { mkdtempSync, rmSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccounts } from '../src/desk/accounts.ts';
import type { DeskEvent, DeskMessage, HandoffSummary, Me } from '../src/desk/protocol.ts';
import { systemClock } from '../src/platform/clock.ts';
import { openSqliteStores } from '../src/storage/sql/open.ts';
import { type Heard, openWebConversation, send, serviceFlags, startServer, stopServer, type WebConversation } from './load.ts';
import { percentile, processorTimeMs, residentMb } from './process.ts';
import type { BenchTable } from './table.ts';

const CONVERSATIONS = 500;
const COUNSELORS = 20;
/** Each conversation has one exchange in this time, evenly spread: people read and think before they write. */
const ROUND_MS = 20_000;
const ROUNDS = 3;
const PASSWORD = 'only for this measurement';
const GOAL_MS = 100;
const GOAL_MB = 500;

/** A counselor's page: its session, and its stream. */
interface Page {
  readonly get: <T>(path: string) => Promise<T>;
  readonly post: <T>(path: string, body: object) => Promise<T>;
  /** Is called when something was said in a handoff. */
  onSaid: (handoffId: string) => void;
  close(): void;
}

/** A conversation between a user and a counselor. */
interface Pair {
  readonly user: WebConversation;
  readonly page: Page;
  readonly handoffId: string;
  /** Up to here the counselor's page has read. */
  position: number;
}

/** 500 conversations and 20 counselors on one process: how long a message takes to the desk, and an answer back. */
export async function benchDesk(): Promise<BenchTable> {
  const folder = mkdtempSync(join(tmpdir(), 'wegweiser-bench-'));
  const file = join(folder, 'wegweiser.sqlite');
  await addAccounts(file);
  const settings = {
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: `sqlite:${file}`,
    LOG_FORMAT: 'json',
    OFFICE_HOURS: 'Mo-So 00:00-23:59',
    NEW_CONVERSATIONS_PER_MINUTE_PER_ADDRESS: '100000',
    REQUESTS_PER_MINUTE_PER_ADDRESS: '1000000',
  };
  const server = await startServer('src/main.ts', settings, serviceFlags());
  try {
    const pages = await Promise.all(Array.from({ length: COUNSELORS }, (_, index) => openPage(server.url, `bench${index}`)));
    const pairs = await connect(server.url, pages);
    const atRestMb = residentMb(server);
    const startedMs = performance.now();
    const processorMs = processorTimeMs(server);
    const measured = await converse(pairs);
    const busy = (processorTimeMs(server) - processorMs) / (performance.now() - startedMs);
    const loadedMb = residentMb(server);
    for (const { user } of pairs) user.socket.terminate();
    for (const page of pages) page.close();
    return toTable(measured, { atRestMb, loadedMb, busy });
  } finally {
    await stopServer(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function addAccounts(file: string): Promise<void> {
  const stores = await openSqliteStores(file);
  const accounts = createAccounts(stores.counselors, systemClock);
  for (let index = 0; index < COUNSELORS; index += 1) {
    await accounts.add({
      login: `bench${index}`,
      displayName: `Counselor ${index}`,
      roles: ['counselor'],
      languages: ['de', 'en'],
      topics: [],
      hours: [],
      capacity: CONVERSATIONS / COUNSELORS,
      isActive: true,
      password: PASSWORD,
    });
  }
  await stores.close();
}

async function openPage(url: string, login: string): Promise<Page> {
  const api = `${url}/desk/api`;
  const { body, cookies } = await send<Me>(`${api}/sign-in`, { login, password: PASSWORD });
  const headers = { cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '), 'x-csrf-token': body.csrf };
  const page: Page = {
    get: async <T>(path: string) => (await send<T>(api + path, undefined, headers)).body,
    post: async <T>(path: string, content: object) => (await send<T>(api + path, content, headers)).body,
    onSaid: () => {},
    close: () => stream.destroy(),
  };
  const stream = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${api}/stream`, { headers, agent: false }, resolve).on('error', reject);
  });
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('data: ')) continue;
      const event = JSON.parse(line.slice('data: '.length)) as DeskEvent;
      if (event.kind === 'handoff' && event.change === 'activities') page.onSaid(event.id);
    }
  });
  stream.on('error', () => {}); // ended by ourselves
  await page.post('/me/presence', { presence: 'here' });
  return page;
}

/** Leads users into the queue through the dialog, as the window's buttons do, and lets the counselors take them. */
async function connect(url: string, pages: readonly Page[]): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let index = 0; index < CONVERSATIONS; index += 1) {
    const user = await openWebConversation(url);
    await toQueue(user);
    const page = pages[index % pages.length]!;
    const [waiting] = await page.get<HandoffSummary[]>('/handoffs?states=waiting');
    if (!waiting) throw new Error('Nobody is waiting: is the desk closed by a holiday?');
    const { lastSeq } = await page.post<HandoffSummary>(`/handoffs/${waiting.id}/claim`, {});
    pairs.push({ user, page, handoffId: waiting.id, position: lastSeq });
  }
  return pairs;
}

async function toQueue(user: WebConversation): Promise<void> {
  let reply = await answerTo(user, 'I want to talk to a person');
  // Consent, name, way to be reached: the first button of each, and "skip", which is its only one.
  for (let step = 0; step < 3; step += 1) {
    const button = reply.suggestedActions?.actions[0]?.value;
    if (button === undefined) throw new Error(`The way to a counselor has changed: ${reply.text}`);
    reply = await answerTo(user, button);
  }
}

/** The last of the bot's messages that answer a message. */
async function answerTo(user: WebConversation, text: string): Promise<Heard> {
  let id: string | undefined;
  const heard: Heard[] = [];
  return new Promise((resolve, reject) => {
    const look = () => {
      const answers = heard.filter(({ type, replyToId }) => type === 'message' && id !== undefined && replyToId === id);
      const last = answers.findLast(({ suggestedActions }) => suggestedActions);
      if (last) resolve(last);
    };
    user.onHeard = (activity) => {
      heard.push(activity);
      look();
    };
    user.post(text).then((posted) => {
      id = posted;
      look();
    }, reject);
  });
}

interface Measured {
  readonly toDeskMs: number[];
  readonly backMs: number[];
  readonly bothMs: number[];
}

async function converse(pairs: readonly Pair[]): Promise<Measured> {
  const measured: Measured = { toDeskMs: [], backMs: [], bothMs: [] };
  const said = new Map<string, () => void>();
  for (const page of new Set(pairs.map((pair) => pair.page))) page.onSaid = (id) => said.get(`${id}`)?.();
  const gapMs = ROUND_MS / pairs.length;
  const startMs = performance.now();
  await Promise.all(
    Array.from({ length: ROUNDS * pairs.length }, async (_, index) => {
      await pause(startMs + index * gapMs - performance.now());
      await exchange(pairs[index % pairs.length]!, `Message ${index}`, said, measured);
    }),
  );
  return measured;
}

/** The user writes, the counselor's page is told and fetches it, the counselor answers, the user's window has it. */
async function exchange(pair: Pair, text: string, said: Map<string, () => void>, measured: Measured): Promise<void> {
  const { user, page, handoffId } = pair;
  const answer = `Answer to ${text}`;
  const answered = new Promise<void>((resolve) => {
    user.onHeard = (activity) => {
      if (activity.text === answer) resolve();
    };
  });
  const startedMs = performance.now();
  const told = new Promise<void>((resolve) => said.set(handoffId, resolve));
  await user.post(text);
  await told;
  for (let isThere = false; !isThere; ) {
    const messages = await page.get<DeskMessage[]>(`/handoffs/${handoffId}/activities?after=${pair.position}`);
    pair.position = messages.at(-1)?.seq ?? pair.position;
    isThere = messages.some((message) => message.text === text);
  }
  const seenMs = performance.now();
  await page.post(`/handoffs/${handoffId}/messages`, { text: answer, clientId: `c${text.replace(/\W/g, '-')}` });
  await answered;
  const doneMs = performance.now();
  measured.toDeskMs.push(seenMs - startedMs);
  measured.backMs.push(doneMs - seenMs);
  measured.bothMs.push(doneMs - startedMs);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}

function toTable(measured: Measured, server: { readonly atRestMb: number; readonly loadedMb: number; readonly busy: number }): BenchTable {
  const row = (name: string, values: readonly number[]) => [
    name,
    String(values.length),
    ...[0.5, 0.95, 0.99].map((share) => percentile(values, share).toFixed(1)),
  ];
  return {
    title: 'The live desk',
    columns: ['way', 'messages', 'median ms', 'p95 ms', 'p99 ms'],
    rows: [row('user to desk', measured.toDeskMs), row('desk to user', measured.backMs), row('to the desk and back', measured.bothMs)],
    notes: [
      `${CONVERSATIONS} open conversations and ${COUNSELORS} counselors on one process, started as by npm start, with SQLite on disk; one exchange in each conversation every ${ROUND_MS / 1_000} s.`,
      `Resident memory ${server.atRestMb.toFixed(0)} MB before, ${server.loadedMb.toFixed(0)} MB after; ${(server.busy * 100).toFixed(0)} % of a processor.`,
      `Goal: ${GOAL_MS} ms to the desk and back at p95, at most ${GOAL_MB} MB. ${availableParallelism()} processors, shared with the measuring side.`,
    ],
  };
}
