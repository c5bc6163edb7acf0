import * as z from 'zod';

/** Why an attempt got no answer. */
export const WebhookError = z.enum(['timeout', 'refused-address', 'dns', 'tls', 'connection', 'bad-answer']);
export type WebhookError = z.infer<typeof WebhookError>;

/** The outcome of one attempt at a webhook: the receiver's answer, or why there is none. */
export const WebhookAnswer = z.union([
  z.object({
    status: z.number().int(),
    /** The header as it came: seconds or an HTTP date. */
    retryAfter: z.string().optional(),
    /** At most 1,000 characters, no control characters. */
    bodyStart: z.string(),
    durationMs: z.number().int(),
  }),
  z.object({ error: WebhookError, message: z.string(), durationMs: z.number().int() }),
]);
export type WebhookAnswer = z.infer<typeof WebhookAnswer>;
