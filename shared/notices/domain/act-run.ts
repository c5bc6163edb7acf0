import { hashedId } from '../../platform/values/hashed-id.ts';
import { acts, type ActDone } from './act.ts';

/** Somebody who comes back more often than this is told of by mail only. */
export const MOST_ROUNDS = 5;

/** The run of deliveries to a webhook that an act belongs to: each person has one delivery in it. */
export const actRunOf = (
  noticeId: string,
  { sessionId, act, round }: Pick<ActDone, 'sessionId' | 'act' | 'round'>,
): string => hashedId('ntr', `${noticeId} ${sessionId} ${act} ${round}`);

/** All such runs of a session: what was posted about a person is found by them. */
export const actRunsOf = (noticeId: string, sessionId: string): string[] =>
  acts.flatMap((act) =>
    Array.from({ length: MOST_ROUNDS }, (_, index) =>
      actRunOf(noticeId, { sessionId, act, round: index + 1 }),
    ),
  );
