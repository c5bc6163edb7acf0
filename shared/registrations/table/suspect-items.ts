import { deleteItems } from '../../platform/table/delete-items.ts';
import { keyOf, type Key } from '../../platform/table/key.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import type { HistoryEntry } from '../../people/domain/history.ts';
import { historyItem } from '../../people/table/history-items.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { Suspect, type SuspectKey } from '../domain/suspect.ts';
import { registrationsPartition, suspectKey, suspectPrefix } from './registration-keys.ts';

export const readSuspect = (item: Record<string, unknown>): Suspect => readItem(Suspect, 'suspect', item);

const keyOfSuspect = ({ sessionId, participantId, createdAt }: SuspectKey): Key =>
  suspectKey(sessionId, participantId, createdAt);

/** Keeps what a robot sent beside the registrations, for organizers to see, until `expiresAt` (seconds). */
export function suspectItem(table: Table, suspect: Suspect, expiresAt: number): TransactItem {
  return {
    Update: {
      TableName: table.name,
      Key: keyOfSuspect(suspect),
      ...updateExpression({ set: { ...stamp('suspect'), ...suspect, expiresAt } }),
    },
  };
}

export async function getSuspect(table: Table, key: SuspectKey): Promise<Suspect | undefined> {
  const item = await getItem(table, keyOfSuspect(key));
  return item && readSuspect(item);
}

/** Takes one away and notes it in the history, once however often it is asked for. */
export async function takeSuspectAway(table: Table, suspect: SuspectKey, entry: HistoryEntry): Promise<void> {
  await transact(table, [
    {
      Delete: {
        TableName: table.name,
        Key: keyOfSuspect(suspect),
        ConditionExpression: 'attribute_exists(pk)',
      },
    },
    historyItem(table, entry),
  ]);
}

/** Deletes what robots, or people taken for such, sent for a session under one of the identities; answers how many. */
export async function deleteSuspects(
  table: Table,
  sessionId: string,
  ids: ReadonlySet<string>,
): Promise<number> {
  let count = 0;
  for (let shard = 0; shard < SHARDS; shard += 1) {
    const partition = registrationsPartition(sessionId, shard);
    const isHunted = ({ sk }: Key) => ids.has(sk.slice(suspectPrefix.length).split('#')[0] ?? '');
    for await (const keys of keysIn(table, partition, (sk) => sk.startsWith(suspectPrefix))) {
      const found = keys.filter(isHunted);
      await deleteItems(table, found);
      count += found.length;
    }
  }
  return count;
}

async function* keysIn(
  table: Table,
  partition: string,
  isWanted: (sk: string) => boolean,
): AsyncGenerator<Key[]> {
  for (let after: string | undefined, more = true; more;) {
    const page = await queryPage(
      table,
      after === undefined ? { partition, prefix: suspectPrefix } : { partition, after },
    );
    const keys = page.items.map(keyOf);
    yield keys.filter(({ sk }) => isWanted(sk));
    after = keys.at(-1)?.sk;
    more = page.more && after !== undefined && isWanted(after);
  }
}
