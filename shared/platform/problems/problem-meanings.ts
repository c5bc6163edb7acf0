import type { ProblemCode } from './problem-types.ts';

/** What each problem means, for the description of the API: no function carries it. */
export const problemMeanings: Record<ProblemCode, string> = {
  'invalid-input': 'Something in the request does not read; `errors` says what, field by field.',
  'malformed-body': 'The body is not in the format that it says it is.',
  'not-found': 'There is nothing at this address.',
  'no-open-session': 'The event has no session that one could register for now.',
  'session-closed': 'The session is over, or was called off.',
  'not-open-yet': 'The event takes registrations from a later moment on; `opensAt` says which.',
  'registration-closed': 'The event does not take registrations any more.',
  'event-archived': 'The event is archived: nobody registers or confirms any more.',
  'idempotency-key-reused': 'The key came with another body before. Take a new key for something new.',
  forbidden: 'The token’s role does not allow this.',
  conflict: 'It does not go together with what is there: read it again, and decide anew.',
  'invalid-cursor': 'The cursor belongs to another list. Start again without one.',
  'too-large': 'The body, or the answer, would be too large.',
  'unsupported-media-type': 'The body is in a format that is not taken here.',
  internal: 'Something went wrong on our side. Nothing that was sent is lost if it is sent again.',
};
