import { createCsvWriter } from '../csv/write-records.ts';
import type { ExportJob } from '../domain/export-job.ts';
import { exportHeader, exportRow } from '../domain/export-row.ts';
import { participantStatus } from '../domain/wish.ts';
import {
  completeUpload,
  PART_BYTES,
  startUpload,
  UploadGone,
  uploadPart,
} from '../files/resumable-upload.ts';
import { readEverybody } from './read-everybody.ts';
import type { SliceContext } from './run-job.ts';

const CSV = 'text/csv; charset=utf-8';

/** Takes an export further; one whose upload is gone begins again. */
export async function exportSlice(context: SliceContext, claimed: ExportJob): Promise<ExportJob> {
  let kept = claimed;
  const checkpoint: SliceContext['checkpoint'] = async (job) => {
    const saved = await context.checkpoint(job);
    if (saved.kind === 'export') kept = saved;
    return saved;
  };
  try {
    return await writeExport({ ...context, checkpoint }, claimed);
  } catch (error) {
    if (!(error instanceof UploadGone)) throw error;
    return { ...kept, upload: undefined, rows: 0, cursor: { shard: 0 } };
  }
}

/** Reads everybody shard by shard and writes the file part by part. */
async function writeExport(context: SliceContext, claimed: ExportJob): Promise<ExportJob> {
  let job = claimed.upload
    ? claimed
    : await context.checkpoint({ ...claimed, upload: await startUpload(context.exports, claimed.key, CSV) });
  let upload = job.upload ?? (await startUpload(context.exports, job.key, CSV));
  const csv = createCsvWriter({ delimiter: job.delimiter, bom: true, lineEnding: '\r\n' });
  const wanted = job.statuses && new Set(job.statuses);
  let chunks = upload.parts.length === 0 ? [Buffer.from(csv.header(exportHeader))] : [];
  let bytes = 0;
  let rows = job.rows;
  for await (const { people, next } of readEverybody(context.table, job.cursor)) {
    const chosen = people.filter((person) =>
      wanted ? wanted.has(participantStatus(person)) : !person.deletedAt,
    );
    const lines = Buffer.from(csv.rows(chosen.map(exportRow)));
    chunks.push(lines);
    bytes += lines.length;
    rows += chosen.length;
    if (bytes < PART_BYTES) continue;
    upload = await uploadPart(context.exports, upload, Buffer.concat(chunks));
    job = await context.checkpoint({ ...job, upload, rows, cursor: next });
    chunks = [];
    bytes = 0;
    if (!context.mayGoOn()) return job;
  }
  if (chunks.length > 0) upload = await uploadPart(context.exports, upload, Buffer.concat(chunks));
  await completeUpload(context.exports, upload);
  return context.checkpoint({
    ...job,
    status: 'done',
    rows,
    upload: undefined,
    finishedAt: new Date(context.now()).toISOString(),
  });
}
