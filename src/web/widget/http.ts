/** Why the service could not be asked: no way to it, or its refusal. */
export class RequestError extends Error {
  /** HTTP status; 0 when no answer came at all. */
  readonly status: number;
  /** The service's code, such as `TokenExpired`. */
  readonly code: string;
  /** How long the service asks to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(status: number, code: string, retryAfterMs?: number) {
    super(status === 0 ? 'No answer from the service' : `The service answered ${status} ${code}`);
    this.name = 'RequestError';
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the same request may succeed later: no answer, a busy or a broken service. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export interface JsonRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly timeoutMs: number;
}

/** One request with JSON both ways. @throws {RequestError} for every failure. */
export async function requestJson<T>(send: typeof fetch, request: JsonRequest): Promise<T> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), request.timeoutMs);
  try {
    const response = await send(request.url, {
      method: request.method,
      headers: {
        ...(request.token ? { authorization: `Bearer ${request.token}` } : {}),
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      cache: 'no-store',
      signal: abort.signal,
    });
    if (!response.ok) throw await refusal(response);
    return (await response.json()) as T;
  } catch (error) {
    throw error instanceof RequestError ? error : new RequestError(0, 'NoAnswer');
  } finally {
    clearTimeout(timer);
  }
}

async function refusal(response: Response): Promise<RequestError> {
  const body = (await response.json().catch(() => undefined)) as { error?: { code?: unknown }; code?: unknown } | undefined;
  const code = body?.error?.code ?? body?.code;
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new RequestError(response.status, typeof code === 'string' ? code : '', Number.isFinite(seconds) ? seconds * 1000 : undefined);
}
