import { requestJson } from './http.ts';

/** Whose service this is; configured by its operator (`GET /api/service`). */
export interface ServiceInfo {
  readonly name: string;
  readonly greeting?: string | undefined;
  readonly logoUrl?: string | undefined;
  readonly imprintUrl?: string | undefined;
  readonly privacyUrl?: string | undefined;
  readonly accessibilityUrl?: string | undefined;
}

/** What is shown until the service has said more. */
export const UNNAMED_SERVICE: ServiceInfo = { name: 'Wegweiser' };

/** @throws {RequestError} */
export function fetchService(baseUrl: string): Promise<ServiceInfo> {
  return requestJson<ServiceInfo>((...request) => fetch(...request), { method: 'GET', url: `${baseUrl}api/service`, timeoutMs: 20_000 });
}
