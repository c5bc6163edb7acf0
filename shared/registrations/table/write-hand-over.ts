import type { HistoryEntry } from '../../people/domain/history.ts';
import { historyItem } from '../../people/table/history-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact } from '../../platform/table/transact.ts';
import type { Registration } from '../domain/registration.ts';
import { cancellation } from './change-registrations.ts';
import { leavePlace, leaveSeat, renameSeat } from './line-items.ts';
import { writeRegistrations, type RegistrationPost } from './write-registrations.ts';

export interface HandOver {
  /** The registration whose place goes to somebody else, as read. */
  giver: Registration;
  /** When, ISO 8601. */
  at: string;
  history: HistoryEntry;
  /** Whoever gets the place, and how they are registered; nobody where the place is only given up. */
  receiver?: RegistrationPost | undefined;
  /** The receiver takes the seat; otherwise it is free for who waits. */
  isSeatTaken: boolean;
}

/**
 * Takes a place from one person and gives it to another in one step; the former holder's links are void from then on.
 * `changed`: one of the two is not as it was read.
 */
export async function writeHandOver(
  table: Table,
  { giver, at, history, receiver, isSeatTaken }: HandOver,
): Promise<'written' | 'changed'> {
  const left = { handedOverAt: at, tellCancelled: true as const, linkEpoch: giver.linkEpoch + 1 };
  const alongside = [
    cancellation(table, giver, left),
    ...(isSeatTaken ? renameSeat(table, giver) : leaveSeat(table, giver)),
    ...leavePlace(table, giver),
    historyItem(table, history),
  ];
  if (!receiver) return (await transact(table, alongside)).done ? 'written' : 'changed';
  const obstacles = await writeRegistrations(table, { ...receiver, alongside });
  return obstacles ? 'changed' : 'written';
}
