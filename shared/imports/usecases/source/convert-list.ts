import { formatRecords } from '../../../platform/csv/restore-record.ts';
import type { Dialect } from '../../../platform/values/csv-dialect.ts';
import type { ImportJob } from '../../domain/import-job.ts';
import { cutList, type ListEntry } from '../../domain/list-entries.ts';
import { readFile } from '../../../platform/object-store/read-file.ts';
import { entryCells } from './bare-list.ts';
import type { ImportContext } from '../import-context.ts';
import { workDialect, writeWorkFile } from './write-work-file.ts';

/**
 * Writes a bare list as CSV with one entry a line, so that it is imported like any file and can be resumed at any entry.
 * Line n of it is the n-th entry of the list. Throws `FileReplaced` as `readFile` does.
 */
export async function convertList(
  context: Pick<ImportContext, 'imports' | 'checkpoint'>,
  job: ImportJob,
  dialect: Dialect,
): Promise<ImportJob> {
  const key = `reports/${job.id}/list.csv`;
  const { saved, etag, size } = await writeWorkFile(context, job, key, listLines(context, job, dialect));
  return context.checkpoint({
    ...saved,
    source: { key, etag, size, dialect: workDialect, encoding: dialect.encoding },
  });
}

async function* listLines(
  context: Pick<ImportContext, 'imports'>,
  job: ImportJob,
  dialect: Dialect,
): AsyncGenerator<string> {
  const inChannel = job.options?.channel !== undefined;
  for await (const entries of listEntries(context, job, dialect, inChannel))
    yield formatRecords(entries.map(entryCells(inChannel)), workDialect);
}

async function* listEntries(
  context: Pick<ImportContext, 'imports'>,
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
