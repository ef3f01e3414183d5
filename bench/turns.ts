import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Say, type Server, serviceFlags, startChannel, startServer, stopServer, throughConnector, throughWebsite } from './load.ts';
import { percentile, processorTimeMs, residentMb } from './process.ts';
import type { BenchTable } from './table.ts';

/** People who write at the same moment, each waiting for the answer before the next message. */
const CONVERSATIONS = 16;
const WARM_UP_MS = 3_000;
const ROUND_MS = 4_000;
const ROUNDS = 5;
const GOAL = 0.8;

/** As people write, in languages of the service, so that the bot does all its work. */
const MESSAGES = [
  'Wo kann ich Deutsch lernen?',
  'hallo ich suche ein deutschkurs mit kinderbetreung am abend',
  'Anmeldung',
  'Mein Chef zahlt den Lohn nicht. Ich arbeite seit drei Monaten dort und habe keinen Vertrag. Wer hilft mir?',
  'where can I learn german for free',
  'I moved to Stuttgart last week. What do I have to do first?',
  'my diploma is from Syria, is it worth anything here?',
  'Almanca kursu nerede var',
  'ikametgah kaydı nasıl yapılır, Anmeldung için randevu lazım mı',
  'أين أستطيع أن أتعلم اللغة الألمانية؟',
  'kif fini nsajel bel kita',
  'thank you',
] as const;

/** One way to a server, and what its rounds have shown. */
interface Contender {
  readonly name: string;
  readonly server: Server;
  readonly say: Say;
  readonly turnsPerSecond: number[];
  readonly latenciesMs: number[];
  /** Processor time of the server in all rounds. */
  processorMs: number;
}

/** A turn over HTTP, against the SDK's bare echo bot on the same web server, taking turns on the same machine. */
export async function benchTurns(): Promise<BenchTable> {
  const folder = mkdtempSync(join(tmpdir(), 'wegweiser-bench-'));
  const channel = await startChannel();
  const servers: Server[] = [];
  const start = async (script: string, environment?: Record<string, string>) => {
    const server = await startServer(script, environment, serviceFlags());
    servers.push(server);
    return server;
  };
  try {
    const settings = (name: string) => ({
      PORT: '0',
      DATA_DIR: join(folder, name),
      DATABASE_URL: '',
      LOG_FORMAT: 'json',
      MESSAGES_PER_MINUTE: '10000',
      REQUESTS_PER_MINUTE_PER_ADDRESS: '1000000',
    });
    const floor = await start('bench/echo-server.ts');
    const frame = await start('bench/echo-service.ts', settings('echo'));
    const service = await start('src/main.ts', settings('service'));
    const website = await throughWebsite(service.url, CONVERSATIONS);
    const contenders = [
      contender('SDK echo bot, /api/messages', floor, throughConnector(floor.url, channel.url)),
      contender('our server, echoing, /api/messages', frame, throughConnector(frame.url, channel.url)),
      contender('Wegweiser, /api/messages', service, throughConnector(service.url, channel.url)),
      contender('Wegweiser, website (post, reply on the stream)', service, website.say),
    ];
    await measure(contenders);
    website.close();
    return toTable(contenders);
  } finally {
    await Promise.all(servers.map(stopServer));
    channel.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function contender(name: string, server: Server, say: Say): Contender {
  return { name, server, say, turnsPerSecond: [], latenciesMs: [], processorMs: 0 };
}

/** Rounds in turn, so that whatever else the machine does meets all alike. */
async function measure(contenders: readonly Contender[]): Promise<void> {
  for (const { say } of contenders) await converse(WARM_UP_MS, say);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of contenders) {
      const startedMs = performance.now();
      const processorMs = processorTimeMs(one.server);
      const measuredMs = await converse(ROUND_MS, one.say);
      one.turnsPerSecond.push((measuredMs.length / (performance.now() - startedMs)) * 1_000);
      one.latenciesMs.push(...measuredMs);
      one.processorMs += processorTimeMs(one.server) - processorMs;
    }
  }
}

/** Keeps all conversations busy for a while. @returns how long each message waited for its answer */
async function converse(durationMs: number, say: Say): Promise<number[]> {
  const latenciesMs: number[] = [];
  const endMs = performance.now() + durationMs;
  const one = async (conversation: number) => {
    for (let turn = conversation; performance.now() < endMs; turn += 1) {
      const sentMs = performance.now();
      await say(conversation, MESSAGES[turn % MESSAGES.length]!);
      latenciesMs.push(performance.now() - sentMs);
    }
  };
  await Promise.all(Array.from({ length: CONVERSATIONS }, (_, conversation) => one(conversation)));
  return latenciesMs;
}

function toTable(contenders: readonly Contender[]): BenchTable {
  const floor = percentile(contenders[0]!.turnsPerSecond, 0.5);
  return {
    title: 'A turn over HTTP',
    columns: ['server', 'turns/s', 'times the echo bot', 'median ms', 'p95 ms', 'processor ms a turn', 'resident MB'],
    rows: contenders.map(({ name, server, turnsPerSecond, latenciesMs, processorMs }) => [
      name,
      percentile(turnsPerSecond, 0.5).toFixed(0),
      (percentile(turnsPerSecond, 0.5) / floor).toFixed(2),
      percentile(latenciesMs, 0.5).toFixed(1),
      percentile(latenciesMs, 0.95).toFixed(1),
      (processorMs / latenciesMs.length).toFixed(2),
      residentMb(server).toFixed(0),
    ]),
    notes: [
      `${CONVERSATIONS} conversations at once, each waiting for its answer; ${ROUNDS} rounds of ${ROUND_MS / 1_000} s each, in turn; medians of the rounds.`,
      `Goal for /api/messages: at least ${GOAL} times the echo bot, which understands nothing and remembers nothing. SQLite on disk.`,
      `${availableParallelism()} processors (${cpus()[0]?.model.trim()}), shared with the measuring side; Node ${process.versions.node}.`,
    ],
  };
}
