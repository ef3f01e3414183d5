/** A small Direct Line server for the chat window's own development: static files, tokens, conversations, stream. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: data:; frame-src 'self'; base-uri 'none'; form-action 'none'";
type Json = Record<string, any>;
interface Conversation { activities: Json[]; sockets: Set<WebSocket>; last?: string }

export async function startTestServer(answer: (activity: Json, conversation: Conversation) => Json[], welcome: Json[] = [], port = 0) {
  const conversations = new Map<string, Conversation>();
  let tokens = 0;
  const expired = new Set<string>();
  const sockets = new WebSocketServer({ noServer: true });
  const append = (id: string, activity: Json) => {
    const conversation = conversations.get(id)!;
    const stored = { ...activity, id: `${id}|${String(conversation.activities.length + 1).padStart(7, '0')}`, timestamp: new Date().toISOString(), conversation: { id } };
    conversation.activities.push(stored);
    for (const socket of conversation.sockets) socket.send(JSON.stringify({ activities: [stored], watermark: String(conversation.activities.length) }));
    return stored;
  };
  const idOf = (token: string | undefined) => token?.split('.')[0];
  const server = createServer((request, response) => void handle(request, response).catch((error) => { console.error(error); response.writeHead(500).end(); }));
  async function handle(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, 'http://x');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : undefined;
    const json = (status: number, value: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const token = request.headers.authorization?.replace('Bearer ', '');
    const key = `${request.method} ${url.pathname}`;
    if (key === 'GET /api/service') return json(200, { name: 'Wegweiser', privacyUrl: '/privacy', imprintUrl: '/imprint', accessibilityUrl: '/a11y' });
    if (key === 'POST /api/token') {
      const old = idOf(body?.token);
      const id = old ?? `c${conversations.size + 1}`;
      return json(200, { token: `${id}.${++tokens}`, expires_in: 1800, ...(old ? { conversationId: old } : {}) });
    }
    if (url.pathname.startsWith('/v3/')) {
      const id = idOf(token)!;
      if (!token) return json(401, { error: { code: 'Unauthorized', message: '' } });
      if (expired.has(token)) return json(403, { error: { code: 'TokenExpired', message: '' } });
      const streamUrl = `ws://elsewhere:1/v3/directline/conversations/${id}/stream?watermark=${url.searchParams.get('watermark') ?? ''}&t=${token}`;
      if (key === 'POST /v3/directline/conversations') {
        conversations.set(id, { activities: [], sockets: new Set() });
        for (const activity of welcome) append(id, activity);
        return json(201, { conversationId: id, token, expires_in: 1800, streamUrl });
      }
      if (key === 'POST /v3/directline/tokens/refresh') return json(200, { conversationId: id, token: `${id}.${++tokens}`, expires_in: 1800 });
      const conversation = conversations.get(id);
      if (!conversation || !url.pathname.includes(`/${id}`)) return json(404, { error: { code: 'BadArgument', message: '' } });
      if (key === `GET /v3/directline/conversations/${id}`) return json(200, { conversationId: id, token, expires_in: 1800, streamUrl });
      const from = Number(url.searchParams.get('watermark') ?? 0);
      if (request.method === 'GET') return json(200, { activities: conversation.activities.slice(from), watermark: String(conversation.activities.length) });
      const clientId = body.channelData?.clientActivityID;
      const before = conversation.activities.find((activity) => activity.channelData?.clientActivityID === clientId);
      if (before) return json(200, { id: before.id });
      const stored = append(id, { ...body, from: { id: 'dl_u', role: 'user' } });
      json(200, { id: stored.id });
      const replies = answer(body, conversation);
      if (replies.length) for (const socket of conversation.sockets) socket.send(JSON.stringify({ activities: [{ type: 'typing', from: { role: 'bot' } }], watermark: String(conversation.activities.length) }));
      setTimeout(() => { for (const reply of replies) append(id, reply); }, 150);
      return;
    }
    const path = url.pathname.endsWith('/') ? `${url.pathname}index.html` : url.pathname;
    try {
      const content = await readFile(join('dist/web', path));
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain', 'content-security-policy': CSP }).end(content);
    } catch {
      response.writeHead(404).end('Not found');
    }
  }
  server.on('upgrade', (request, socket, head) => {
    const token = new URL(request.url!, 'http://x').searchParams.get('t');
    const conversation = conversations.get(idOf(token!)!);
    if (!conversation) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (ws) => {
      conversation.sockets.add(ws);
      ws.on('close', () => conversation.sockets.delete(ws));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    conversations, append, expired,
    stop: () => { server.closeAllConnections(); for (const s of sockets.clients) s.terminate(); server.close(); },
  };
}
