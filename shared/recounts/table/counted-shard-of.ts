import { countedMembers } from '../../groups/table/count-member.ts';
import { groupCountsKey } from '../../groups/table/group-keys.ts';
import type { Key } from '../../platform/table/key.ts';
import type { CountedShard } from '../../platform/table/counts/recount-shard.ts';
import type { Table } from '../../platform/table/table.ts';
import { countedRegistrations } from '../../registrations/table/count-registration.ts';
import { countsKey } from '../../registrations/table/registration-keys.ts';

/** What is counted under the key: a shard of a session's registrations, or of a group's members. */
export function countedShardOf(table: Table, key: Key): CountedShard {
  const id = key.pk.slice(key.pk.indexOf('#') + 1);
  const shard = Number(key.sk);
  if (key.pk === countsKey(id, shard).pk) return countedRegistrations(table, id, shard);
  if (key.pk === groupCountsKey(id, shard).pk) return countedMembers(table, id, shard);
  throw new Error(`Nobody knows what is counted in ${key.pk}.`);
}
