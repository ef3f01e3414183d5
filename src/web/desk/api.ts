/** Why the service could not be asked: no way to it, or its refusal. */
export class ApiError extends Error {
  /** HTTP status; 0 when no answer came at all. */
  readonly status: number;
  /** The service's code, such as `Conflict`. */
  readonly code: string;

  /** @param message the service's German sentence; empty if it gave none */
  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }

  /** Whether the same request may succeed later: no answer, a busy or a broken service. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** Asks the desk's API. All calls are rejected with an {ApiError}. */
export interface Api {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  remove<T>(path: string): Promise<T>;
}

const PATIENCE_MS = 15_000;

/**
 * @param csrf the token that the service gave at sign-in
 * @param renew fetches a new token after the service has called the old one stale
 */
export function createApi(
  send: typeof fetch,
  baseUrl: string,
  csrf: () => string | undefined,
  renew: () => Promise<void>,
  onSignedOut: () => void,
): Api {
  const attempt = async <T>(method: string, path: string, body: unknown): Promise<T> => {
    const token = method === 'GET' ? undefined : csrf();
    const response = await send(baseUrl + path, {
      method,
      headers: {
        ...(token ? { 'x-csrf-token': token } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    if (!response.ok) throw refusal(response.status, text);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    try {
      return await attempt<T>(method, path, body).catch(async (error: unknown) => {
        if (!(error instanceof ApiError) || error.code !== 'StalePage' || method === 'GET') throw error;
        await renew();
        return attempt<T>(method, path, body);
      });
    } catch (error) {
      const known = error instanceof ApiError ? error : new ApiError(0, 'NoAnswer', '');
      if (known.status === 401 && path !== '/sign-in') onSignedOut();
      throw known;
    }
  };
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    remove: (path) => ask('DELETE', path),
  };
}

function refusal(status: number, text: string): ApiError {
  try {
    const { error } = JSON.parse(text) as { error?: { code?: unknown; message?: unknown } };
    const say = (value: unknown) => (typeof value === 'string' ? value : '');
    return new ApiError(status, say(error?.code), say(error?.message));
  } catch {
    return new ApiError(status, '', '');
  }
}
