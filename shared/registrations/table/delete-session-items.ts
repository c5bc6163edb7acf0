import { eventKey } from '../../events/table/event-keys.ts';
import { deleteItems } from '../../platform/table/delete-items.ts';
import { keyOf, type Key } from '../../platform/table/key.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import {
  consentTextKey,
  countsPartition,
  offersPartition,
  registrationsPartition,
  seatsKey,
} from './registration-keys.ts';

const AT_ONCE = 16;
/** Suspected registrations stand before the others in the same partitions. */
const FIRST_REGISTRATION = 'par_';

const partitionsOf = (sessionIds: readonly string[]): string[] =>
  sessionIds.flatMap((id) => Array.from({ length: SHARDS }, (_, shard) => registrationsPartition(id, shard)));

/** Whether anybody is, or was, registered in one of the sessions. Consistent. */
export async function hasRegistrations(table: Table, sessionIds: readonly string[]): Promise<boolean> {
  let found = false;
  await inParallel(partitionsOf(sessionIds), AT_ONCE, async (partition) => {
    if (found) return;
    const page = await queryPage(table, { partition, from: FIRST_REGISTRATION, limit: 1, consistent: true });
    found ||= page.items.length > 0;
  });
  return found;
}

/** Deletes what is left of sessions in which nobody was registered: what robots sent, counts, seats. */
export async function deleteSessionRemains(table: Table, sessionIds: readonly string[]): Promise<void> {
  await inParallel(
    [...partitionsOf(sessionIds), ...sessionIds.flatMap((id) => [countsPartition(id), offersPartition(id)])],
    AT_ONCE,
    (partition) => deletePartition(table, partition),
  );
  await deleteItems(table, sessionIds.map(seatsKey));
}

/** Deletes an event with what stands beside it: rules, and the texts of its consents. The event itself goes last. */
export async function deleteEventItems(table: Table, eventId: string): Promise<void> {
  const own = eventKey(eventId);
  await deletePartition(table, consentTextKey(eventId, '').pk);
  await deletePartition(table, own.pk, ({ sk }) => sk !== own.sk);
  await deleteItems(table, [own]);
}

async function deletePartition(
  table: Table,
  partition: string,
  isMeant: (key: Key) => boolean = () => true,
): Promise<void> {
  for (let after: string | undefined, more = true; more;) {
    const attributes = ['pk', 'sk'];
    const page = await queryPage(table, { partition, after, attributes, consistent: true });
    const keys = page.items.map(keyOf);
    await deleteItems(table, keys.filter(isMeant));
    after = keys.at(-1)?.sk;
    more = page.more && after !== undefined;
  }
}
