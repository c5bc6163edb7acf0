import type { Session } from '../../events/domain/session.ts';
import type { Registration } from './registration.ts';

/** That a place is held for somebody who waits, from when until when. */
export type Offer = NonNullable<Registration['offer']>;

/** A registration whose person is asked whether they take the place that is held for them. */
export type OfferedRegistration = Registration & { offer: Offer };

export const isOffered = (registration: Registration): registration is OfferedRegistration =>
  registration.status === 'waitlisted' && registration.offer !== undefined;

/** When a place is given on that nobody took: as was said, or when the session starts, which may have been moved since. */
export const offerEnd = (
  { offer: { until } }: Pick<OfferedRegistration, 'offer'>,
  { startsAtUtc }: Pick<Session, 'startsAtUtc'>,
): number => Math.min(Date.parse(until), Date.parse(startsAtUtc));
