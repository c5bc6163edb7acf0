import type { CsvRecord } from '../csv/csv-record.ts';
import { decideRow, type ImportRun, type RowOutcome } from '../domain/import-change.ts';
import { formerMarks, keptMark, toldOfRow } from '../domain/import-marks.ts';
import { personOf } from '../domain/imported-person.ts';
import { loweredWishes, wasLowered } from '../domain/lowered-wishes.ts';
import type { Participant } from '../domain/participant.ts';
import { erasedPerson, unknownPerson } from '../domain/skip-reasons.ts';
import { putHistory } from '../table/history-items.ts';
import { INSERT_BATCH } from '../table/insert-new.ts';
import { insertParticipants } from '../table/insert-participants.ts';
import { putMembers } from '../table/member-items.ts';
import { patchWish, updateImported } from '../table/participant-items.ts';
import { resolveIdentities, type ResolvedIdentity } from '../table/resolve-identity.ts';
import type { Table } from '../table/table.ts';
import { chunks } from './chunks.ts';
import {
  resolveGroups,
  readRows,
  type IdentifiedRow,
  type RowPlan,
  type RowResult,
  type ReadRows,
} from './import-rows.ts';
import { inParallel } from './in-parallel.ts';

interface BlockPlan extends RowPlan {
  table: Table;
  /** Who asked for the import. */
  createdBy: string;
  /** Share of rows that existed in the block before, 0..1. */
  knownShare: number;
}

/** What became of a row, and of whom it is about. */
export interface SettledRow extends RowResult {
  participantId: string;
  person?: Participant | undefined;
  /** What the history tells of a row that changed somebody. */
  told?: Record<string, unknown> | undefined;
  /** Groups whose member items must be there. */
  joins: string[];
}

const REQUESTS_AT_ONCE = 16;
const READ_BATCH = 100;
/** A refused insert costs a write, a look costs half a read: above this share it pays to look first. */
const LOOK_FIRST_FROM = 0.05;

interface SettledBlock extends ReadRows {
  results: SettledRow[];
  knownShare: number;
}

/** Names of the groups that the rows of a block name, in their order. */
export const groupNamesIn = ({ rows }: ReadRows): Set<string> =>
  new Set(rows.flatMap((row) => row.groups ?? []));

/** The rows of a block. `settleBlock` wants their groups learned first. */
export const readBlock = (plan: RowPlan, records: CsvRecord[]): ReadRows => readRows(plan, records);

/**
 * Brings the people of one block into the table and says what each row did. Doing a block again gives the same outcomes:
 * participants carry the mark of the row that wrote them, member items and history are the same each time.
 */
export async function settleBlock(plan: BlockPlan, read: ReadRows): Promise<SettledBlock> {
  const { rows, faults } = resolveGroups(plan.groups, read);
  const firsts = [...new Map(rows.toReversed().map((row) => [row.identityId, row])).values()].toReversed();
  const { known, created } = await insertNew(plan, firsts);
  const results: SettledRow[] = [...created].map((row) => ({
    row,
    outcome: 'created',
    participantId: row.identityId,
    person: personOf(row, row.identityId, row.groupIds, plan.run),
    joins: row.groupIds,
  }));
  // Rows about one person, also by a former address, one after the other: the later one's outcome hangs on the first's.
  const left = rows.filter((row) => !created.has(row));
  const byPerson = Map.groupBy(left, (row) => known.get(row.identityId)?.id ?? row.identityId);
  await inParallel([...byPerson.values()], REQUESTS_AT_ONCE, async (same) => {
    for (const [index, row] of same.entries()) {
      results.push(await settleRow(plan, row, index === 0 ? known.get(row.identityId) : undefined));
    }
  });
  await keepIndexes(plan, results);
  return {
    rows,
    faults,
    results,
    knownShare: firsts.length === 0 ? plan.knownShare : known.size / firsts.length,
  };
}

