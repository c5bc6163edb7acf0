import { blockedKey, blockedPartition } from './person-keys.ts';
import type { IndexKey } from '../../platform/table/key.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import type { Patch } from '../../platform/values/patch.ts';

/** The attributes by which the item of a blocked person is found in the black list. */
export const blockedPlace = (id: string, blockedAt: string | undefined): IndexKey | undefined =>
  blockedAt === undefined ? undefined : blockedKey(id);

/**
 * Completes a patch of a person, or of the trace of an erased one, that puts them on the black list or takes them off it.
 */
export function withBlockedPlace(id: string, patch: Patch): Patch {
  const blockedAt = patch.set?.['blockedAt'] ?? patch.keep?.['blockedAt'];
  if (blockedAt !== undefined) return { ...patch, set: { ...patch.set, ...blockedKey(id) } };
  if (patch.remove?.includes('blockedAt') !== true) return patch;
  return { ...patch, remove: [...patch.remove, 'gsi1pk', 'gsi1sk'] };
}

/** One page of one shard of the black list, traces of erased people among them. From the index, which may lag a moment. */
export async function blockedParticipantsPage(
  table: Table,
  shard: number,
  after: string | undefined,
  limit: number,
): Promise<{ ids: string[]; next?: string | undefined }> {
  const { items, more } = await queryIndexPage(table, { partition: blockedPartition(shard), after, limit });
  const ids = items.map((item) => String(item['sk']));
  return { ids, next: more ? ids.at(-1) : undefined };
}
