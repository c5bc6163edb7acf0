import { typeOf } from '../domain/column-questions.ts';
import { hasIdentity, variableNameFor, type ImportColumn } from '../domain/import-columns.ts';
import type { ImportJob } from '../domain/import-job.ts';
import type { Variable } from '../domain/variable.ts';
import { createVariable, listVariables } from '../table/variable-items.ts';
import type { Table } from '../table/table.ts';
import { askAboutEncoding } from './ask-about-encoding.ts';
import { convertList } from './convert-list.ts';
import { convertWorkbook } from './convert-workbook.ts';
import { mayBeWorkbook } from '../xlsx/open-package.ts';
import { askAboutGroups } from './foresee-groups.ts';
import { openGroups } from './import-groups.ts';
import { readSample } from './import-source.ts';
import { openTarget } from './import-target.ts';
import { BadOption, readImportOptions } from './read-import-options.ts';
import { readTop, UnreadableFile } from './read-top.ts';
import type { SliceContext } from './run-job.ts';

/**
 * Finds out what an import is to do: what is asked of it, how its file is written, what its columns mean. Then it goes on
 * to its rows, or waits: because it was asked to, or because only the organizer can say how dates or numbers are meant.
 * Throws `BadOption`, `UnreadableFile`, `WorkbookFault` or `FileReplaced` when it cannot be done.
 */
export async function prepareImport(context: SliceContext, claimed: ImportJob): Promise<ImportJob> {
  const asked = await readImportOptions(context, claimed);
  const { options } = asked;
  const dryRun = claimed.dryRun || (options.dryRun === true && claimed.run === 0);
  let job: ImportJob = { ...claimed, ...asked, dryRun };
  if (!job.source && mayBeWorkbook(await readSample(context, job))) job = await convertWorkbook(context, job);

  const variables = await listVariables(context.table);
  let top = await readTop(context, job, options, variables);
  if (top.isList && !job.source) {
    job = await convertList(context, job, top.dialect);
    top = await readTop(context, job, options, variables);
  }
  const { dialect, columns, hasHeader, start } = top;
  const questions = [
    ...(await askAboutEncoding(context, job, options)),
    ...top.questions,
    ...(await askAboutGroups(context.table, columns, top.sample)),
  ];
  job = {
    ...job,
    dialect,
    columns,
    hasHeader,
    questions: questions.length > 0 ? questions : undefined,
    cursor: start,
  };
  if (options.hold === true && claimed.run === 0) return context.checkpoint(held(job, 'asked'));
  if (!hasIdentity(columns, options.channel)) throw nobodyNamed(columns);
  const [question] = questions;
  if (question && !dryRun) return context.checkpoint(held(job, question.question));
  return context.checkpoint({
    ...job,
    ...(await prepareRows(context, job, columns, variables)),
    phase: 'rows',
  });
}

/** What the rows need to be there before the first of them. */
async function prepareRows(
  context: SliceContext,
  job: ImportJob,
  columns: ImportColumn[],
  variables: Variable[],
): Promise<Partial<ImportJob>> {
  const options = job.options ?? {};
  const wanted = [...(options.group === undefined ? [] : [options.group]), ...(options.groups ?? [])];
  return {
    target: await openTarget(context, options),
    groupIds: await openGroups(context, wanted, job),
    columns: job.dryRun
      ? foreseenColumns(columns, variables)
      : await makeVariables(context, columns, variables),
    // People named in a file that only updates are looked up anyway.
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
    `No column holds e-mail addresses, or identifiers of a channel that is told. The first line must name the columns, one of them "email". Found: ${found}.`,
  );
}

const LABEL = 100;

/**
 * Makes the variables that the mapping asks for. One of the column's name and type that is there already is that one; of
 * two columns of one name each has its own, the same ones when the file comes again.
 */
async function makeVariables(
  context: { table: Table; now: () => number },
  columns: ImportColumn[],
  variables: Variable[],
): Promise<ImportColumn[]> {
  const used = new Set(variables.map((variable) => variable.name));
  const taken = new Set<string>();
  const made: ImportColumn[] = [];
  for (const [index, column] of columns.entries()) {
    const type = typeOf(column, variables);
    if (!type || !isNew(column)) {
      made.push({ ...column, type });
      continue;
    }
    const label = column.name.slice(0, LABEL);
    const same = variables
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
      .find((one) =>
        column.variable === undefined
          ? one.label === label && one.type === type && !taken.has(one.name)
          : one.name === column.variable && one.type === type,
      );
    if (!same && column.variable !== undefined && used.has(column.variable))
      throw new BadOption(
        `The option "mapping" does not fit: a variable ${column.variable} of another type is there already.`,
      );
    const name = same?.name ?? (await makeVariable(context, { column, index, label, type }, used));
    used.add(name);
    taken.add(name);
    made.push({ ...column, type, meaning: `variables.${name}` });
  }
  return made;
}

async function makeVariable(
  context: { table: Table; now: () => number },
  wanted: { column: ImportColumn; index: number; label: string; type: Variable['type'] },
  used: Set<string>,
): Promise<string> {
  const { column, index, label, type } = wanted;
  for (;;) {
    const name = variableNameFor(column.variable ?? column.name, index + 1, used);
    const createdAt = new Date(context.now()).toISOString();
    const outcome = await createVariable(context.table, { name, type, label, createdAt, version: 1 });
    if ('variable' in outcome) return name;
    used.add(name);
  }
}

/** The columns as if their variables were there. */
export function foreseenColumns(columns: ImportColumn[], variables: Variable[]): ImportColumn[] {
  const used = new Set(variables.map((variable) => variable.name));
  return columns.map((column, index) => {
    const type = typeOf(column, variables);
    if (!isNew(column)) return { ...column, type };
    const name = column.variable ?? variableNameFor(column.name, index + 1, used);
    used.add(name);
    return { ...column, type, meaning: `variables.${name}` };
  });
}

const isNew = (column: ImportColumn): boolean => column.meaning.startsWith('new-variable:');
