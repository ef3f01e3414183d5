/**
 * Failures that a client may read about. Everything else is answered with a neutral sentence and logged (see `http/respond.ts`).
 * Messages say in plain words what is wrong and what to do; they never hold what a user wrote.
 */
export class AppError extends Error {
  readonly status: number;
  /** Stable, for programs: `BadArgument`, `TokenExpired` ... */
  readonly code: string;

  constructor(status: number, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.status = status;
    this.code = code;
  }
}

/** Two writers wanted the same thing and the other one was first. */
export class ConflictError extends AppError {
  constructor(message: string, options?: ErrorOptions) {
    super(409, 'Conflict', message, options);
  }
}

/** What was asked for isn't there, or isn't there any more. */
export class NotFoundError extends AppError {
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(404, code, message, options);
  }
}

/** Asked too often; the caller may try again after a pause. */
export class TooManyRequestsError extends AppError {
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super(429, 'TooManyRequests', message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
