import { resolveIdentities, type ResolvedIdentity } from '../table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import { chunks } from '../../platform/values/chunks.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';

const READ_BATCH = 100;
const AT_ONCE = 16;

/** Where these identities lead, by the id asked for; any number, many at once. */
export async function lookUpIdentities(
  table: Table,
  ids: Iterable<string>,
): Promise<Map<string, ResolvedIdentity>> {
  const found = new Map<string, ResolvedIdentity>();
  await inParallel(chunks([...new Set(ids)], READ_BATCH), AT_ONCE, async (batch) => {
    for (const [id, identity] of await resolveIdentities(table, batch)) found.set(id, identity);
  });
  return found;
}
