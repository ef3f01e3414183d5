import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { join } from 'node:path';
import { WebSocket } from 'ws';

/** A server in a process of its own. */
export interface Server {
  readonly url: string;
  readonly child: ChildProcess;
}

/** Sends one message and resolves when it was answered. */
export type Say = (conversation: number, text: string) => Promise<void>;

const ROOT = join(import.meta.dirname, '..');
const agent = new Agent({ keepAlive: true, maxSockets: 100 });

/** Node's flags for the service, as `npm start` gives them. */
export function serviceFlags(): readonly string[] {
  const { config } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { config: { serviceFlags: string } };
  return config.serviceFlags.split(' ');
}

/** Starts a server that prints its port. @throws if it ends before */
export async function startServer(
  script: string,
  environment: Record<string, string> = {},
  flags: readonly string[] = [],
): Promise<Server> {
  const child = spawn(process.execPath, [...flags, join(ROOT, script)], {
    cwd: ROOT,
    env: { NODE_COMPILE_CACHE: join(ROOT, '.cache/compiled'), ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const match = /"port":(\d+)/.exec(output);
      if (match) resolve(match[1]!);
    });
    child.once('exit', () => reject(new Error(`${script} ended before it listened: ${output}`)));
  });
  return { url: `http://127.0.0.1:${port}`, child };
}

/** Stops a server and waits for its end. */
export async function stopServer({ child }: Server): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** A channel that takes replies, and does nothing with them. */
export async function startChannel(): Promise<{ readonly url: string; replies(): number; close(): void }> {
  let replies = 0;
  const server = createServer((incoming, response) => {
    incoming.resume().once('end', () => {
      replies += 1;
      response.setHeader('content-type', 'application/json').end('{"id":"r"}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    replies: () => replies,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What came back. */
export interface Answer<T> {
  readonly body: T;
  readonly cookies: readonly string[];
}

/**
 * One request, with a JSON body unless `body` is undefined (then it is a GET). With Node's own client: `fetch` would cost the measuring side more
 * than a turn costs the server.
 * @throws if the answer isn't a success
 */
export function send<T>(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer<T>> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const outgoing = request(url, { method, agent, headers: { 'content-type': 'application/json', ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.once('end', () => {
        const { statusCode = 0 } = response;
        if (statusCode >= 300) reject(new Error(`${url} answered ${statusCode}: ${text}`));
        else resolve({ body: (text ? JSON.parse(text) : undefined) as T, cookies: response.headers['set-cookie'] ?? [] });
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function post<T>(url: string, body: unknown, token?: string): Promise<T> {
  return (await send<T>(url, body, token ? { authorization: `Bearer ${token}` } : {})).body;
}

/** Sends through `/api/messages`: the request is answered after the reply has reached the channel. */
export function throughConnector(url: string, serviceUrl: string): Say {
  let count = 0;
  return async (conversation, text) => {
    count += 1;
    await post(`${url}/api/messages`, {
      type: 'message',
      id: `message-${count}`,
      timestamp: new Date().toISOString(),
      channelId: 'bench',
      serviceUrl,
      conversation: { id: `conversation-${conversation}` },
      from: { id: `user-${conversation}` },
      recipient: { id: 'bot' },
      text,
    });
  };
}

/** Opens conversations as the widget does, and sends as it does: posts, and waits for the reply on the stream. */
export async function throughWebsite(url: string, conversations: number): Promise<{ readonly say: Say; close(): void }> {
  const open = await Promise.all(Array.from({ length: conversations }, () => openConversation(url)));
  return {
    say: (conversation, text) => open[conversation]!.say(text),
    close() {
      for (const { socket } of open) socket.terminate();
    },
  };
}

/** What a client of the website channel reads of an activity. */
export interface Heard {
  readonly type: string;
  readonly text?: string;
  readonly replyToId?: string;
  readonly from?: { readonly id?: string };
  readonly suggestedActions?: { readonly actions: readonly { readonly value: string }[] };
}

/** A conversation as the widget has it. */
export interface WebConversation {
  readonly socket: WebSocket;
  /** Posts a message. @returns its id */
  post(text: string): Promise<string>;
  /** Is called with everything that comes. */
  onHeard: (activity: Heard) => void;
}

/** Opens a conversation with its stream. */
export async function openWebConversation(url: string): Promise<WebConversation> {
  const { token } = await post<{ token: string }>(`${url}/api/token`, {});
  const { conversationId, streamUrl } = await post<{ conversationId: string; streamUrl: string }>(
    `${url}/v3/directline/conversations`,
    { locale: 'en' },
    token,
  );
  const path = `${url}/v3/directline/conversations/${conversationId}/activities`;
  const socket = new WebSocket(streamUrl);
  const conversation: WebConversation = {
    socket,
    onHeard: () => {},
    async post(text) {
      return (await post<{ id: string }>(path, { type: 'message', text }, token)).id;
    },
  };
  socket.on('message', (data) => {
    if (!String(data)) return;
    for (const activity of (JSON.parse(String(data)) as { activities: Heard[] }).activities) conversation.onHeard(activity);
  });
  await once(socket, 'open');
  return conversation;
}

async function openConversation(url: string) {
  const conversation = await openWebConversation(url);
  // The reply can be here before the answer to the post is, so what was replied to is kept until somebody asks.
  const repliedTo = new Set<string>();
  let look = () => {};
  conversation.onHeard = ({ replyToId }) => {
    if (replyToId) repliedTo.add(replyToId);
    look();
  };
  return {
    socket: conversation.socket,
    async say(text: string) {
      const id = await conversation.post(text);
      await new Promise<void>((resolve) => {
        look = () => {
          if (repliedTo.delete(id)) resolve();
        };
        look();
      });
    },
  };
}
