import type { CsvRecord } from '../../../platform/csv/csv-record.ts';
import { addFormulaGuard } from '../../../platform/csv/formula-guard.ts';
import { formatRecords } from '../../../platform/csv/restore-record.ts';
import type { ImportJob } from '../../domain/import-job.ts';
import { readFile } from '../../../platform/object-store/read-file.ts';
import type { ByteSource } from '../../../platform/xlsx/byte-source.ts';
import { openWorkbook, type Workbook } from '../../../platform/xlsx/open-workbook.ts';
import type { SheetRow } from '../../../platform/xlsx/read-rows.ts';
import { tooLarge, WorkbookFault } from '../../../platform/xlsx/workbook-fault.ts';
import type { ImportContext } from '../import-context.ts';
import { workDialect, writeWorkFile } from './write-work-file.ts';

/** A workbook is read from its beginning each time; after so many workers that did not come to its end, it is given up. */
const MOST_ATTEMPTS = 3;
/** Stands for a line break within a cell, so that a line of the file is a row of the sheet. No cell can hold it. */
const BREAK = '\v';

const workKey = (importId: string): string => `reports/${importId}/work.csv`;

/**
 * Writes the first visible sheet of an import's workbook, or the one that is asked for, as CSV, from which the import goes on and can resume at any
 * row. Line n of it is row n of the sheet. The file goes with the import's reports, after 30 days.
 * Throws `WorkbookFault` when the workbook cannot be taken, `FileReplaced` as `readFile` does.
 */
export async function convertWorkbook(
  context: Pick<ImportContext, 'imports' | 'checkpoint'>,
  claimed: ImportJob,
  asked?: string,
): Promise<ImportJob> {
  const attempts = (claimed.conversions ?? 0) + 1;
  if (attempts > MOST_ATTEMPTS) throw tooLarge(`it was not read to its end in ${MOST_ATTEMPTS} attempts`);
  const job = await context.checkpoint({ ...claimed, conversions: attempts });
  const file: ByteSource = {
    size: job.size,
    read: (offset, bytes) => readFile(context.imports, job, { offset, bytes }),
  };
  const workbook = await openWorkbook(file, asked);
  try {
    const { saved, etag, size } = await writeWorkFile(context, job, workKey(job.id), sheetLines(workbook));
    const { sheet, others } = workbook;
    const source = { key: workKey(job.id), etag, size, dialect: workDialect, sheet, others, asked };
    return await context.checkpoint({ ...saved, source });
  } finally {
    workbook.close();
  }
}

async function* sheetLines(workbook: Workbook): AsyncGenerator<string> {
  const write = lineWriter();
  let isEmpty = true;
  for await (const rows of workbook.rows()) {
    const lines = write(rows);
    isEmpty &&= lines === '';
    yield lines;
  }
  if (isEmpty) throw new WorkbookFault('empty', `The sheet "${workbook.sheet}" is empty.`);
}

/** Writes rows as lines: blank ones for rows that hold nothing, and all as wide as those above, of which one names the columns. */
function lineWriter(): (rows: SheetRow[]) => string {
  let line = 0;
  let width = 0;
  return (rows) => {
    const texts: string[] = [];
    let run: string[][] = [];
    for (const { number, cells } of rows) {
      if (cells.every((cell) => cell.trim() === '')) continue;
      width = Math.max(width, cells.length);
      if (number > line + 1) {
        texts.push(formatRecords(run, workDialect), workDialect.lineEnding.repeat(number - line - 1));
        run = [];
      }
      line = number;
      while (cells.length < width) cells.push('');
      run.push(cells.map(safeCell));
    }
    return texts.join('') + formatRecords(run, workDialect);
  };
}

/**
 * The guard that imports take off. A cell that begins with an apostrophe keeps it as it is: it comes from a file of
 * ours that went through a spreadsheet program. Faulty rows go back to people with these cells, as CSV.
 */
function safeCell(cell: string): string {
  const line = cell.replace(/\r\n|\r|\n/g, BREAK);
  return line.startsWith("'") ? line : addFormulaGuard(line);
}

/** Records of such a file, with the line breaks of their cells. */
export async function* readWork(batches: AsyncIterable<CsvRecord[]>): AsyncGenerator<CsvRecord[]> {
  for await (const batch of batches) {
    yield batch.map((record) =>
      'fault' in record
        ? record
        : { ...record, cells: record.cells.map((cell) => cell.replaceAll(BREAK, '\n')) },
    );
  }
}
