import { encodeText, encodingMark } from '../../platform/csv/encode-text.ts';
import { createCsvWriter } from '../../platform/csv/write-records.ts';
import { isRunReport, rowsKey, type ExportJob } from '../domain/export-job.ts';
import {
  completeUpload,
  PART_BYTES,
  startUpload,
  UploadGone,
  uploadPart,
} from '../../platform/object-store/resumable-upload.ts';
import { ExportBuffer } from './export-buffer.ts';
import { READ_FAR_AHEAD } from '../../filters/usecases/find-candidates.ts';
import { openRowWriter } from './export-rows.ts';
import { exportWorkbook } from './export-workbook.ts';
import type { ExportContext, ExportWorkDeps } from './export-context.ts';
import { exportKind } from './export-kind.ts';
import type { JobWork } from '../../jobs/usecases/job-kind.ts';
import { selectPeople, type SelectedPage } from '../../filters/usecases/select-people.ts';
import { runHeadings, runPages } from './run-pages.ts';

const CSV = 'text/csv';
/** Items looked at between two checkpoints: a filter that finds nobody must keep its lease, and hear of a cancellation. */
const CHECKPOINT_LOOKED = 50_000;

/** The form in which the rows of a workbook are stored until it is made. */
const workForm = { delimiter: ',', encoding: 'utf-8' } as const;

/** The work on exports. */
export const exportWork: JobWork<ExportWorkDeps, ExportJob> = { kind: exportKind, takeFurther: exportSlice };

/** Works on an export for one slice; one whose upload is gone begins again. */
async function exportSlice(context: ExportContext, claimed: ExportJob): Promise<ExportJob> {
  let kept = claimed;
  const checkpoint: ExportContext['checkpoint'] = async (job) => {
    const saved = await context.checkpoint(job);
    kept = saved;
    return saved;
  };
  const noticing = { ...context, checkpoint };
  try {
    const job = claimed.phase === 'rows' ? await writeRows(noticing, claimed) : claimed;
    return job.phase === 'workbook' && job.status === 'running' ? await exportWorkbook(noticing, job) : job;
  } catch (error) {
    if (!(error instanceof UploadGone)) throw error;
    return {
      ...kept,
      phase: 'rows',
      upload: undefined,
      rest: undefined,
      rows: 0,
      looked: 0,
      replaced: 0,
      cursor: { shard: 0 },
    };
  }
}

/** A part of the people that an export is about; `more`: cells to add to their rows. */
type Page = Omit<SelectedPage, 'missing' | 'places'> & { more?: string[][] };

/** Reads the people of the selection shard by shard and writes the file part by part. */
async function writeRows(context: ExportContext, claimed: ExportJob): Promise<ExportJob> {
  const { delimiter, encoding } = claimed.format === 'csv' ? claimed : workForm;
  const writer = await openRowWriter(context.table, claimed);
  let upload = claimed.upload ?? (await startUpload(context.exports, rowsKey(claimed), CSV));
  let job = claimed.upload ? claimed : await context.checkpoint({ ...claimed, upload });
  const csv = createCsvWriter({ delimiter, bom: false, lineEnding: '\r\n' });
  const { run } = claimed;
  const isReport = isRunReport(claimed);
  const headings = isReport ? [...writer.header, ...runHeadings] : writer.header;
  const header = encodeText(csv.header(headings), encoding);
  const rest = new ExportBuffer(context, job);
  await rest.open();
  if (upload.parts.length === 0 && rest.bytes === 0)
    for (const chunk of [encodingMark(encoding), header.bytes]) rest.add(chunk);
  let { rows, looked, replaced } = job;
  const pages: AsyncGenerator<Page> =
    run === undefined
      ? selectPeople(context, job.selection, job.cursor, READ_FAR_AHEAD)
      : runPages(context.table, run, job.cursor, !isReport);
  for await (const page of pages) {
    const cells = await writer.rows(page.people);
    const more = isReport ? page.more : undefined;
    const lines = encodeText(
      csv.rows(more ? cells.map((row, n) => [...row, ...(more[n] ?? [])]) : cells),
      encoding,
    );
    rest.add(lines.bytes);
    rows += page.people.length;
    looked += page.looked;
    replaced += lines.replaced;
    const mayGoOn = context.mayGoOn();
    const isFull = rest.bytes >= PART_BYTES;
    if (!isFull && mayGoOn && looked - job.looked < CHECKPOINT_LOOKED) continue;
    if (isFull) upload = await uploadPart(context.exports, upload, rest.take());
    const counts = { rows, looked, replaced };
    job = await context.checkpoint({
      ...job,
      ...counts,
      upload,
      rest: await rest.keep(),
      cursor: page.next,
    });
    await rest.clear();
    if (!mayGoOn) return job;
  }
  if (rest.bytes > 0) upload = await uploadPart(context.exports, upload, rest.take());
  await completeUpload(context.exports, upload);
  const written = { ...job, rows, looked, replaced, upload: undefined, rest: undefined };
  const ended =
    job.format === 'xlsx'
      ? await context.checkpoint({ ...written, phase: 'workbook' as const })
      : await context.checkpoint({
          ...written,
          status: 'done',
          finishedAt: new Date(context.now()).toISOString(),
        });
  await rest.clear();
  return ended;
}
