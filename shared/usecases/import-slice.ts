import { guessColumns, hasIdentity } from '../domain/import-columns.ts';
import { addCounts, type ImportJob } from '../domain/import-job.ts';
import { placeAfter, START, type CsvRecord } from '../csv/csv-record.ts';
import { detectDialect } from '../csv/detect-dialect.ts';
import { stripFormulaGuard } from '../csv/formula-guard.ts';
import { fileFacts, FileReplaced } from '../files/read-file.ts';
import { mayBeWorkbook } from '../xlsx/open-package.ts';
import { WorkbookFault } from '../xlsx/workbook-fault.ts';
import { convertWorkbook } from './convert-workbook.ts';
import { importBlock } from './import-block.ts';
import { importReport } from './import-report.ts';
import { readImport, readSample } from './import-source.ts';
import type { SliceContext } from './run-job.ts';

/** Rows between two checkpoints: few enough to repeat after a crash, many enough to cost nothing. */
const BLOCK_ROWS = 2_000;

/** Takes an import further: finds out how the file is written, then row after row, then the report. */
export async function importSlice(context: SliceContext, claimed: ImportJob): Promise<ImportJob> {
  let job = claimed;
  try {
    if (job.phase === 'rows' && !job.columns) job = await readHeader(context, job);
    if (job.phase === 'rows' && job.status === 'running') job = await importRows(context, job);
  } catch (error) {
    if (error instanceof WorkbookFault) return fail(context, job, error.code, error.message);
    if (!(error instanceof FileReplaced)) throw error;
    return fail(
      context,
      job,
      'replaced',
      'The file was replaced or removed while it was being imported. Rows up to here stay imported; upload the file again.',
    );
  }
  return job.phase === 'report' && job.status === 'running' ? importReport(context, job) : job;
}

async function fail(
  context: SliceContext,
  job: ImportJob,
  reason: string,
  detail: string,
): Promise<ImportJob> {
  return context.checkpoint({
    ...job,
    status: 'failed',
    reason,
    detail,
    finishedAt: new Date(context.now()).toISOString(),
  });
}

/** Options that change what an import does; one that is not understood must not be ignored. */
const plannedOptions = ['group', 'event', 'session', 'mapping', 'mode', 'dry-run'];

async function readHeader(context: SliceContext, claimed: ImportJob): Promise<ImportJob> {
  let job = claimed;
  const facts = await fileFacts(context.imports, job.key);
  if (facts?.etag !== job.etag) throw new FileReplaced(job.key);
  const asked = plannedOptions.filter((option) => option in facts.options);
  if (asked.length > 0) {
    return fail(
      context,
      job,
      'option-not-supported',
      `The file asks for ${asked.join(', ')}, which imports cannot do yet. Upload it without that metadata.`,
    );
  }
  const sample = await readSample(context, job);
  if (!job.work && mayBeWorkbook(sample)) job = await convertWorkbook(context, job);
  const dialect = job.dialect ?? detectDialect(sample);
  if ('fault' in dialect) return fail(context, job, dialect.fault.code, dialect.fault.reason);
  for await (const [header] of readImport(context, job, dialect, START, headerLimits)) {
    if (!header) break;
    if ('fault' in header)
      return fail(
        context,
        job,
        'header-unreadable',
        `The header line cannot be read: ${header.fault.message}`,
      );
    const mapping = guessColumns(header.cells.map((cell) => stripFormulaGuard(cell).trim()));
    if (!hasIdentity(mapping)) {
      const found = header.cells
        .slice(0, 20)
        .map((cell) => `"${cell.slice(0, 40)}"`)
        .join(', ');
      return fail(
        context,
        job,
        'no-email-column',
        `No column holds e-mail addresses. The first line must name the columns, one of them "email". Found: ${found}.`,
      );
    }
    return context.checkpoint({ ...job, dialect, columns: mapping.columns, cursor: placeAfter(header) });
  }
  return fail(context, job, 'empty', 'The file is empty.');
}

const headerLimits = { maxRecordBytes: 256 * 1024, maxColumns: 1000, batchRecords: 1 };

async function importRows(context: SliceContext, claimed: ImportJob): Promise<ImportJob> {
  let job = claimed;
  const { dialect, columns } = job;
  if (!dialect || !columns) throw new Error('The header has not been read.');
  const blocks = inBlocks(readImport(context, job, dialect, job.cursor));
  try {
    // The next block is read while this one is written.
    let next = blocks.next();
    for (;;) {
      const block = await next;
      if (block.done) break;
      next = blocks.next();
      next.catch(() => undefined);
      const result = await importBlock(
        context,
        { importId: job.id, mapping: { columns }, dialect, knownShare: job.knownShare },
        block.value.records,
      );
      job = await context.checkpoint({
        ...job,
        cursor: block.value.next,
        counts: addCounts(job.counts, result.counts),
        knownShare: result.knownShare,
      });
      if (!context.mayGoOn()) return job;
    }
  } finally {
    await blocks.return(undefined).catch(() => undefined);
  }
  return context.checkpoint({ ...job, phase: 'report', report: { afterLine: 0 } });
}

async function* inBlocks(
  batches: AsyncIterable<CsvRecord[]>,
): AsyncGenerator<{ records: CsvRecord[]; next: ImportJob['cursor'] }, undefined> {
  let records: CsvRecord[] = [];
  const block = () => {
    const last = records.at(-1);
    return last ? [{ records, next: placeAfter(last) }] : [];
  };
  for await (const batch of batches) {
    records.push(...batch);
    if (records.length < BLOCK_ROWS) continue;
    yield* block();
    records = [];
  }
  yield* block();
  return undefined;
}
