import { formatRecord } from '../../platform/csv/restore-record.ts';
import { faultListOf, type ImportJob } from '../domain/import-job.ts';
import {
  completeUpload,
  PART_BYTES,
  putFile,
  startUpload,
  UploadGone,
  uploadPart,
} from '../../platform/object-store/resumable-upload.ts';
import { listFaults, type ImportFault } from '../table/fault-items.ts';
import type { ImportContext } from './import-context.ts';
import { faultsKey, putSummary } from './import-summary.ts';

const PAGE = 1_000;
/** The last column of a fault file; the importer knows it and leaves it alone. */
const FAULT_COLUMN = 'import fault';
const CSV = 'text/csv; charset=utf-8';
const BOM = '\u{feff}';

/**
 * Writes the rows that were not taken as a file in the form of the original, ready to be mended and uploaded again,
 * and a summary; then the import is done. Begins again when its upload is gone.
 */
export async function importReport(context: ImportContext, claimed: ImportJob): Promise<ImportJob> {
  let kept = claimed;
  const checkpoint: ImportContext['checkpoint'] = async (job) => {
    const saved = await context.checkpoint(job);
    kept = saved;
    return saved;
  };
  try {
    return await writeReport({ ...context, checkpoint }, claimed);
  } catch (error) {
    if (!(error instanceof UploadGone)) throw error;
    return { ...kept, report: { afterLine: 0 } };
  }
}

async function writeReport(context: ImportContext, claimed: ImportJob): Promise<ImportJob> {
  let job = claimed;
  let afterLine = job.report?.afterLine ?? 0;
  let upload = job.report?.upload;
  let text = afterLine === 0 ? BOM + headerLine(job) : '';
  // Where no row was refused there is nothing to list, and a look would cost a read of each shard.
  for (let more = job.counts.failed > 0; more;) {
    const page = await listFaults(context.table, faultListOf(job), afterLine, PAGE);
    more = page.more;
    text += page.faults
      .filter((fault) => !fault.skipped)
      .map((fault) => faultLine(job, fault))
      .join('');
    afterLine = page.faults.at(-1)?.line ?? afterLine;
    if (Buffer.byteLength(text) >= PART_BYTES) {
      upload = await uploadPart(
        context.imports,
        upload ?? (await startUpload(context.imports, faultsKey(job.id), CSV)),
        Buffer.from(text),
      );
      text = '';
      job = await context.checkpoint({ ...job, report: { afterLine, upload } });
      if (!context.mayGoOn()) return job;
    }
  }
  if (upload) {
    await completeUpload(
      context.imports,
      text === '' ? upload : await uploadPart(context.imports, upload, Buffer.from(text)),
    );
  } else if (job.counts.failed > 0) {
    await putFile(context.imports, faultsKey(job.id), text, CSV);
  }
  const done = ended(job, new Date(context.now()).toISOString());
  await putSummary(context, done);
  return context.checkpoint(done);
}

/** A dry run that somebody asked for through the API waits for their word; one asked for beside the file is over. */
function ended(job: ImportJob, at: string): ImportJob {
  const over = { ...job, report: undefined, finishedAt: at };
  return job.dryRun && job.createdBy !== 'bucket'
    ? { ...over, status: 'waiting', heldFor: 'asked' }
    : { ...over, status: 'done' };
}

const lineForm = (job: ImportJob) =>
  ({ delimiter: job.dialect?.delimiter ?? ',', lineEnding: job.dialect?.lineEnding ?? '\r\n' }) as const;

function headerLine(job: ImportJob): string {
  if (job.hasHeader === false) return '';
  return formatRecord([...(job.columns ?? []).map((column) => column.name), FAULT_COLUMN], lineForm(job));
}

/** Cells as in the original, padded to the header, so that the fault stands in its own column. */
function faultLine(job: ImportJob, fault: ImportFault): string {
  const columns = job.columns?.length ?? 0;
  const cells = [
    ...fault.cells,
    ...Array.from({ length: Math.max(0, columns - fault.cells.length) }, () => ''),
  ];
  const told = [fault, ...(fault.more ?? [])].map(({ columnName, message }, index) =>
    [index === 0 ? `line ${fault.line}` : '', columnName === undefined ? '' : `(${columnName})`]
      .filter((part) => part !== '')
      .join(' ')
      .concat(`: ${message}`),
  );
  return formatRecord([...cells, told.join(' ')], lineForm(job));
}
