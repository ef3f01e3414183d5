import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Request } from 'restify';
import { AppError } from '../platform/errors.ts';
import type { Handler, HttpServer } from './server.ts';

export interface StaticOptions {
  /** Folder with the built pages. */
  readonly root: string;
  /** Content security policy of a page, given the host it is reached by and its path. */
  readonly policy: (host: string, path: string) => string;
}

interface StoredFile {
  readonly mtimeMs: number;
  readonly content: Buffer;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Compressions that the build leaves beside a file, the smaller one first. */
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

/** A name with a hash of its content, as the build makes them: it will never hold anything else. */
const HASHED_NAME = /[/\\]assets[/\\][^/\\]+-[\w-]{8}\.\w+$/;

/**
 * Content security policy of our pages: everything from here, nothing from elsewhere, except the operator's logo.
 * Old Safari can't take styles for a shadow root other than inline, and doesn't count WebSockets as 'self'.
 */
export function pagePolicy(frameAncestors: string, logoUrl: string | undefined): (host: string) => string {
  const logo = logoUrl && URL.canParse(logoUrl) ? ` ${new URL(logoUrl).origin}` : '';
  return (host) => {
    const sockets = /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : '';
    return [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      `img-src 'self' data:${logo}`,
      "font-src 'self'",
      `connect-src 'self'${sockets}`,
      "frame-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      `frame-ancestors ${frameAncestors}`,
    ].join('; ');
  };
}

/**
 * Serves the built pages: an address for each file and folder that is there now, so that all others stay unknown to every method.
 * Files are kept in memory and read again when they have changed.
 */
export function addStaticFiles(server: HttpServer, options: StaticOptions): void {
  const handler = staticHandler(options);
  const entries = existsSync(options.root) ? readdirSync(options.root, { withFileTypes: true }) : [];
  const addresses = entries
    .filter(({ name }) => !name.startsWith('.') && !ENCODINGS.some(({ suffix }) => name.endsWith(suffix)))
    .map((entry) => (entry.isDirectory() ? `/${entry.name}/*` : `/${entry.name}`));
  for (const address of ['/', ...addresses]) {
    server.route('get', address, handler);
    server.route('head', address, handler);
  }
}

function staticHandler(options: StaticOptions): Handler {
  const kept = new Map<string, StoredFile>();

  async function load(path: string): Promise<StoredFile | undefined> {
    const facts = await stat(path).catch(() => undefined);
    if (!facts?.isFile()) return undefined;
    const known = kept.get(path);
    if (known?.mtimeMs === facts.mtimeMs) return known;
    const content = await readFile(path);
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    const file = { mtimeMs: facts.mtimeMs, content, etag };
    kept.set(path, file);
    return file;
  }

  return async (request, response) => {
    const path = filePath(options.root, request.getPath());
    const type = path && TYPES[extname(path)];
    const plain = type ? await load(path) : undefined;
    if (!path || !type || !plain) {
      const isStart = request.getPath() === '/';
      throw new AppError(
        404,
        'NotFound',
        isStart ? 'The pages are not built yet. Run: npm run build' : 'There is nothing at this address.',
      );
    }

    response.setHeader('Content-Type', type);
    response.setHeader('Cache-Control', HASHED_NAME.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    response.setHeader('Vary', 'Accept-Encoding');
    // Scripts and styles are for any page that embeds the chat.
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (type.startsWith('text/html'))
      response.setHeader('Content-Security-Policy', options.policy(request.headers.host ?? '', request.getPath()));

    const accepted = acceptedEncodings(request);
    let file = plain;
    for (const { name, suffix } of ENCODINGS) {
      const compressed = accepted.has(name) ? await load(path + suffix) : undefined;
      if (!compressed) continue;
      response.setHeader('Content-Encoding', name);
      file = compressed;
      break;
    }
    response.setHeader('ETag', file.etag);
    if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(file.etag)) {
      response.send(304);
      return;
    }
    response.setHeader('Content-Length', file.content.length);
    response.sendRaw(200, request.method === 'HEAD' ? '' : (file.content as never));
  };
}

/** The file that an address means; `undefined` for addresses that lead out of the folder or to hidden files. */
function filePath(root: string, address: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(address);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.split(/[/\\]/).some((part) => part.startsWith('.'))) return undefined;
  const path = normalize(join(root, decoded.endsWith('/') ? `${decoded}index.html` : decoded));
  return path.startsWith(root + sep) ? path : undefined;
}

function acceptedEncodings(request: Request): Set<string> {
  const header = String(request.headers['accept-encoding'] ?? '').toLowerCase();
  return new Set(
    header
      .split(',')
      .filter((item) => !/;\s*q=0(\.0+)?\s*$/.test(item))
      .map((item) => item.split(';')[0]!.trim()),
  );
}
