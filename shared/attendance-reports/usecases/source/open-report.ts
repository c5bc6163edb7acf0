import { mayBeWorkbook } from '../../../platform/xlsx/open-package.ts';
import type { ByteSource } from '../../../platform/xlsx/byte-source.ts';
import { openWorkbook } from '../../../platform/xlsx/open-workbook.ts';
import { reportDialect, textRecords, topOf } from './report-text.ts';
import { UnreadableReport } from './unreadable-report.ts';

/** A report whose way of writing is known: a text, or the first visible sheet of a workbook. */
export interface OpenReport {
  /** Its first records. */
  top: string[][];
  /** The cells of all its records from the first on, in batches; each call reads the file anew. */
  records: () => AsyncGenerator<string[][]>;
}

/**
 * Opens a report of any encoding and delimiter. Throws `UnreadableReport` for what is neither text nor workbook, `WorkbookFault`
 * for a workbook that cannot be taken.
 */
export async function openReport(file: ByteSource): Promise<OpenReport> {
  if (file.size === 0) throw new UnreadableReport('empty', 'The file is empty.');
  const records = (await isWorkbook(file)) ? () => sheetRecords(file) : await textOf(file);
  return { top: await topOf(records()), records };
}

async function textOf(file: ByteSource): Promise<() => AsyncGenerator<string[][]>> {
  const { encoding, dialect } = await reportDialect(file);
  return async function* records() {
    yield* textRecords(await file.read(0, file.size), encoding, dialect);
  };
}

async function isWorkbook(file: ByteSource): Promise<boolean> {
  for await (const chunk of await file.read(0, Math.min(file.size, 16))) return mayBeWorkbook(chunk);
  return false;
}

async function* sheetRecords(file: ByteSource): AsyncGenerator<string[][]> {
  const workbook = await openWorkbook(file);
  try {
    for await (const rows of workbook.rows()) yield rows.map(({ cells }) => cells);
  } finally {
    workbook.close();
  }
}
