import type { Dialect } from '../../../platform/values/csv-dialect.ts';
import type { ImportJob } from '../../domain/import-job.ts';
import type { OpenUpload } from '../../../platform/values/open-upload.ts';
import { fileFacts, FileReplaced } from '../../../platform/object-store/read-file.ts';
import {
  completeUpload,
  PART_BYTES,
  putFile,
  startUpload,
  uploadPart,
} from '../../../platform/object-store/resumable-upload.ts';
import type { ImportContext } from '../import-context.ts';

const CSV = 'text/csv; charset=utf-8';

/** How a file that is no CSV is written for its import to go on with. */
export const workDialect: Dialect = {
  encoding: 'utf-8',
  bomBytes: 0,
  delimiter: ',',
  quote: '"',
  lineEnding: '\r\n',
};

/** Writes the pieces part by part, with a checkpoint after each part. Nothing is written when the first part's pieces throw. */
export async function writeWorkFile(
  context: Pick<ImportContext, 'imports' | 'checkpoint'>,
  job: ImportJob,
  key: string,
  pieces: AsyncIterable<string>,
): Promise<{ saved: ImportJob; etag: string; size: number }> {
  const { imports } = context;
  let saved = job;
  let upload: OpenUpload | undefined;
  let pending: Buffer[] = [];
  let bytes = 0;
  let size = 0;
  for await (const piece of pieces) {
    const lines = Buffer.from(piece);
    pending.push(lines);
    bytes += lines.length;
    size += lines.length;
    if (bytes < PART_BYTES) continue;
    upload = await uploadPart(
      imports,
      upload ?? (await startUpload(imports, key, CSV)),
      Buffer.concat(pending),
    );
    pending = [];
    bytes = 0;
    saved = await context.checkpoint(saved);
  }
  const rest = Buffer.concat(pending);
  if (!upload) return { saved, size, etag: await putFile(imports, key, rest, CSV) };
  await completeUpload(imports, rest.length === 0 ? upload : await uploadPart(imports, upload, rest));
  const facts = await fileFacts(imports, key);
  if (!facts) throw new FileReplaced(key);
  return { saved, size, etag: facts.etag };
}
