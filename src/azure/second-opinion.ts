import { AzureKeyCredential, TextAnalyticsClient } from '@azure/ai-text-analytics';
import type { LanguageOpinion } from '../bot/steps/understanding.ts';

export interface SecondOpinionOptions {
  readonly endpoint: string;
  readonly key: string;
  /** After this the answer is not waited for any longer. */
  readonly timeoutMs?: number | undefined;
  /** Is told why there was no answer; never with the text. */
  report(reason: string): void;
}

const TIMEOUT_MS = 800;

/** Less sure than this is no opinion. */
const LEAST_CONFIDENCE = 0.6;

/** Asks Azure AI Language. Only for operators who have configured it: the message leaves the house. */
export function createSecondOpinion({ endpoint, key, timeoutMs = TIMEOUT_MS, report }: SecondOpinionOptions): LanguageOpinion {
  const client = new TextAnalyticsClient(endpoint, new AzureKeyCredential(key), {
    // One try: a second one would come after the time limit.
    retryOptions: { maxRetries: 0 },
    // The SDK wants HTTPS; plain HTTP is accepted for a server on this machine, as in tests.
    allowInsecureConnection: /^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(endpoint),
  } as ConstructorParameters<typeof TextAnalyticsClient>[2]);
  return {
    async language(text) {
      const limit = AbortSignal.timeout(timeoutMs);
      try {
        const [result] = await client.detectLanguage([text], 'none', { abortSignal: limit });
        if (!result || result.error !== undefined) {
          report('Azure AI Language answered with an error for the document');
          return undefined;
        }
        const { iso6391Name, confidenceScore } = result.primaryLanguage;
        return confidenceScore >= LEAST_CONFIDENCE && /^[a-z]{2,3}(_|-|$)/.test(iso6391Name) ? iso6391Name.split(/[_-]/)[0] : undefined;
      } catch (error) {
        // The SDK's messages may quote the request, so only the kind of failure goes on.
        report(limit.aborted ? `Azure AI Language took more than ${timeoutMs} ms` : `Azure AI Language failed: ${kindOf(error)}`);
        return undefined;
      }
    },
  };
}

function kindOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'statusCode' in error && error.statusCode) return `status ${String(error.statusCode)}`;
  return error instanceof Error ? error.name : 'unknown';
}
