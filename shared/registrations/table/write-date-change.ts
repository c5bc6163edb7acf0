import type { HistoryEntry } from '../../people/domain/history.ts';
import { historyItem } from '../../people/table/history-items.ts';
import { undoPut, type UndoMark } from '../../jobs/table/undo-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact } from '../../platform/table/transact.ts';
import type { Registration } from '../domain/registration.ts';
import { cancellation } from './change-registrations.ts';
import { isRegistrable } from './is-registrable.ts';
import { leavePlace, leaveSeat, seatWrites } from './line-items.ts';
import { registrationWrite, type RegistrationWrite } from './write-registrations.ts';

export interface DateChange {
  /** The registration that is left, as read. */
  left: Registration;
  /** The session that the person goes to, and the epoch of their links there. */
  to: NonNullable<Registration['movedTo']>;
  /** Their registration there; none where they have one already. */
  write?: RegistrationWrite | undefined;
  history: HistoryEntry;
  mark?: UndoMark | undefined;
}

/**
 * Takes somebody from one date to another in one step: there is no moment at which they have neither, or both. `changed`:
 * one of the two is not as it was read. `not-registrable`: the person was merged, erased, deleted or blocked meanwhile.
 * `done-before`: the job has done it already.
 */
export async function writeDateChange(
  table: Table,
  { left, to, write, history, mark }: DateChange,
): Promise<'written' | 'changed' | 'not-registrable' | 'done-before'> {
  const marks = mark ? [undoPut(table, mark)] : [];
  const outcome = await transact(table, [
    isRegistrable(table, left.participantId),
    ...marks,
    cancellation(table, left, { movedTo: to }),
    ...leaveSeat(table, left),
    ...leavePlace(table, left),
    historyItem(table, history),
    ...(write
      ? [registrationWrite(table, write), ...seatWrites(table, write.registration, write.replaces)]
      : []),
  ]);
  if (outcome.done) return 'written';
  const isRefused = (at: number) => outcome.refused.some(({ index }) => index === at);
  if (mark && isRefused(1)) return 'done-before';
  return isRefused(0) ? 'not-registrable' : 'changed';
}
