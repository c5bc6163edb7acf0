import type { CsvRecord } from '../csv/csv-record.ts';
import { stripFormulaGuard } from '../csv/formula-guard.ts';
import { cellsOfDamaged } from '../csv/restore-record.ts';
import { decideRow, type RowOutcome } from '../domain/import-change.ts';
import type { ColumnMapping } from '../domain/import-columns.ts';
import type { Dialect } from '../domain/csv-dialect.ts';
import { noCounts, type ImportCounts } from '../domain/import-job.ts';
import { isRowFault, readImportRow, type RowDraft } from '../domain/import-row.ts';
import { participantIdOf } from '../domain/identity.ts';
import type { Participant } from '../domain/participant.ts';
import { putFaults, type ImportFault } from '../table/fault-items.ts';
import { INSERT_BATCH } from '../table/insert-new.ts';
import { insertParticipants } from '../table/insert-participants.ts';
import { getParticipant, getParticipants, updateDetails } from '../table/participant-items.ts';
import type { Table } from '../table/table.ts';
import { chunks } from './chunks.ts';
import { inParallel } from './in-parallel.ts';

export interface BlockDeps {
  table: Table;
  identityKey: Uint8Array;
  now: () => number;
}

export interface BlockPlan {
  importId: string;
  mapping: ColumnMapping;
  dialect: Dialect;
  /** Share of rows that existed in the block before, 0..1. */
  knownShare: number;
}

interface IdentifiedRow extends RowDraft {
  participantId: string;
  cells: string[];
}

const REQUESTS_AT_ONCE = 16;
const READ_BATCH = 100;
const FAULT_DAYS = 30;
/** A refused insert costs a write, a look costs half a read: above this share it pays to look first. */
const LOOK_FIRST_FROM = 0.05;

/**
 * Brings one block of rows into the table and says what each did. Doing a block again gives the same outcomes:
 * participants carry the mark of the row that wrote them, faults are kept by line.
 */
export async function importBlock(
  deps: BlockDeps,
  plan: BlockPlan,
  records: CsvRecord[],
): Promise<{ counts: ImportCounts; knownShare: number }> {
  const { rows, faults } = readRows(deps, plan, records);
  const { firsts, repeats } = splitRepeats(rows);
  const known = await insertNew(deps, plan, firsts);
  const outcomes: { row: IdentifiedRow; outcome: RowOutcome; sameAsLine?: number | undefined }[] = firsts
    .filter((row) => !known.has(row.participantId))
    .map((row) => ({ row, outcome: 'created' }));
  const settle = async (row: IdentifiedRow) => {
    outcomes.push({ row, ...(await settleKnown(deps, plan, row, known.get(row.participantId))) });
  };
  await inParallel(
    firsts.filter((row) => known.has(row.participantId)),
    REQUESTS_AT_ONCE,
    settle,
  );
  // Rows that name a person again come after, in the order of the file: their outcome hangs on the first one's.
  for (const row of repeats) {
    known.delete(row.participantId);
    await settle(row);
  }
  const skipped = outcomes.flatMap(({ row, sameAsLine }) =>
    sameAsLine === undefined ? [] : [repeatFault(row, sameAsLine)],
  );
  await putFaults(
    deps.table,
    plan.importId,
    [...faults, ...skipped],
    Math.floor(deps.now() / 1000) + FAULT_DAYS * 24 * 3600,
  );
  return {
    counts: countOutcomes(records.length, faults.length, outcomes),
    knownShare: firsts.length === 0 ? plan.knownShare : known.size / firsts.length,
  };
}

