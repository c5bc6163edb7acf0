import type { HistoryEntry } from '../domain/history.ts';
import { diffParticipant } from '../domain/diff-participant.ts';
import type { Participant } from '../domain/participant.ts';
import type { Wish } from '../domain/wish.ts';
import { historyItem } from './history-items.ts';
import { personUpdate } from './person-update.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact } from '../../platform/table/transact.ts';

/** The outcome; `overtaken`: somebody wrote to the person, or merged them into another one, since they were read. */
export type WishOutcome = 'written' | 'unchanged' | 'overtaken';

/** Writes a person's new wish with its history entry, unless it is the same already. */
export async function writeWish(
  table: Table,
  person: Participant,
  wish: Wish,
  entry: HistoryEntry,
): Promise<WishOutcome> {
  const after = { ...person, ...wish };
  const { set, remove } = diffParticipant(person, after);
  if (Object.keys(set).length + remove.length === 0) return 'unchanged';
  const outcome = await transact(table, [personUpdate(table, person, after), historyItem(table, entry)]);
  return outcome.done ? 'written' : 'overtaken';
}
