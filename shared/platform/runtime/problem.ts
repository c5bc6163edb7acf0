import { problemTypes } from '../problems/problem-types.ts';
import { Refusal } from '../problems/refusal.ts';
import type { HttpReply } from './http-request.ts';
import { log } from './log.ts';

/** The HTTP status of what was thrown. */
export function statusOf(error: unknown): number {
  return problemTypes[error instanceof Refusal ? error.code : 'internal'].status;
}

/**
 * The answer to whatever was thrown: problem details (RFC 9457). What was not expected is logged in full and shown without
 * details.
 */
export function problemOf(error: unknown): HttpReply {
  if (!(error instanceof Refusal)) log.error('request failed', error);
  const refusal = error instanceof Refusal ? error : undefined;
  const code = refusal?.code ?? 'internal';
  return {
    status: problemTypes[code].status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify({
      type: `urn:turnout:problem:${code}`,
      title: problemTypes[code].title,
      status: problemTypes[code].status,
      detail:
        refusal?.message ??
        'Something went wrong on our side. Nothing you sent was lost if you send it again.',
      ...refusal?.more,
      ...(refusal && refusal.errors.length > 0 && { errors: refusal.errors }),
    }),
  };
}
