import type { Delimiter } from '../values/csv-dialect.ts';
import { addFormulaGuard } from './formula-guard.ts';
import { formatRecords } from './restore-record.ts';

/** Writes text; the caller encodes it as UTF-8. */
export interface CsvWriter {
  /** First line of the file, behind the BOM when asked for. */
  header(names: readonly string[]): string;
  /** Lines for these rows, each with its line ending; '' for no rows. */
  rows(cells: readonly (readonly string[])[]): string;
}

export interface CsvWriterOptions {
  delimiter: Delimiter;
  bom: boolean;
  lineEnding: '\r\n' | '\n';
}

/** A formula-safe CSV writer: reading its output and `stripFormulaGuard` on each cell give the same cells back. */
export function createCsvWriter(options: CsvWriterOptions): CsvWriter {
  const rows: CsvWriter['rows'] = (cells) =>
    formatRecords(
      cells.map((row) => row.map(addFormulaGuard)),
      options,
    );
  return { rows, header: (names) => (options.bom ? '\uFEFF' : '') + rows([names]) };
}
