import type { Event } from '../../events/domain/event.ts';
import { isOpen, type Session } from '../../events/domain/session.ts';
import { historyItem } from '../../people/table/history-items.ts';
import { entryOf, type Act } from '../../people/usecases/person-act.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { awaitsApproval, type Registration } from '../domain/registration.ts';
import { refuseRegistration } from '../table/await-approval.ts';
import { confirmRegistration } from '../table/change-registrations.ts';
import { refuseArchived } from './refuse-closed-door.ts';

interface DecideDeps {
  table: Table;
  now: () => number;
}

/** A registration that organizers may decide about. */
export interface DecidedOn {
  event: Event;
  session: Session;
  registration: Registration;
}

/** Gives somebody a place who waits for an organizer's word, with the mail that follows. Twice is the same as once. */
export async function approveRegistration(
  { table, now }: DecideDeps,
  { event, session, registration }: DecidedOn,
  act: Act,
): Promise<void> {
  if (registration.status === 'registered' || registration.status === 'waitlisted') return;
  refuseArchived(event);
  refuseUndecidable(registration);
  if (!isOpen(session, now())) throw new Refusal('session-closed', 'This session is over or cancelled.');
  const { participantId, sessionId, eventId } = registration;
  const told = entryOf(act, participantId, 'registration-accepted', { sessionId, eventId });
  const to = { confirmedAt: new Date(now()).toISOString(), hasSeats: session.capacity !== undefined };
  await confirmRegistration(table, registration, to, [historyItem(table, told)]);
}

/** Refuses somebody who waits for it. `notify`: they are told by a mail. Twice is the same as once. */
export async function declineRegistration(
  { table, now }: DecideDeps,
  { registration }: Pick<DecidedOn, 'registration'>,
  act: Act,
  notify: boolean,
): Promise<void> {
  if (registration.refusedAt !== undefined) return;
  refuseUndecidable(registration);
  const { participantId, sessionId, eventId } = registration;
  // A kind that the version before knows, too.
  const told = entryOf(act, participantId, 'registration-cancelled', { sessionId, eventId, refused: true });
  const refusedAt = new Date(now()).toISOString();
  await refuseRegistration(table, registration, { refusedAt, notify }, [historyItem(table, told)]);
}

function refuseUndecidable(registration: Registration): void {
  if (awaitsApproval(registration)) return;
  throw new Refusal(
    'conflict',
    registration.status === 'pending'
      ? 'This registration waits for the person to confirm it by e-mail. It can only be cancelled.'
      : 'This registration does not wait for a decision.',
  );
}
