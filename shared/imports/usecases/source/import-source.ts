import type { CsvRecord, ReadFrom, ReadLimits } from '../../../platform/csv/csv-record.ts';
import { SAMPLE_BYTES } from '../../../platform/csv/detect-dialect.ts';
import { readRecords } from '../../../platform/csv/read-records.ts';
import type { Dialect } from '../../../platform/values/csv-dialect.ts';
import { fileOf, type ImportJob } from '../../domain/import-job.ts';
import { readFile } from '../../../platform/object-store/read-file.ts';
import { readWork } from './convert-workbook.ts';
import type { ImportContext } from '../import-context.ts';

type Files = Pick<ImportContext, 'imports'>;

/** The first bytes of the file as it was uploaded. */
export async function readSample(context: Files, job: ImportJob): Promise<Uint8Array> {
  if (job.size === 0) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  for await (const chunk of await readFile(context.imports, job, { offset: 0, bytes: SAMPLE_BYTES }))
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Records of an import's text from a place on. Throws `FileReplaced` as `readFile` does. */
export async function* readImport(
  context: Files,
  job: ImportJob,
  dialect: Dialect,
  from: ReadFrom,
  limits?: ReadLimits,
): AsyncGenerator<CsvRecord[]> {
  const records = readRecords(await readFile(context.imports, fileOf(job), from), dialect, from, limits);
  yield* job.source?.sheet !== undefined ? readWork(records) : records;
}
