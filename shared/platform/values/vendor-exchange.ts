import type { WebhookError } from './webhook-answer.ts';

/** One call to the API of another system. */
export interface VendorCall {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  url: string;
  headers: Record<string, string>;
  /** Sent as JSON. */
  json?: object;
}

/** What came of a call: the answer, or why there is none. */
export type VendorAnswer =
  | {
      status: number;
      /** The header as it came: seconds or an HTTP date. */
      retryAfter?: string;
      /** The text of the answer, whole up to a size that lists of fields have. */
      body: string;
      durationMs: number;
    }
  | { error: WebhookError; message: string; durationMs: number };
