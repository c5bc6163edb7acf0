import type { Delimiter } from './dialect.ts';

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
  throw new Error(`not written yet: ${options.delimiter}`);
}
