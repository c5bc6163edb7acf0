import type { RefusalCode } from './refusal.ts';

export type ProblemCode = RefusalCode | 'internal';

/** Every problem that the API answers, by its code: `type` is `urn:turnout:problem:<code>`. */
export const problemTypes: Record<ProblemCode, { status: number; title: string; meaning: string }> = {
  'invalid-input': {
    status: 422,
    title: 'Invalid input',
    meaning: 'Something in the request does not read; `errors` says what, field by field.',
  },
  'malformed-body': {
    status: 400,
    title: 'Malformed body',
    meaning: 'The body is not in the format that it says it is.',
  },
  'not-found': { status: 404, title: 'Not found', meaning: 'There is nothing at this address.' },
  'no-open-session': {
    status: 409,
    title: 'No open session',
    meaning: 'The event has no session that one could register for now.',
  },
  'session-closed': {
    status: 409,
    title: 'Session closed',
    meaning: 'The session is over, or was called off.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'Idempotency-Key used before',
    meaning: 'The key came with another body before. Take a new key for something new.',
  },
  forbidden: { status: 403, title: 'Forbidden', meaning: 'The token’s role does not allow this.' },
  conflict: {
    status: 409,
    title: 'Conflict',
    meaning: 'It does not go together with what is there: read it again, and decide anew.',
  },
  'invalid-cursor': {
    status: 400,
    title: 'Invalid cursor',
    meaning: 'The cursor belongs to another list. Start again without one.',
  },
  'too-large': { status: 413, title: 'Too large', meaning: 'The body, or the answer, would be too large.' },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
    meaning: 'The body is in a format that is not taken here.',
  },
  internal: {
    status: 500,
    title: 'Internal error',
    meaning: 'Something went wrong on our side. Nothing that was sent is lost if it is sent again.',
  },
};