function readRows(
  deps: BlockDeps,
  plan: BlockPlan,
  records: CsvRecord[],
): { rows: IdentifiedRow[]; faults: ImportFault[] } {
  const rows: IdentifiedRow[] = [];
  const faults: ImportFault[] = [];
  for (const record of records) {
    if ('fault' in record) {
      faults.push({ line: record.line, ...record.fault, cells: cellsOfDamaged(record, plan.dialect) });
      continue;
    }
    const row = readImportRow(record.cells.map(stripFormulaGuard), plan.mapping, record.line);
    if (isRowFault(row)) faults.push({ ...row, cells: record.cells });
    else
      rows.push({
        ...row,
        participantId: participantIdOf(deps.identityKey, row.email.key),
        cells: record.cells,
      });
  }
  return { rows, faults };
}

function splitRepeats(rows: IdentifiedRow[]): { firsts: IdentifiedRow[]; repeats: IdentifiedRow[] } {
  const seen = new Set<string>();
  const repeats: IdentifiedRow[] = [];
  const firsts = rows.filter((row) => {
    const isFirst = !seen.has(row.participantId);
    if (isFirst) seen.add(row.participantId);
    else repeats.push(row);
    return isFirst;
  });
  return { firsts, repeats };
}

/** Inserts whoever is new; answers the others as they stand in the table. */
async function insertNew(
  deps: BlockDeps,
  plan: BlockPlan,
  rows: IdentifiedRow[],
): Promise<Map<string, Participant>> {
  const lookFirst = plan.knownShare > LOOK_FIRST_FROM;
  const known = lookFirst
    ? await lookUp(
        deps.table,
        rows.map((row) => row.participantId),
      )
    : new Map<string, Participant>();
  const taken: string[] = [];
  const fresh = rows
    .filter((row) => !known.has(row.participantId))
    .map((row) => newParticipant(deps, plan, row));
  await inParallel(chunks(fresh, INSERT_BATCH), REQUESTS_AT_ONCE, async (batch) => {
    taken.push(...(await insertParticipants(deps.table, batch)));
  });
  for (const [id, person] of await lookUp(deps.table, taken)) known.set(id, person);
  return known;
}

async function lookUp(table: Table, ids: string[]): Promise<Map<string, Participant>> {
  const found = new Map<string, Participant>();
  await inParallel(chunks(ids, READ_BATCH), REQUESTS_AT_ONCE, async (batch) => {
    for (const [id, person] of await getParticipants(table, batch)) found.set(id, person);
  });
  return found;
}

function newParticipant(deps: BlockDeps, plan: BlockPlan, row: IdentifiedRow): Participant {
  return {
    id: row.participantId,
    email: row.email.address,
    source: 'import',
    ...row.details,
    createdAt: new Date(deps.now()).toISOString(),
    importMark: { importId: plan.importId, line: row.line, outcome: 'created' },
    version: 1,
  };
}

/** What a row does to somebody who exists; looked at anew as often as others write in between. */
async function settleKnown(
  deps: BlockDeps,
  plan: BlockPlan,
  row: IdentifiedRow,
  read?: Participant,
): Promise<{ outcome: RowOutcome; sameAsLine?: number | undefined }> {
  let person = read;
  for (;;) {
    person ??= await getParticipant(deps.table, row.participantId);
    if (!person) {
      const taken = await insertParticipants(deps.table, [newParticipant(deps, plan, row)]);
      if (taken.size === 0) return { outcome: 'created' };
      continue;
    }
    const decision = decideRow(person, row, plan.importId);
    if (decision.do === 'nothing') return decision;
    const mark = { importId: plan.importId, line: row.line, outcome: 'updated' as const };
    if (await updateDetails(deps.table, person, decision.changes, mark)) return { outcome: 'updated' };
    person = undefined;
  }
}

function repeatFault(row: IdentifiedRow, sameAsLine: number): ImportFault {
  const message = `Line ${sameAsLine} of this file names the same person; that line counts.`;
  return { line: row.line, code: 'same-person', message, value: row.email.address, cells: row.cells };
}

function countOutcomes(read: number, failed: number, outcomes: { outcome: RowOutcome }[]): ImportCounts {
  const counts = { ...noCounts, read, failed };
  for (const { outcome } of outcomes) counts[outcome] += 1;
  return counts;
}
