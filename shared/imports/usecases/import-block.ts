import type { CsvRecord } from '../../platform/csv/csv-record.ts';
import { groupConnected } from '../../platform/values/group-connected.ts';
import { personOf } from '../domain/imported-person.ts';
import { putHistory } from '../../people/table/history-items.ts';
import { INSERT_BATCH } from '../../platform/table/insert-new.ts';
import { insertParticipants } from '../../people/table/insert-participants.ts';
import { jobReader } from '../../jobs/table/job-reader.ts';
import { getMembers, putMembers } from '../../groups/table/member-items.ts';
import type { ResolvedIdentity } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import { chunks } from '../../platform/values/chunks.ts';
import {
  keysOf,
  resolveGroups,
  readRows,
  type IdentifiedRow,
  type RowPlan,
  type ReadRows,
} from './import-rows.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { lookUpIdentities } from '../../people/usecases/look-up-identities.ts';
import { applyRow, takeNo, type AppliedRow, type ApplyPlan } from './apply-row.ts';
import { RepeatedPeople } from './repeated-people.ts';
import type { NamedPeople } from '../domain/named-people.ts';

interface BlockPlan extends RowPlan {
  table: Table;
  /** Who asked for the import. */
  createdBy: string;
  /** Share of rows that existed in the block before, 0..1. */
  knownShare: number;
  /** Whom the blocks before this one have named. */
  named: () => Promise<NamedPeople>;
}

/** At most; the table's pace says how many of them, where it has one. */
export const REQUESTS_AT_ONCE = 16;
/** A refused insert costs a write, a look costs half a read: above this share it pays to look first. */
const LOOK_FIRST_FROM = 0.05;

interface AppliedBlock extends ReadRows {
  results: AppliedRow[];
  knownShare: number;
}

/** Names of the groups that the rows of a block name, in their order. */
export const groupNamesIn = ({ rows }: ReadRows): Set<string> =>
  new Set(rows.flatMap((row) => row.groups ?? []));

/** The rows of a block. `applyBlock` wants their groups learned first. */
export const readBlock = (plan: RowPlan, records: CsvRecord[]): ReadRows => readRows(plan, records);

/**
 * Brings the people of one block into the table and says what each row did. Doing a block again gives the same outcomes:
 * participants carry the mark of the row that wrote them, member items and history are the same each time.
 */
export async function applyBlock(plan: BlockPlan, read: ReadRows): Promise<AppliedBlock> {
  const { rows, ...others } = resolveGroups(plan.groups, read);
  // Who has two identities is written one by one, and so is whoever a row names by one of them, or by their own id.
  const shared = new Set(
    rows.flatMap((row) => (row.aliasId === undefined && row.participantId === undefined ? [] : keysOf(row))),
  );
  const firsts = [...new Map(rows.toReversed().map((row) => [row.identityId, row])).values()]
    .toReversed()
    .filter((row) => !shared.has(row.identityId));
  const { known, created } = await insertNew(plan, firsts);
  const results: AppliedRow[] = [...created].map((row) => ({
    row,
    outcome: 'created',
    participantId: row.identityId,
    person: personOf(row, row.identityId, row.groupIds, plan.run),
    joins: row.groupIds,
  }));
  const repeats = new RepeatedPeople(plan.run);
  for (const result of results) repeats.note(result);
  // Rows about one person, also by another identity, one after the other: the later one's outcome hangs on the first's.
  const left = rows.filter((row) => !created.has(row));
  const ids = new Map(
    [...known, ...(await lookUpIdentities(plan.table, shared))].map(([key, { id }]) => [key, id]),
  );
  const peopleOf = (row: IdentifiedRow): string[] => keysOf(row).map((one) => ids.get(one) ?? one);
  const named = left.length > 0 ? await plan.named() : undefined;
  const earlierOf: ApplyPlan['earlierOf'] = (row, { id, aliases = [] }) => {
    const ids = [...keysOf(row), id, ...aliases];
    return named?.lineOf(ids) ?? repeats.lineOf(ids);
  };
  const applying = { ...plan, jobs: jobReader(plan.table), repeats, earlierOf };
  await inParallel(groupConnected(left, peopleOf), REQUESTS_AT_ONCE, async (same) => {
    results.push(...(await paced(plan.table, () => applyInTurn(applying, same, known))));
  });
  await inParallel(others.saidNo, REQUESTS_AT_ONCE, (row) => paced(plan.table, () => takeNo(applying, row)));
  await keepIndexes(plan, results);
  // Those that were written carry a mark that says so.
  for (const { row, outcome } of results) if (outcome === 'unchanged') named?.add(keysOf(row), row.line);
  return {
    rows,
    ...others,
    results,
    knownShare: firsts.length === 0 ? plan.knownShare : known.size / firsts.length,
  };
}

