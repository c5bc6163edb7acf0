import type { CsvRecord } from '../../platform/csv/csv-record.ts';
import { stripFormulaGuard } from '../../platform/csv/formula-guard.ts';
import { cellsOfDamaged } from '../../platform/csv/restore-record.ts';
import type { Dialect } from '../../platform/values/csv-dialect.ts';
import type { RowOutcome } from '../domain/import-change.ts';
import type { ImportRun } from '../domain/import-run.ts';
import { participantIdInChannel, participantIdOf } from '../../people/domain/identity.ts';
import { noCounts, type ImportCounts } from '../domain/import-job.ts';
import type { ImportColumn } from '../domain/import-columns.ts';
import { isRowFault, shownFault, type ReadRow, type RowDraft } from '../domain/import-row.ts';
import { erasedPerson, skipFault, type SkipReason } from '../domain/skip-reasons.ts';
import type { ImportFault } from '../table/fault-items.ts';
import type { ImportGroups } from './import-groups.ts';

/** A row with the key of whom it names, which may be a pointer to somebody else. */
export interface IdentifiedRow extends RowDraft {
  identityId: string;
  /** The key of their id in a channel, where it stands beside an address: it leads to the same person. */
  aliasId?: string | undefined;
  groupIds: string[];
  cells: string[];
}

/** The keys by which a row names its person. */
export const keysOf = ({ identityId, aliasId }: IdentifiedRow): string[] =>
  aliasId === undefined ? [identityId] : [identityId, aliasId];

/** How the rows of a run are read and what they do. */
export interface RowPlan {
  run: ImportRun;
  dialect: Dialect;
  read: ReadRow;
  groups: ImportGroups;
  identityKey: Uint8Array;
  /** Positions of the columns that are not taken. */
  unused: number[];
}

export interface ReadRows {
  rows: IdentifiedRow[];
  faults: ImportFault[];
  /** What faulty rows say against mail: taken all the same, from whoever is there. */
  saidNo: IdentifiedRow[];
  /** Filled cells of rows that are taken in columns that are not, by position. */
  notTaken: number[];
}

/** Reads the records of a block: who is named, and what is wrong with the others. Groups are looked up afterwards. */
export function readRows(plan: RowPlan, records: CsvRecord[]): ReadRows {
  const rows: IdentifiedRow[] = [];
  const faults: ImportFault[] = [];
  const saidNo: IdentifiedRow[] = [];
  const notTaken: number[] = [];
  for (const record of records) {
    if ('fault' in record) {
      faults.push({ line: record.line, ...record.fault, cells: cellsOfDamaged(record, plan.dialect) });
      continue;
    }
    const row = plan.read(record.cells.map(stripFormulaGuard), record.line);
    if (isRowFault(row)) {
      faults.push({ ...shownFault(row), cells: record.cells });
      if (row.saysNo) saidNo.push(identified(plan, row.saysNo, record.cells));
    } else {
      rows.push(identified(plan, row, record.cells));
      countFilled(record.cells, plan.unused, notTaken);
    }
  }
  return { rows, faults, saidNo, notTaken };
}

const identified = (plan: RowPlan, row: RowDraft, cells: string[]): IdentifiedRow => ({
  ...{ ...row, ...keysIn(plan, row), groupIds: [], cells },
});

/** Raises the count of each of these columns whose cell is filled. */
export function countFilled(cells: string[], columns: number[], counts: number[]): void {
  for (const at of columns) if (cells[at]?.trim()) counts[at] = (counts[at] ?? 0) + 1;
}

/** Columns of which nothing is taken. */
export const unusedColumns = (columns: ImportColumn[]): number[] =>
  columns.flatMap(({ meaning }, at) => (meaning === 'ignored' || meaning === 'read-only' ? [at] : []));

function keysIn({ identityKey }: RowPlan, { email, inChannel, participantId }: RowDraft) {
  const id = inChannel && participantIdInChannel(identityKey, inChannel.channel, inChannel.externalId);
  if (email) return { identityId: participantIdOf(identityKey, email.key), aliasId: id };
  const identityId = id ?? participantId;
  if (identityId === undefined) throw new Error('A row without a person passed as read.');
  return { identityId };
}

/** Gives the rows their groups; those whose groups cannot be had become faults. */
export function resolveGroups(groups: ImportGroups, { rows, faults, saidNo, notTaken }: ReadRows): ReadRows {
  const passed: IdentifiedRow[] = [];
  const failed: ImportFault[] = [];
  const alsoNo: IdentifiedRow[] = [];
  for (const row of rows) {
    const ids = groups.idsOf(row.groups);
    if (Array.isArray(ids)) passed.push({ ...row, groupIds: ids });
    else {
      const place = ids.value === undefined ? {} : groups.placeOf(ids.value, row.cells);
      failed.push({
        ...skipFault(row, ids),
        ...place,
        ...(ids.value && { value: ids.value }),
        cells: row.cells,
      });
      if (row.restricts) alsoNo.push(row);
    }
  }
  return { rows: passed, faults: [...faults, ...failed], saidNo: [...saidNo, ...alsoNo], notTaken };
}

/** What became of a row. */
export interface RowResult {
  row: IdentifiedRow;
  outcome: RowOutcome;
  why?: SkipReason | undefined;
}

/** What is to be kept of the rows that were not taken, or not wholly. */
export function resultFaults(results: RowResult[]): ImportFault[] {
  return results.flatMap(({ row, outcome, why }): ImportFault[] => {
    if (!why) return [];
    const skipped = outcome !== 'failed' && { skipped: true };
    // Of who was erased nothing is kept again; a search for what names them may be over.
    if (why === erasedPerson) return [{ line: row.line, ...why, cells: [], ...skipped }];
    return [{ ...skipFault(row, why), cells: row.cells, ...skipped }];
  });
}

export function countRows(read: number, faults: ImportFault[], results: RowResult[]): ImportCounts {
  const counts = { ...noCounts, read, failed: faults.length };
  for (const { outcome } of results) counts[outcome] += 1;
  return counts;
}
