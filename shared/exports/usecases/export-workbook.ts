import { START } from '../../platform/csv/csv-record.ts';
import { addFormulaGuard, stripFormulaGuard } from '../../platform/csv/formula-guard.ts';
import { readRecords } from '../../platform/csv/read-records.ts';
import type { Dialect } from '../../platform/values/csv-dialect.ts';
import { exportField } from '../domain/export-fields.ts';
import { isRunReport, rowsKey, type ExportJob } from '../domain/export-job.ts';
import { fileFacts, readFile, type FileFacts } from '../../platform/object-store/read-file.ts';
import {
  completeUpload,
  PART_BYTES,
  startUpload,
  UploadGone,
  uploadPart,
} from '../../platform/object-store/resumable-upload.ts';
import { listVariables } from '../../variables/table/variable-items.ts';
import { writeWorkbook } from '../../platform/xlsx/write-workbook.ts';
import { exportHeadings } from './export-headings.ts';
import { runHeadings } from './run-pages.ts';
import type { ExportContext } from './export-context.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MOST_ATTEMPTS = 3;

const dialect: Dialect = { encoding: 'utf-8', bomBytes: 0, delimiter: ',', quote: '"', lineEnding: '\r\n' };
/** Our own rows: nothing in them is too long. */
const limits = { maxRecordBytes: 8 * 1024 * 1024, maxColumns: 1_000, batchRecords: 500 };

/** Makes a workbook of the finished rows, in one go; a worker that dies leaves it to another, from the beginning. */
export async function exportWorkbook(context: ExportContext, claimed: ExportJob): Promise<ExportJob> {
  const attempts = (claimed.attempts ?? 0) + 1;
  const finishedAt = new Date(context.now()).toISOString();
  if (attempts > MOST_ATTEMPTS) {
    const detail = `The workbook was not finished in ${MOST_ATTEMPTS} attempts. Export as CSV, or fewer columns.`;
    return context.checkpoint({
      ...claimed,
      status: 'failed',
      reason: 'workbook-too-large',
      detail,
      finishedAt,
    });
  }
  const file = await fileFacts(context.exports, rowsKey(claimed));
  if (!file) throw new UploadGone(rowsKey(claimed));
  let upload = await startUpload(context.exports, claimed.key, XLSX);
  let job = await context.checkpoint({ ...claimed, attempts });
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  const fields = job.fields.flatMap((name) => exportField(name) ?? []);
  const headings = await exportHeadings(context.table, fields);
  const header = [...headings, ...(isRunReport(job) ? runHeadings : [])].map(keepApostropheIn);
  const plan = { sheet: 'Participants', header, textBytes: file.size };
  for await (const chunk of writeWorkbook(readRows(context, job, file), plan)) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes < PART_BYTES) continue;
    upload = await uploadPart(context.exports, upload, Buffer.concat(chunks));
    // Keeps the lease.
    job = await context.checkpoint(job);
    chunks = [];
    bytes = 0;
  }
  if (chunks.length > 0) upload = await uploadPart(context.exports, upload, Buffer.concat(chunks));
  await completeUpload(context.exports, upload);
  return context.checkpoint({ ...job, status: 'done', finishedAt });
}

async function* readRows(
  context: ExportContext,
  job: ExportJob,
  file: FileFacts,
): AsyncGenerator<(string | number)[]> {
  const numbers = await numberColumns(context, job);
  const cellOf = (cell: string, column: number) => {
    const text = stripFormulaGuard(cell);
    return numbers.has(column) ? (numberIn(text) ?? text) : text;
  };
  let isHeader = true;
  for await (const records of readRecords(
    await readFile(context.exports, file, START),
    dialect,
    START,
    limits,
  )) {
    for (const record of records) {
      if ('fault' in record) throw new Error(`A row of an export cannot be read: ${record.fault.message}.`);
      if (isHeader) isHeader = false;
      else yield record.cells.map(cellOf).map(keepApostrophe);
    }
  }
}

async function numberColumns(context: ExportContext, job: ExportJob): Promise<Set<number>> {
  const variables = await listVariables(context.table, true);
  const names = new Set(variables.filter(({ type }) => type === 'number').map(({ name }) => name));
  return new Set(
    job.fields.flatMap((name, at) => (names.has(exportField(name)?.variable ?? '') ? [at] : [])),
  );
}

/** Workbooks keep 15 digits; a number with more stays a text. */
function numberIn(text: string): number | undefined {
  const number = Number(text);
  if (text === '' || !Number.isFinite(number)) return undefined;
  return Number(number.toPrecision(15)) === number ? number : undefined;
}

/** A text that looks like one of our guards needs one more, because imports take guards off in workbooks too. */
const keepApostrophe = (cell: string | number): string | number =>
  typeof cell === 'string' ? keepApostropheIn(cell) : cell;
const keepApostropheIn = (text: string): string => (text.startsWith("'") ? addFormulaGuard(text) : text);
