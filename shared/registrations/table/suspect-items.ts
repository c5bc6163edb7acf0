import { deleteItems } from '../../platform/table/delete-items.ts';
import { keyOf, type Key } from '../../platform/table/key.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import { registrationsPartition, suspectPrefix } from './registration-keys.ts';

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
