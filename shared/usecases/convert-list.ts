import { formatRecords } from '../csv/restore-record.ts';
import type { Dialect } from '../domain/csv-dialect.ts';
import type { ImportColumn } from '../domain/import-columns.ts';
import type { ImportJob } from '../domain/import-job.ts';
import { cutList, type ListEntry } from '../domain/list-entries.ts';
import { splitWholeName } from '../domain/whole-name.ts';
import { fileFacts, FileReplaced, readFile } from '../files/read-file.ts';
import { completeUpload, PART_BYTES, putFile, startUpload, uploadPart } from '../files/resumable-upload.ts';
import type { OpenUpload } from '../domain/job.ts';
import type { SliceContext } from './run-job.ts';

const CSV = 'text/csv; charset=utf-8';
const listDialect: Dialect = {
  encoding: 'utf-8',
  bomBytes: 0,
  delimiter: ',',
  quote: '"',
  lineEnding: '\r\n',
};

/**
 * Writes a bare list as CSV with one entry a line, so that it is imported like any file and can be resumed at any entry.
 * Line n of it is the n-th entry of the list. Throws `FileReplaced` as `readFile` does.
 */
export async function convertList(
  context: Pick<SliceContext, 'imports' | 'checkpoint'>,
  job: ImportJob,
  dialect: Dialect,
): Promise<ImportJob> {
  const key = `reports/${job.id}/list.csv`;
  const inChannel = job.options?.channel !== undefined;
  let saved = job;
  let upload: OpenUpload | undefined;
  let lines: string[] = [];
  let bytes = 0;
  let size = 0;
  for await (const entries of listEntries(context, job, dialect, inChannel)) {
    const text = formatRecords(entries.map(entryCells(inChannel)), listDialect);
    lines.push(text);
    bytes += Buffer.byteLength(text);
    size += Buffer.byteLength(text);
    if (bytes < PART_BYTES) continue;
    upload = await uploadPart(
      context.imports,
      upload ?? (await startUpload(context.imports, key, CSV)),
      Buffer.from(lines.join('')),
    );
    lines = [];
    bytes = 0;
    saved = await context.checkpoint(saved);
  }
  const etag = await finish(context, key, upload, lines.join(''));
  return context.checkpoint({ ...saved, source: { key, etag, size, dialect: listDialect } });
}

async function finish(
  context: Pick<SliceContext, 'imports'>,
  key: string,
  upload: OpenUpload | undefined,
  text: string,
): Promise<string> {
  if (!upload) return putFile(context.imports, key, text, CSV);
  await completeUpload(
    context.imports,
    text === '' ? upload : await uploadPart(context.imports, upload, Buffer.from(text)),
  );
  const facts = await fileFacts(context.imports, key);
  if (!facts) throw new FileReplaced(key);
  return facts.etag;
}

async function* listEntries(
  context: Pick<SliceContext, 'imports'>,
  job: ImportJob,
  dialect: Dialect,
  inChannel: boolean,
): AsyncGenerator<ListEntry[]> {
  const decoder = new TextDecoder(dialect.encoding);
  let rest = '';
  for await (const chunk of await readFile(context.imports, job, { offset: 0 })) {
    const cut = cutList(rest + decoder.decode(chunk, { stream: true }), { inChannel, isLast: false });
    rest = cut.rest;
    yield cut.entries;
  }
  yield cutList(rest + decoder.decode(), { inChannel, isLast: true }).entries;
}

/** What the cells of a list's entry mean. */
export const listColumns = (inChannel: boolean): ImportColumn[] =>
  (inChannel ? (['externalId'] as const) : (['email', 'firstName', 'lastName'] as const)).map((meaning) => ({
    name: meaning,
    meaning,
  }));

export const entryCells =
  (inChannel: boolean) =>
  ({ id, name }: ListEntry): string[] => {
    if (inChannel) return [id];
    const { firstName, lastName } = splitWholeName(name);
    return [id, firstName, lastName];
  };
