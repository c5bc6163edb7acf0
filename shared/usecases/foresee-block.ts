import { decideRow, type RowOutcome } from '../domain/import-change.ts';
import {
  erasedPerson,
  refusalInChannel,
  samePerson,
  twoPeople,
  unknownPerson,
} from '../domain/skip-reasons.ts';
import { resolveIdentities, type ResolvedIdentity } from '../table/resolve-identity.ts';
import type { Table } from '../table/table.ts';
import { chunks } from './chunks.ts';
import {
  resolveGroups,
  type IdentifiedRow,
  type ReadRows,
  type RowPlan,
  type RowResult,
} from './import-rows.ts';
import { inParallel } from './in-parallel.ts';

/** Lines that would have written somebody, by person: what the marks in the table are to a real run. */
export type SeenPeople = Map<string, number>;

const AT_ONCE = 16;
const READ_BATCH = 100;
/** Two people of one line's worth of memory each; beyond that, repeats far apart are not noticed any more. */
const MOST_SEEN = 1_500_000;

/** Says what each row of a block would do, and writes nothing. */
export async function foreseeBlock(
  plan: RowPlan & { table: Table },
  read: ReadRows,
  seen: SeenPeople,
): Promise<ReadRows & { results: RowResult[] }> {
  const { rows, faults } = resolveGroups(plan.groups, read);
  const people = new Map<string, ResolvedIdentity>();
  await inParallel(
    chunks(
      [...new Set(rows.flatMap(({ identityId, aliasId }) => [identityId, ...(aliasId ? [aliasId] : [])]))],
      READ_BATCH,
    ),
    AT_ONCE,
    async (batch) => {
      for (const [id, identity] of await resolveIdentities(plan.table, batch)) people.set(id, identity);
    },
  );
  const results = rows.map((row) => {
    const { id, found } = people.get(row.identityId) ?? { id: row.identityId };
    const inChannel = row.aliasId === undefined ? undefined : people.get(row.aliasId);
    const line = seen.get(id);
    const isTwo = inChannel !== undefined && seen.get(inChannel.id) !== line && seen.has(inChannel.id);
    const refusal = isTwo ? { outcome: 'failed' as const, why: twoPeople } : refusalInChannel(id, inChannel);
    if (refusal) return { row, ...refusal };
    if (line !== undefined) return { row, outcome: 'skipped' as const, why: samePerson(line) };
    const result = foresee(plan, row, found);
    if ((result.outcome === 'created' || result.outcome === 'updated') && seen.size < MOST_SEEN)
      for (const one of [id, ...(inChannel ? [inChannel.id] : [])]) seen.set(one, row.line);
    return result;
  });
  return { rows, faults, results };
}

function foresee({ run }: RowPlan, row: IdentifiedRow, found: ResolvedIdentity['found']): RowResult {
  if (!found)
    return run.mode === 'update'
      ? { row, outcome: 'skipped', why: unknownPerson }
      : { row, outcome: 'created' };
  if (found.kind === 'erased') return { row, outcome: 'skipped', why: erasedPerson };
  const decision = decideRow(found.person, row, row.groupIds, run);
  if (decision.do === 'update') return { row, outcome: decision.outcome };
  const outcome: RowOutcome = decision.outcome;
  return { row, outcome, why: decision.why };
}
