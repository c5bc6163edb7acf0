import { doorOf, takesRegistrations } from '../../events/domain/registration-window.ts';
import { isOpen, sessionStatus, type Session } from '../../events/domain/session.ts';
import type { Event } from '../../events/domain/event.ts';
import type { UndoMark } from '../../jobs/table/undo-items.ts';
import { entryOf, type Act } from '../../people/usecases/person-act.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { newDate } from '../domain/new-date.ts';
import { belongsToSomebody, type Registration } from '../domain/registration.ts';
import { reregister } from '../domain/reregister.ts';
import { inErasedPlace } from '../table/fill-erased-place.ts';
import { getRegistration } from '../table/registration-items.ts';
import { writeDateChange } from '../table/write-date-change.ts';
import type { RegistrationWrite } from '../table/write-registrations.ts';
import { refuseArchived, refuseClosedDoor } from './refuse-closed-door.ts';

interface ChangeDeps {
  table: Table;
  now: () => number;
}

/** Who goes from one date of an event to another. */
export interface DateChange {
  event: Event;
  from: Session;
  to: Session;
  participantId: string;
}

export interface ChangeOptions {
  /** An organizer decides: whether one may register now was theirs to say. */
  byOrganizer?: boolean;
  /** Nobody is told. */
  quiet?: boolean;
  /** The bulk action that does it, with the mark that it leaves. */
  mark?: UndoMark | undefined;
}

/** Each means that one of the two registrations changed in between. */
const MOST_ROUNDS = 8;

/** Refuses a change that cannot be, whoever it is for. */
export function refuseDateChange(
  { event, from, to }: Omit<DateChange, 'participantId'>,
  nowMs: number,
  byOrganizer = false,
): void {
  if (from.id === to.id || to.eventId !== event.id || to.deletedAt !== undefined)
    throw new Refusal('invalid-input', 'There is no such other date of this event.', [
      { field: 'sessionId', code: 'unknown-session', message: 'Name another session of the same event.' },
    ]);
  if (byOrganizer) refuseArchived(event);
  else refuseClosedDoor(event, nowMs);
  if (sessionStatus(from, nowMs) === 'ended')
    throw new Refusal('session-closed', 'The session is over: who was registered for it stays so.');
  const isOn = byOrganizer ? isOpen(to, nowMs) : takesRegistrations(event, to, nowMs);
  if (!isOn)
    throw new Refusal(
      'session-closed',
      'That session is over, cancelled, or takes no registrations any more.',
    );
}

/** Whether somebody may change their date at all: to which one, `refuseDateChange` says. */
export const mayChangeDate = (event: Event, from: Session, nowMs: number): boolean =>
  doorOf(event, nowMs) === 'open' && sessionStatus(from, nowMs) !== 'ended';

/**
 * Takes somebody to another date of the event, in one step: the seat of the one becomes free, and where there are seats they
 * stand in the line of the other, as if they had asked now. What was confirmed and approved stays so. Whoever has a place
 * there already keeps it. Twice is the same as once; answers their registration there.
 */
export async function changeDate(
  deps: ChangeDeps,
  change: DateChange,
  act: Act,
  options: ChangeOptions = {},
): Promise<Registration> {
  const { from, to, participantId } = change;
  refuseDateChange(change, deps.now(), options.byOrganizer);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const [left, there] = await Promise.all(
      [from, to].map(({ id }) => getRegistration(deps.table, id, participantId)),
    );
    if (!left || !belongsToSomebody(left)) throw new Refusal('not-found', 'There is no such registration.');
    if (left.status === 'cancelled' || left.status === 'suspected') {
      if (there && left.movedTo?.sessionId === to.id) return there;
      throw new Refusal('conflict', 'This registration is cancelled, so there is nothing to move.');
    }
    const write = writeOf(left, there, change, act, options);
    const { linkEpoch } = write?.registration ?? there ?? left;
    const outcome = await writeDateChange(deps.table, {
      ...{ left, write, to: { sessionId: to.id, linkEpoch }, mark: options.mark },
      history: entryOf(act, participantId, 'registration-moved', {
        ...{ from: from.id, sessionId: to.id, eventId: to.eventId },
      }),
    });
    if (outcome === 'not-registrable')
      throw new Refusal('conflict', 'This person is deleted, on the black list, or was just merged.');
  }
  throw new Error(`A registration changed in each of ${MOST_ROUNDS} looks.`);
}

const rank = { registered: 3, waitlisted: 2, pending: 1, cancelled: 0, suspected: 0 };

/** What is written of the new date; nothing where the person has a place there. */
function writeOf(
  left: Registration,
  there: Registration | undefined,
  { from, to }: DateChange,
  act: Act,
  { quiet, mark, byOrganizer }: ChangeOptions,
): RegistrationWrite | undefined {
  const how = { at: act.at, quiet, jobId: mark?.jobId, addedBy: byOrganizer ? act.actor : undefined };
  const registration = newDate(left, { from, to }, how);
  if (!there) return { registration };
  if (!belongsToSomebody(there)) return inErasedPlace(there, { registration });
  if (there.status === 'cancelled') return { registration: reregister(there, registration), replaces: there };
  if (rank[there.status] >= rank[left.status]) return undefined;
  throw new Refusal(
    'conflict',
    'This person waits for that date already, and would lose the place that they have. Cancel one of the two instead.',
  );
}
