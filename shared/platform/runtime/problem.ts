import { Refusal, type RefusalCode } from '../values/refusal.ts';
import type { HttpReply } from './http-request.ts';
import { log } from './log.ts';

const problems: Record<RefusalCode | 'internal', { status: number; title: string }> = {
  'invalid-input': { status: 422, title: 'Invalid input' },
  'not-found': { status: 404, title: 'Not found' },
  'no-open-session': { status: 409, title: 'No open session' },
  'session-closed': { status: 409, title: 'Session closed' },
  'idempotency-key-reused': { status: 422, title: 'Idempotency-Key used before' },
  forbidden: { status: 403, title: 'Forbidden' },
  conflict: { status: 409, title: 'Conflict' },
  'invalid-cursor': { status: 400, title: 'Invalid cursor' },
  'too-large': { status: 413, title: 'Too large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  internal: { status: 500, title: 'Internal error' },
};

/** The HTTP status of what was thrown. */
export function statusOf(error: unknown): number {
  return problems[error instanceof Refusal ? error.code : 'internal'].status;
}

/** RFC 9457 problem details. What was not expected is logged high and shown low. */
export function problemOf(error: unknown): HttpReply {
  if (!(error instanceof Refusal)) log.error('request failed', error);
  const refusal = error instanceof Refusal ? error : undefined;
  const code = refusal?.code ?? 'internal';
  return {
    status: problems[code].status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify({
      type: `urn:turnout:problem:${code}`,
      title: problems[code].title,
      status: problems[code].status,
      detail:
        refusal?.message ??
        'Something went wrong on our side. Nothing you sent was lost if you send it again.',
      ...refusal?.more,
      ...(refusal && refusal.errors.length > 0 && { errors: refusal.errors }),
    }),
  };
}
