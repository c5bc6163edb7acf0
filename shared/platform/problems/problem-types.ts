import type { RefusalCode } from './refusal.ts';

export type ProblemCode = RefusalCode | 'internal';

/** Every problem that the API answers, by its code: `type` is `urn:turnout:problem:<code>`. */
export const problemTypes: Record<ProblemCode, { status: number; title: string }> = {
  'invalid-input': {
    status: 422,
    title: 'Invalid input',
  },
  'malformed-body': {
    status: 400,
    title: 'Malformed body',
  },
  'not-found': { status: 404, title: 'Not found' },
  'no-open-session': {
    status: 409,
    title: 'No open session',
  },
  'session-closed': {
    status: 409,
    title: 'Session closed',
  },
  'not-open-yet': {
    status: 409,
    title: 'Registration has not opened yet',
  },
  'registration-closed': {
    status: 409,
    title: 'Registration is closed',
  },
  'event-archived': {
    status: 409,
    title: 'Event archived',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'Idempotency-Key used before',
  },
  forbidden: { status: 403, title: 'Forbidden' },
  conflict: {
    status: 409,
    title: 'Conflict',
  },
  'invalid-cursor': {
    status: 400,
    title: 'Invalid cursor',
  },
  'too-large': { status: 413, title: 'Too large' },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
  },
  internal: {
    status: 500,
    title: 'Internal error',
  },
};
