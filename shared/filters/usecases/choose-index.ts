import type { BoundFilter } from '../domain/checked-filter.ts';
import { readPlansOf, planRead, type ReadPlan, type Source } from '../domain/plan-filter.ts';
import { groupSize } from '../../groups/table/group-items.ts';
import { sessionCounts } from '../../registrations/table/session-counts.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';

/** Lists whose length is asked for; choosing must not cost more than it saves. */
const MOST_COUNTED = 30;
const COUNTS_AT_ONCE = 8;
/** The length of the black list is not counted. */
const ASSUMED_BLOCKED = 1_000;

/** Chooses what to read for a filter: the lengths of the lists are looked up when there is a choice. */
export async function chooseIndex(table: Table, filter: BoundFilter): Promise<ReadPlan> {
  const ways = readPlansOf(filter);
  const lists = new Set(ways.flat());
  if (ways.length < 2 || lists.size > MOST_COUNTED) return planRead(ways);
  const sizes = new Map<Source, number>();
  await inParallel([...lists], COUNTS_AT_ONCE, async (source) => {
    sizes.set(source, await sizeOf(table, source));
  });
  return planRead(ways, (source) => sizes.get(source));
}

async function sizeOf(table: Table, source: Source): Promise<number> {
  if ('identity' in source) return 1;
  if ('list' in source) return ASSUMED_BLOCKED;
  if ('group' in source) return groupSize(table, source.group);
  const { registered, waitlisted } = await sessionCounts(table, source.session);
  return registered + waitlisted;
}
