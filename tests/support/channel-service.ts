import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ActivityJson } from '../../src/storage/stores.ts';

/** A channel as Azure Bot Service would be: it sends activities to the bot and takes its replies, by HTTP. */
export interface ChannelService {
  readonly url: string;
  /** Replies in the order in which they came, with the address that they were sent to. */
  readonly replies: { readonly path: string; readonly activity: ActivityJson }[];
  /** Answers replies with this status from now on, and doesn't take them; undefined: takes them again. */
  refuse(status: number | undefined): void;
  /** How many replies it has refused. */
  refused(): number;
  /** Sends a message to the bot; each has an id of its own: `m1`, `m2` ... */
  send(bot: string, activity: Record<string, unknown>, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export async function startChannelService(): Promise<ChannelService> {
  const replies: ChannelService['replies'] = [];
  let [sent, refused] = [0, 0];
  let refusal: number | undefined;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (refusal !== undefined) {
      refused += 1;
      response.statusCode = refusal;
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ error: { code: 'Refused', message: `No: ${body}` } }));
      return;
    }
    replies.push({ path: request.url ?? '', activity: JSON.parse(body) as ActivityJson });
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ id: `reply-${replies.length}` }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return {
    url,
    replies,
    refuse(status) {
      refusal = status;
    },
    refused: () => refused,
    send(bot, activity, headers = {}) {
      sent += 1;
      return fetch(`${bot}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({
          type: 'message',
          id: `m${sent}`,
          timestamp: '2026-03-02T09:00:00.000Z',
          channelId: 'test',
          serviceUrl: url,
          conversation: { id: 'c1' },
          from: { id: 'u1', name: 'Ada' },
          recipient: { id: 'b1', name: 'Bot' },
          ...activity,
        }),
      });
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
