import type { Event } from '../../../events/domain/event.ts';
import { isOpen, type Session } from '../../../events/domain/session.ts';
import { historyItem } from '../../../people/table/history-items.ts';
import { entryOf, type Act } from '../../../people/usecases/person-act.ts';
import { Refusal } from '../../../platform/problems/refusal.ts';
import type { Table } from '../../../platform/table/table.ts';
import { placeBefore, turnOf, type Asker } from '../../domain/line.ts';
import { isOffered } from '../../domain/offer.ts';
import type { Registration } from '../../domain/registration.ts';
import { readLine } from '../../table/line-items.ts';
import { getRegistration } from '../../table/registration-items.ts';
import { changePlace } from '../../table/change-place.ts';
import { refuseArchived } from '../refuse-closed-door.ts';

interface MoveDeps {
  table: Table;
  now: () => number;
}

/** Each means that the allocator, or somebody else, changed it in between. */
const MOST_ROUNDS = 5;

/**
 * Moves somebody who waits to the front of the line. They have no seat by that: they are the next to get one, or to be asked.
 * Who has a place already, or one held for them, stays as they are; twice is the same as once.
 */
export async function moveUp(
  { table, now }: MoveDeps,
  { event, session, registration: read }: { event: Event; session: Session; registration: Registration },
  act: Act,
): Promise<Registration> {
  refuseArchived(event);
  if (!isOpen(session, now())) throw new Refusal('session-closed', 'This session is over or cancelled.');
  const { participantId, sessionId, eventId } = read;
  const note = historyItem(
    table,
    entryOf(act, participantId, 'registration-accepted', { sessionId, eventId, movedUp: true }),
  );
  let registration: Registration | undefined = read;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (!registration) throw new Refusal('not-found', 'There is no such registration.');
    if (registration.status === 'registered' || isOffered(registration)) return registration;
    const { status, place: own } = registration;
    if (status !== 'waitlisted' || own === undefined)
      throw new Refusal('conflict', 'This registration is not on the waiting list.');
    const first = firstOf(await readLine(table, sessionId));
    if (!first || turnOf(first) >= turnOf({ place: own, participantId })) return registration;
    const place = placeBefore(first);
    if (await changePlace(table, registration, place, [note])) return { ...registration, place };
    registration = await getRegistration(table, sessionId, participantId);
  }
  throw new Refusal('conflict', 'The waiting list changes at the moment. Please try again.');
}

const firstOf = ({ newcomers, waiters }: Record<'newcomers' | 'waiters', Asker[]>): Asker | undefined =>
  [...newcomers, ...waiters]
    .filter(({ left }) => left !== true)
    .sort((a, b) => (turnOf(a) < turnOf(b) ? -1 : 1))
    .at(0);
