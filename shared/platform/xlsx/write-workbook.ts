import { writeXlsxStream } from 'hucre/xlsx';

/** Zip counts parts of over 4 GB in another form, which some readers do not know: only when it may be needed. */
const MOST_PLAIN_BYTES = 400_000_000;

export interface WorkbookPlan {
  sheet: string;
  /** Names of the columns, in the first row of each sheet. */
  header: string[];
  /** Bytes of text in all rows, roughly: tells whether the file may come to over 4 GB unpacked. */
  textBytes: number;
  /** Rows of one sheet, the header among them. Default: as many as Excel has. */
  rowsPerSheet?: number;
}

/**
 * Writes rows as a workbook while they come: bold header that stays in view, further sheets when one is full.
 * Texts are typed as texts, so none of them is a formula.
 */
export function writeWorkbook(
  rows: AsyncIterable<(string | number)[]>,
  plan: WorkbookPlan,
): AsyncIterable<Uint8Array> {
  return writeXlsxStream(escaped(rows), {
    name: plan.sheet,
    columns: plan.header.map((header) => ({ header: escapeText(header), width: 18 })),
    freezePane: { rows: 1 },
    zip64: plan.textBytes > MOST_PLAIN_BYTES,
    ...(plan.rowsPerSheet !== undefined && { maxRowsPerSheet: plan.rowsPerSheet }),
  });
}

async function* escaped(rows: AsyncIterable<(string | number)[]>): AsyncGenerator<(string | number)[]> {
  for await (const row of rows) yield row.map((cell) => (typeof cell === 'string' ? escapeText(cell) : cell));
}

/** What would be read as an escape is escaped itself, and what XML cannot hold is written as one. */
function escapeText(text: string): string {
  if (!/_x[0-9A-Fa-f]{4}_/.test(text) && !UNWRITABLE.test(text)) return text;
  return text
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replaceAll(
      new RegExp(UNWRITABLE, 'gu'),
      (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

/** Lines and tabs stay as they are. */
const UNWRITABLE = /(?![\t\n])[\p{Cc}\uFFFE\uFFFF]/u;