/** Inserts whoever is new; answers the others as they stand in the table. */
async function insertNew(
  plan: BlockPlan,
  rows: IdentifiedRow[],
): Promise<{ known: Map<string, ResolvedIdentity>; created: Set<IdentifiedRow> }> {
  const mayAdd = plan.run.mode !== 'update';
  const looked =
    plan.knownShare > LOOK_FIRST_FROM || !mayAdd
      ? await lookUp(
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
    for (const id of await insertParticipants(plan.table, people)) taken.add(id);
  });
  for (const [id, identity] of await lookUp(plan.table, [...taken])) known.set(id, identity);
  return { known, created: new Set(fresh.filter((row) => !taken.has(row.identityId))) };
}

async function lookUp(table: Table, ids: string[]): Promise<Map<string, ResolvedIdentity>> {
  const found = new Map<string, ResolvedIdentity>();
  await inParallel(chunks(ids, READ_BATCH), REQUESTS_AT_ONCE, async (batch) => {
    for (const [id, identity] of await resolveIdentities(table, batch)) found.set(id, identity);
  });
  return found;
}

/** What a row does to somebody who may exist; looked at anew as often as others write in between. */
async function settleRow(plan: BlockPlan, row: IdentifiedRow, read?: ResolvedIdentity): Promise<SettledRow> {
  const { table, run } = plan;
  for (let identity = read; ; identity = undefined) {
    const { id, found } = identity ??
      (await lookUp(table, [row.identityId])).get(row.identityId) ?? { id: row.identityId };
    const nobody = { row, participantId: id, joins: [] };
    if (!found) {
      if (run.mode === 'update') return { ...nobody, outcome: 'skipped', why: unknownPerson };
      const person = personOf(row, id, row.groupIds, run);
      const taken = await insertParticipants(table, [person]);
      if (taken.size === 0)
        return { row, participantId: id, person, outcome: 'created', joins: row.groupIds };
      continue;
    }
    if (found.kind === 'erased') {
      // The trace stands for the address it is kept at.
      const wishes = loweredWishes({ ...found.wish, email: row.email?.address }, row, run);
      if (wishes && !(await patchWish(table, id, { keep: { ...wishes.set }, remove: wishes.remove })))
        continue;
      return { ...nobody, outcome: 'skipped', why: erasedPerson };
    }
    const { person } = found;
    const decision = decideRow(person, row, row.groupIds, run);
    if (decision.do === 'nothing') {
      const { outcome, why, wishes, groups = [] } = decision;
      if (wishes && !(await updateImported(table, person, wishes, keptMark(person)))) continue;
      const after = { ...person, ...wishes?.set };
      return {
        ...nobody,
        person: after,
        outcome,
        why,
        told: toldOfLeft(run, row, after, outcome),
        joins: groups,
      };
    }
    const { changes, outcome } = decision;
    const { before } = changes;
    const mark = {
      importId: run.importId,
      line: row.line,
      outcome,
      version: person.version + 1,
      run: run.run,
      before,
      former: formerMarks(person, run.importId),
    };
    const told =
      outcome === 'updated'
        ? { line: row.line, ...toldOfRow(before, changes.set['optedOutAt'] === run.at) }
        : undefined;
    if (await updateImported(table, person, changes, mark))
      return { row, participantId: id, person, outcome, told, joins: changes.groups };
  }
}

/** What the history tells of somebody whom a row did not change (again), but who may have had their wishes lowered by it. */
function toldOfLeft(
  run: ImportRun,
  row: IdentifiedRow,
  person: Participant,
  outcome: RowOutcome,
): Record<string, unknown> | undefined {
  if (outcome !== 'updated' && !wasLowered(person, row, run)) return undefined;
  const mark = person.importMark?.importId === run.importId ? person.importMark : undefined;
  // Of whom the import made, the history is told by their item.
  if (mark?.outcome === 'created') return undefined;
  return { line: mark?.line ?? row.line, ...toldOfRow(mark?.before ?? {}, person.optedOutAt === run.at) };
}

/** What follows the people: the groups' indexes and, for those who were changed, their history. */
async function keepIndexes(plan: BlockPlan, results: SettledRow[]): Promise<void> {
  const { importId, at } = plan.run;
  const members = Map.groupBy(
    results.flatMap(({ participantId, joins }) => joins.map((groupId) => ({ groupId, participantId }))),
    (one) => one.groupId,
  );
  for (const [groupId, some] of members) {
    const ids = [...new Set(some.map((one) => one.participantId))];
    await putMembers(plan.table, groupId, ids, { by: importId, at });
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
