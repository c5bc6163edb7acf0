import { hasIdentity, type ImportColumn } from '../domain/import-columns.ts';
import type { ImportJob } from '../domain/import-job.ts';
import type { Variable } from '../../variables/domain/variable.ts';
import { columnsAfterCreation, variablesToCreate } from '../domain/variables-to-create.ts';
import { listVariables } from '../../variables/table/variable-items.ts';
import { askAboutEncoding } from './source/ask-about-encoding.ts';
import { convertList } from './source/convert-list.ts';
import { convertWorkbook } from './source/convert-workbook.ts';
import { mayBeWorkbook } from '../../platform/xlsx/open-package.ts';
import { dryRunGroups } from './dry-run/dry-run-groups.ts';
import { openGroups } from './import-groups.ts';
import { putSummary } from './import-summary.ts';
import { readSample } from './source/import-source.ts';
import { openTarget } from './import-target.ts';
import { makeVariables } from './make-variables.ts';
import { BadOption, readImportOptions, wantedSheet } from './read-import-options.ts';
import { detectHeader, UnreadableFile } from './source/detect-header.ts';
import type { ImportContext } from './import-context.ts';

/**
 * Finds out what an import is to do: what is asked of it, how its file is written, what its columns mean. Then it goes on
 * to its rows, or waits: because it was asked to, or because only the organizer can say how dates or numbers are meant.
 * Throws `BadOption`, `UnreadableFile`, `WorkbookFault` or `FileReplaced` when it cannot be done.
 */
export async function prepareImport(context: ImportContext, claimed: ImportJob): Promise<ImportJob> {
  const asked = await readImportOptions(context, claimed);
  const { options } = asked;
  const dryRun = claimed.dryRun || (options.dryRun === true && claimed.run === 0);
  let job: ImportJob = { ...claimed, ...asked, dryRun };
  const sheet = await wantedSheet(context.table, options);
  if (isToBeConverted(job, sheet) && mayBeWorkbook(await readSample(context, job)))
    job = await convertWorkbook(context, job, sheet);

  const variables = await listVariables(context.table);
  let top = await detectHeader(context, job, options, variables);
  if (top.isList && !job.source) {
    job = await convertList(context, job, top.dialect);
    top = await detectHeader(context, job, options, variables);
  }
  const { dialect, columns, everybody, hasHeader, start } = top;
  const questions = [
    ...(await askAboutEncoding(context, job, options)),
    ...top.questions,
    ...(await dryRunGroups(context.table, columns, top.sample)),
  ];
  job = {
    ...job,
    dialect,
    columns,
    everybody,
    hasHeader,
    questions: questions.length > 0 ? questions : undefined,
    cursor: start,
    firstRow: start,
  };
  if (options.hold === true && claimed.run === 0) return context.checkpoint(held(job, 'asked'));
  const question = questions.find(({ optional }) => optional !== true);
  // A file that is read wrongly, or is something else, need not name anybody to be asked about.
  const isDoubtful = question?.question === 'encoding' || question?.question === 'attendance-report';
  if (!hasIdentity(columns, options.channel) && !(isDoubtful && !dryRun)) throw nobodyNamed(columns);
  if (question && !dryRun) {
    const asking = held(job, question.question);
    await putSummary(context, asking);
    return context.checkpoint(asking);
  }
  return context.checkpoint({
    ...job,
    ...(await prepareRows(context, job, columns, variables)),
    phase: 'rows',
  });
}

/** Whether the file may be a workbook, of which not the sheet was read that is wanted. */
const isToBeConverted = ({ source }: ImportJob, sheet: string | undefined): boolean =>
  !source || (source.sheet !== undefined && source.asked !== sheet);

/** What the rows need to be there before the first of them. */
async function prepareRows(
  context: ImportContext,
  job: ImportJob,
  columns: ImportColumn[],
  variables: Variable[],
): Promise<Partial<ImportJob>> {
  const options = job.options ?? {};
  const made = variablesToCreate(columns, variables);
  if ('fault' in made) throw new BadOption(`The option "mapping" does not fit: ${made.fault}`);
  const wanted = [...(options.group === undefined ? [] : [options.group]), ...(options.groups ?? [])];
  return {
    target: await openTarget(context, options),
    groupIds: await openGroups(context, wanted, job),
    columns: job.dryRun
      ? columnsAfterCreation(columns, variables, made)
      : await makeVariables(context, columns, variables, made),
    // Nothing is known yet of who is there already: the first block looks before it inserts.
    knownShare: 1,
  };
}

const held = (job: ImportJob, heldFor: string): ImportJob => ({ ...job, status: 'waiting', heldFor });

function nobodyNamed(columns: ImportColumn[]): UnreadableFile {
  const found = columns
    .slice(0, 20)
    .map((column) => `"${column.name.slice(0, 40)}"`)
    .join(', ');
  return new UnreadableFile(
    'no-email-column',
    `No column holds e-mail addresses, or identifiers of a channel that is told. One of the first 20 lines must name the columns, one of them "email". Found: ${found}.`,
  );
}
