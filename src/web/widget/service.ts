import type { ServiceFacts } from '../../domain/service.ts';
import { requestJson } from './http.ts';

/** What is shown and assumed until the service has said more. */
export const UNNAMED_SERVICE: Omit<ServiceFacts, 'retentionHours'> = { name: 'Wegweiser', maxTextLength: 4_000 };

/** Whose service this is. @throws {RequestError} */
export function fetchService(baseUrl: string): Promise<ServiceFacts> {
  return requestJson<ServiceFacts>((...request) => fetch(...request), { method: 'GET', url: `${baseUrl}api/service`, timeoutMs: 20_000 });
}
