import { parse } from 'csv-parse/sync';
import { decodeText } from './decode-text.ts';
import type { Dialect } from '../values/csv-dialect.ts';

/** The cells of `count` records, which are whole and sound; `runs` are the bytes of consecutive records. */
export function parseCells(runs: readonly Buffer[], count: number, dialect: Dialect): string[][] {
  const [only] = runs;
  const bytes = runs.length === 1 && only !== undefined ? only : Buffer.concat(runs);
  const rows = parse(dialect.encoding === 'utf-8' ? bytes : decodeText(bytes, dialect.encoding), {
    delimiter: dialect.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    // Quotes inside an unquoted field are text; the scanner has kept back whatever else is odd about quotes.
    relax_quotes: true,
    trim: dialect.hasSpacedQuotes ?? false,
    relax_column_count: true,
  });
  if (rows.length !== count) throw new Error(`${count} CSV records were read as ${rows.length}`);
  return rows;
}
