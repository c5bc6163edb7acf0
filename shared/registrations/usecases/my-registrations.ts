import type { Session } from '../../events/domain/session.ts';
import { getSessions } from '../../events/table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { belongsTo, type Registration } from '../domain/registration.ts';
import { registrationsOf } from '../table/person-items.ts';
import { getRegistrations } from '../table/registration-items.ts';
import type { LinkedRegistration } from './open-link.ts';

/** One of the dates of an event that somebody registered for. */
export interface MyDate {
  session: Session;
  registration: Registration;
}

/** Dates that are shown at most. */
const MOST_DATES = 50;

/**
 * What the person behind a link has of its event, in order of time: each date as it is now, the link's own among them.
 * `also`: sessions that they went to just now, which the index may not know yet.
 */
export async function myRegistrations(
  table: Table,
  {
    event,
    participant,
    registration: own,
  }: Pick<LinkedRegistration, 'event' | 'participant' | 'registration'>,
  also: readonly string[] = [],
): Promise<MyDate[]> {
  const keys = new Map([[own.sessionId, own.participantId]]);
  for (const sessionId of also) keys.set(sessionId, participant.id);
  for await (const page of registrationsOf(table, participant.id)) {
    for (const one of page)
      if (one.eventId === event.id && !keys.has(one.sessionId)) keys.set(one.sessionId, one.participantId);
    if (keys.size >= MOST_DATES) break;
  }
  const found = await getRegistrations(
    table,
    [...keys].map(([sessionId, participantId]) => ({ sessionId, participantId })),
  );
  const mine = found.filter((one) => belongsTo(one, participant));
  const sessions = new Map(
    (
      await getSessions(
        table,
        mine.map(({ sessionId }) => sessionId),
      )
    ).map((session) => [session.id, session]),
  );
  return mine
    .flatMap((registration) => {
      const session = sessions.get(registration.sessionId);
      return session ? [{ session, registration }] : [];
    })
    .toSorted((a, b) => Date.parse(a.session.startsAtUtc) - Date.parse(b.session.startsAtUtc));
}