/** A part of a block's work, when the table has room for it. */
const paced = <T>({ pace }: Table, work: () => Promise<T>): Promise<T> => (pace ? pace.take(work) : work());

/** Applies the rows about one person, one after the other. */
async function applyInTurn(
  plan: ApplyPlan & { repeats: RepeatedPeople },
  rows: IdentifiedRow[],
  known: Map<string, ResolvedIdentity>,
): Promise<AppliedRow[]> {
  const results: AppliedRow[] = [];
  for (const [index, row] of rows.entries()) {
    const read = index === 0 ? known.get(row.identityId) : undefined;
    const result = plan.repeats.resultOf(row) ?? (await applyRow(plan, row, read));
    plan.repeats.note(result);
    results.push(result);
  }
  return results;
}

/** Inserts whoever is new; answers the others as they stand in the table. */
async function insertNew(
  plan: BlockPlan,
  rows: IdentifiedRow[],
): Promise<{ known: Map<string, ResolvedIdentity>; created: Set<IdentifiedRow> }> {
  const mayAdd = plan.run.mode !== 'update';
  const looked =
    plan.knownShare > LOOK_FIRST_FROM || !mayAdd
      ? await lookUpIdentities(
          plan.table,
          rows.map((row) => row.identityId),
        )
      : new Map<string, ResolvedIdentity>();
  const known = new Map([...looked].filter(([, identity]) => identity.found));
  if (!mayAdd) return { known, created: new Set() };
  const fresh = rows.filter((row) => !known.has(row.identityId));
  const taken = new Set<string>();
  await inParallel(chunks(fresh, INSERT_BATCH), REQUESTS_AT_ONCE, async (batch) => {
    const people = batch.map((row) => personOf(row, row.identityId, row.groupIds, plan.run));
    for (const id of await paced(plan.table, () => insertParticipants(plan.table, people))) taken.add(id);
  });
  for (const [id, identity] of await lookUpIdentities(plan.table, taken)) known.set(id, identity);
  return { known, created: new Set(fresh.filter((row) => !taken.has(row.identityId))) };
}

/** Writes what follows from the people: the member lists of groups and, for those who were changed, their history. */
async function keepIndexes(plan: BlockPlan, results: AppliedRow[]): Promise<void> {
  const { importId, at } = plan.run;
  const members = Map.groupBy(
    results.flatMap(({ participantId, joins, outcome }) =>
      joins.map((groupId) => ({ groupId, participantId, isNew: outcome !== 'unchanged' })),
    ),
    (one) => one.groupId,
  );
  for (const [groupId, some] of members) {
    // Who was in the group before may miss in its list where another import died in between: a look is cheaper than a write.
    const before = some.filter(({ isNew }) => !isNew).map((one) => one.participantId);
    const listed = new Set(await getMembers(plan.table, [...new Set(before)], [groupId]));
    const ids = new Set(
      some.filter((one) => one.isNew || !listed.has(one.participantId)).map((one) => one.participantId),
    );
    await putMembers(plan.table, groupId, [...ids], { by: importId, at });
  }
  await putHistory(
    plan.table,
    results.flatMap(({ participantId, told }) =>
      told
        ? {
            participantId,
            at,
            act: importId,
            kind: 'imported' as const,
            actor: plan.createdBy,
            origin: `import ${importId}`,
            data: told,
          }
        : [],
    ),
  );
}
