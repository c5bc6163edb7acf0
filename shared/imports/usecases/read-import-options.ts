import type { ImportJob } from '../domain/import-job.ts';
import { unknownVariableIn, type ImportMapping } from '../domain/import-mapping.ts';
import { readMetadata, type ImportOptions } from '../domain/import-options.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import type { Variable } from '../../variables/domain/variable.ts';
import { fileFacts, FileReplaced } from '../../platform/object-store/read-file.ts';
import type { FileStore } from '../../platform/object-store/file-store.ts';
import { getSavedMapping } from '../table/saved-mapping-items.ts';
import { getUpload } from '../table/upload-items.ts';
import type { Table } from '../../platform/table/table.ts';

export interface ImportFiles {
  table: Table;
  imports: FileStore;
}

/** Thrown when an import cannot do what its options say; the message names the option. */
export class BadOption extends Error {
  override readonly name = 'BadOption';
}

/** What an organizer hears whose file is not there any more as it was. */
export const fileReplaced = (): Refusal =>
  new Refusal('conflict', 'The file was replaced or removed. Upload it again.');

type Asked = Pick<ImportJob, 'createdBy' | 'asAdmin'> & { options: ImportOptions };

/**
 * Reads the options of an import: those given by preview or start, else those of the upload link, overridden by the
 * object's metadata. Whoever can put files into the bucket counts as an admin.
 */
export async function readImportOptions(context: ImportFiles, job: ImportJob): Promise<Asked> {
  if (job.options) return { options: job.options, createdBy: job.createdBy, asAdmin: job.asAdmin };
  const facts = await fileFacts(context.imports, job.key);
  if (facts?.etag !== job.etag) throw new FileReplaced(job.key);
  const told = readMetadata(facts.options);
  if ('fault' in told) throw new BadOption(told.fault);
  const upload = await getUpload(context.table, job.key);
  return {
    options: { ...upload?.options, ...told },
    createdBy: upload?.createdBy ?? job.createdBy,
    asAdmin: upload?.asAdmin ?? true,
  };
}

/** The mapping itself, of a saved one too. Throws `BadOption` where it names none, or a variable that is not among these. */
export async function mappingOf(
  table: Table,
  options: ImportOptions,
  variables: Variable[],
): Promise<ImportMapping | undefined> {
  const mapping = await givenMapping(table, options);
  const unknown = mapping && unknownVariableIn(mapping, variables);
  if (unknown !== undefined)
    throw new BadOption(
      `The option "mapping" names a variable that does not exist: ${unknown}. Map the column to new-variable:text (or number, boolean, date) to make one.`,
    );
  return mapping;
}

/** The sheet that a mapping names. */
export const wantedSheet = async (table: Table, options: ImportOptions): Promise<string | undefined> =>
  (await givenMapping(table, options))?.sheet;

async function givenMapping(table: Table, { mapping }: ImportOptions): Promise<ImportMapping | undefined> {
  if (typeof mapping !== 'string') return mapping;
  const saved = await getSavedMapping(table, mapping);
  if (!saved)
    throw new BadOption(`The option "mapping" names a saved mapping that does not exist: ${mapping}.`);
  return saved.mapping;
}
