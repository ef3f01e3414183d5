import { join } from 'node:path';
import type { DeskMessage, HandoffSummary } from '../../src/desk/protocol.ts';
import type { ActivityJson } from '../../src/storage/stores.ts';
import { DeskClient } from './desk-client.ts';
import { type Answer, Client, type Listening, listen } from './direct-line.ts';
import { startProcess, type TestProcess } from './process.ts';
import { until } from './until.ts';

/** The service as a process that is killed and started again, each time on another port. */
export class MortalService {
  url = '';
  readonly #environment: Record<string, string>;
  #process: TestProcess | undefined;

  constructor(folder: string, environment: Record<string, string>) {
    const data = { DATA_DIR: folder, DATABASE_URL: `sqlite:${join(folder, 'db.sqlite')}`, PORT: '0', LOG_LEVEL: 'error' };
    const cache = { NODE_COMPILE_CACHE: join(folder, 'compiled') };
    this.#environment = { ...data, ...cache, ...environment };
  }

  async start(): Promise<void> {
    this.#process = startProcess('tests/support/desk-service.ts', this.#environment);
    const [, port] = await this.#process.printed(/"port":(\d+)/);
    this.url = `http://127.0.0.1:${port}`;
  }

  /** @returns what it has logged */
  async kill(): Promise<string> {
    this.#process!.child.kill('SIGKILL');
    await this.#process!.ended();
    return this.#process!.output().replace(/.*"port".*\n/, '');
  }
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** As a client does that must not lose anything: asks until it gets an answer. @throws after a minute without one */
export async function insist<T extends { readonly status: number }>(ask: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(15)) {
    const answer = await ask().catch(() => undefined);
    if (answer && answer.status < 500) return answer;
  }
  throw new Error('No answer for a minute.');
}

/** A user's window: follows its conversation by stream, coming back with the last watermark whenever the stream ends. */
export class PersistentWindow {
  /** In the order in which they were accepted. */
  readonly accepted: string[] = [];
  readonly #service: MortalService;
  readonly #client: Client;
  readonly #streams: Listening[] = [];
  #isOpen = true;

  private constructor(service: MortalService, client: Client) {
    this.#service = service;
    this.#client = client;
  }

  static async open(service: MortalService): Promise<PersistentWindow> {
    const window = new PersistentWindow(service, await Client.start(service.url, 'de'));
    void window.#follow();
    return window;
  }

  get conversationId(): string {
    return this.#client.conversationId;
  }

  /** Everything that was shown, as often as it came. */
  get shown(): ActivityJson[] {
    return this.#streams.flatMap(({ activities }) => activities).filter(({ type }) => type !== 'typing');
  }

  /** Sends until it is accepted. @throws if it is refused */
  async say(text: string): Promise<void> {
    const { status } = await insist((): Promise<Answer> => this.#client.at(this.#service.url).say(text, `id-${text}`));
    if (status !== 200) throw new Error(`"${text}" was refused: ${status}`);
    this.accepted.push(text);
  }

  /** Taps a button of the last message that has this one, as soon as there is one. */
  async tap(title: string): Promise<void> {
    const value = () =>
      this.shown
        .flatMap((activity) => (activity['suggestedActions'] as { actions: { title: string; value: string }[] } | undefined)?.actions ?? [])
        .findLast((action) => action.title === title)?.value;
    await until(() => value() !== undefined);
    await this.#client.at(this.#service.url).say(value()!);
  }

  close(): void {
    this.#isOpen = false;
    for (const { socket } of this.#streams) socket.terminate();
  }

  async #follow(): Promise<void> {
    while (this.#isOpen) {
      const watermark = this.#streams.flatMap(({ watermarks }) => watermarks).at(-1);
      const stream = await this.#client
        .at(this.#service.url)
        .reconnect(watermark)
        .then(({ body }) => listen(body.streamUrl))
        .catch(() => undefined);
      if (stream) {
        this.#streams.push(stream);
        await until(() => stream.socket.readyState === stream.socket.CLOSED, 120_000).catch(() => {});
      }
      await pause(15);
    }
  }
}

/** A counselor's page: it is told by the stream that there is something new, and fetches what comes after what it has. */
export class PersistentPage {
  readonly accepted = new Map<string, string[]>();
  readonly shown = new Map<string, DeskMessage[]>();
  readonly #service: MortalService;
  readonly #session: DeskClient;
  #isOpen = true;

  private constructor(service: MortalService, session: DeskClient) {
    this.#service = service;
    this.#session = session;
  }

  static async open(service: MortalService, login: string): Promise<PersistentPage> {
    const page = new PersistentPage(service, await DeskClient.signIn(service.url, login));
    void page.#follow();
    return page;
  }

  /** The signed-in browser, wherever the service is now. */
  get client(): DeskClient {
    const client = new DeskClient(this.#service.url);
    for (const [name, value] of this.#session.cookies) client.cookies.set(name, value);
    client.csrf = this.#session.csrf;
    return client;
  }

  async handoffs(state: string): Promise<HandoffSummary[]> {
    return (await this.client.get(`/handoffs?states=${state}`)).body;
  }

  /** Takes a conversation and shows it from now on. */
  async take(id: string): Promise<void> {
    const { status, body } = await this.client.post(`/handoffs/${id}/claim`);
    if (status !== 200) throw new Error(`Not taken: ${JSON.stringify(body)}`);
    this.accepted.set(id, []);
    this.shown.set(id, []);
  }

  /** Sends until it is accepted. @throws if it is refused */
  async say(id: string, text: string): Promise<void> {
    const { status, body } = await insist(() => this.client.post(`/handoffs/${id}/messages`, { text, clientId: `id-${text}` }));
    if (status !== 200) throw new Error(`"${text}" was refused: ${JSON.stringify(body)}`);
    this.accepted.get(id)!.push(text);
  }

  /** Fetches what is new. */
  async refresh(): Promise<void> {
    for (const [id, messages] of this.shown) {
      const after = messages.at(-1)?.seq ?? 0;
      const { status, body } = await this.client.get(`/handoffs/${id}/activities?after=${after}`);
      if (status === 200) messages.push(...(body as DeskMessage[]));
    }
  }

  close(): void {
    this.#isOpen = false;
  }

  async #follow(): Promise<void> {
    while (this.#isOpen) {
      const stream = await this.client.listen().catch(() => undefined);
      let hasEnded = stream === undefined;
      const watch = (): unknown =>
        stream?.ended().then(
          () => {
            hasEnded = true;
          },
          () => this.#isOpen && watch(),
        );
      watch();
      let heard = 0;
      while (!hasEnded && this.#isOpen) {
        if (stream!.events.length > heard) {
          heard = stream!.events.length;
          await this.refresh().catch(() => {});
        }
        await pause(15);
      }
      stream?.stop();
      await pause(15);
    }
  }
}
