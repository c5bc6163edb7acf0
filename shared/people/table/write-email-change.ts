import type { HistoryEntry } from '../domain/history.ts';
import type { Participant } from '../domain/participant.ts';
import { historyItem } from './history-items.ts';
import { pointerItem } from './identity-items.ts';
import { personUpdate } from './person-update.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact } from '../../platform/table/transact.ts';

/** A person before and after their address changed. */
export interface EmailChangeWrite {
  before: Participant;
  after: Participant;
  at: string;
  /** The new address's id, when nobody ever had it. */
  pointer?: string | undefined;
  history: HistoryEntry;
}

/**
 * Writes a change of address: person, pointer and history in one step. `taken`: somebody got the address meanwhile;
 * `changed`: somebody wrote to the person.
 */
export async function writeEmailChange(
  table: Table,
  change: EmailChangeWrite,
): Promise<'written' | 'taken' | 'changed'> {
  const { before, after, at, pointer, history } = change;
  const outcome = await transact(table, [
    personUpdate(table, before, after),
    historyItem(table, history),
    ...(pointer === undefined
      ? []
      : [
          {
            Put: {
              TableName: table.name,
              Item: pointerItem(pointer, before.id, at),
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        ]),
  ]);
  if (outcome.done) return 'written';
  return outcome.refused.some(({ index }) => index === 0) ? 'changed' : 'taken';
}
