import { countedMembers } from '../../groups/table/count-member.ts';
import { groupCountsKey } from '../../groups/table/group-keys.ts';
import { shardOfPartition, type Key } from '../../platform/table/key.ts';
import type { CountedShard } from '../../platform/table/counts/recount-shard.ts';
import type { Table } from '../../platform/table/table.ts';
import { countedRegistrations } from '../../registrations/table/count-registration.ts';
import { countsKey } from '../../registrations/table/registration-keys.ts';
import { eventCountsKey, ownerOfTallies, talliesPartition } from '../../statistics/table/statistics-keys.ts';
import { countedForEvent, talliedRegistrations } from '../../statistics/table/tally-registration.ts';

/**
 * What is counted under the key: a shard of a session's or an event's registrations, of those made on one day, or of a group's
 * members.
 */
export function countedShardOf(table: Table, key: Key): CountedShard {
  const id = key.pk.slice(key.pk.indexOf('#') + 1);
  const shard = Number(key.sk);
  if (key.pk === countsKey(id, shard).pk) return countedRegistrations(table, id, shard);
  if (key.pk === eventCountsKey(id, shard).pk) return countedForEvent(table, id, shard);
  if (key.pk === groupCountsKey(id, shard).pk) return countedMembers(table, id, shard);
  const owner = ownerOfTallies(key.pk);
  const shardOfDay = shardOfPartition(key.pk);
  if (key.pk === talliesPartition(owner, shardOfDay))
    return talliedRegistrations(table, owner, shardOfDay, key.sk);
  throw new Error(`Nobody knows what is counted in ${key.pk}.`);
}
