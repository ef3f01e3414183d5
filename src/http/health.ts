import { AppError } from '../platform/errors.ts';
import { sendJson } from './respond.ts';
import type { Handler } from './server.ts';

const PATIENCE_MS = 3_000;

/** GET /health: 200 if the database answers in time, else 503. */
export function healthHandler(ping: () => Promise<void>): Handler {
  return async (_request, response) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('The database took too long to answer.')), PATIENCE_MS);
    });
    try {
      await Promise.race([ping(), late]);
    } catch (error) {
      throw new AppError(503, 'ServiceUnavailable', 'The service cannot reach its database at the moment.', { cause: error });
    } finally {
      clearTimeout(timer);
    }
    sendJson(response, 200, { status: 'ok' });
  };
}
