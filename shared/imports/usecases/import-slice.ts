import { participantIdInChannel } from '../../people/domain/identity.ts';
import { wishesOfAll } from '../domain/headings/file-wish.ts';
import {
  addCounts,
  addNotes,
  addNotTaken,
  faultListOf,
  ignoredCells,
  type ImportJob,
} from '../domain/import-job.ts';
import { rowReader } from '../domain/import-row.ts';
import { FileReplaced } from '../../platform/object-store/read-file.ts';
import { findTimeZone } from '../../platform/time/zone-table.ts';
import { importKind } from './import-kind.ts';
import { putFaults } from '../table/fault-items.ts';
import { WorkbookFault } from '../../platform/xlsx/workbook-fault.ts';
import { addressIdOf } from '../../people/usecases/change-wishes.ts';
import { endImport } from './end-import.ts';
import { dryRunBlock, type DryRunOutcome } from './dry-run/dry-run-block.ts';
import { dryRunRegistrations } from './dry-run/dry-run-registrations.ts';
import { groupNamesIn, readBlock, applyBlock } from './import-block.ts';
import { importBlocks, type ImportBlock } from './import-blocks.ts';
import { ImportGroups } from './import-groups.ts';
import { importReport } from './import-report.ts';
import { putSummary } from './import-summary.ts';
import {
  countRows,
  resultFaults,
  unusedColumns,
  type ReadRows,
  type RowPlan,
  type RowResult,
} from './import-rows.ts';
import { readImport } from './source/import-source.ts';
import { JobLost } from '../../jobs/usecases/slice.ts';
import type { JobWork } from '../../jobs/usecases/job-kind.ts';
import { noteCheckpoints } from '../../jobs/usecases/note-checkpoints.ts';
import { rereadNamedPeople } from './reread-named-people.ts';
import type { NamedPeople } from '../domain/named-people.ts';
import { prepareImport } from './prepare-import.ts';
import { BadOption } from './read-import-options.ts';
import { UnreadableFile } from './source/detect-header.ts';
import { registerBlock } from './register-block.ts';
import type { ImportContext, ImportDeps } from './import-context.ts';
import { reconcileBlock } from './reconcile-block.ts';

const FAULT_DAYS = 30;

/** The work on imports. */
export const importWork: JobWork<ImportDeps, ImportJob> = { kind: importKind, takeFurther: importSlice };

/** Works on an import for one slice: finds out what it is to do, then imports row after row, then writes the report. */
async function importSlice(context: ImportContext, claimed: ImportJob): Promise<ImportJob> {
  const { context: noting, stored } = noteCheckpoints(context, claimed);
  try {
    let job = claimed;
    if (job.phase === 'prepare') job = await prepareImport(noting, job);
    if (job.phase === 'rows' && job.status === 'running') job = await importRows(noting, job);
    if (job.phase !== 'report' || job.status !== 'running') return job;
    return await importReport(noting, job);
  } catch (error) {
    const failure = failureOf(error, stored());
    if (!failure) throw error;
    return fail(context, stored(), failure.reason, failure.detail);
  }
}

/** What ends an import for good, in words for whoever uploaded the file. */
function failureOf(error: unknown, { counts }: ImportJob): { reason: string; detail: string } | undefined {
  if (error instanceof BadOption) return { reason: 'bad-option', detail: error.message };
  if (error instanceof UnreadableFile || error instanceof WorkbookFault)
    return { reason: error.code, detail: error.message };
  if (!(error instanceof FileReplaced)) return undefined;
  return {
    reason: 'replaced',
    detail:
      counts.read === 0
        ? 'The file was replaced or removed before its first row was imported. Upload it again.'
        : 'The file was replaced or removed while it was being imported. Rows up to here stay imported; upload the file again.',
  };
}

async function fail(
  context: ImportContext,
  job: ImportJob,
  reason: string,
  detail: string,
): Promise<ImportJob> {
  const ended = await endImport(context.table, {
    ...job,
    status: 'failed',
    reason,
    detail,
    finishedAt: new Date(context.now()).toISOString(),
    cancelling: undefined,
    lease: undefined,
  });
  if (!ended) throw new JobLost(job.id);
  await putSummary(context, ended);
  return ended;
}

/** What all blocks of a slice have in common. */
interface Run {
  plan: RowPlan;
  tried: DryRunOutcome;
  /** Whom the rows before the block have named; found out when it first matters. */
  named: () => Promise<NamedPeople>;
}

function runOf(context: ImportContext, job: ImportJob): Run {
  const { dialect, columns, everybody, options = {} } = job;
  if (!dialect || !columns) throw new Error('The header has not been read.');
  const { channel, eraseEmpty, mode = 'upsert' } = options;
  const at = job.startedAt ?? new Date(context.now()).toISOString();
  let named: Promise<NamedPeople> | undefined;
  const plan: RowPlan = {
    run: {
      importId: job.id,
      run: job.run,
      mode,
      at,
      addressIdOf: (person) => addressIdOf(context.identityKey, person),
      channelIdOf: ({ channel, externalId }) =>
        participantIdInChannel(context.identityKey, channel, externalId),
    },
    dialect,
    read: rowReader(columns, {
      channel,
      eraseEmpty,
      mayBlock: job.asAdmin,
      everybody: everybody && wishesOfAll[everybody],
      findTimeZone,
    }),
    unused: unusedColumns(columns),
    groups: new ImportGroups(context, job),
    identityKey: context.identityKey,
  };
  return {
    plan,
    tried: { lines: new Map(), registered: new Set() },
    named: () => (named ??= rereadNamedPeople(context, job, plan)),
  };
}

async function importRows(context: ImportContext, claimed: ImportJob): Promise<ImportJob> {
  let job = claimed;
  const run = runOf(context, job);
  const blocks = importBlocks(readImport(context, job, run.plan.dialect, job.cursor));
  const readNext = async (): Promise<ReadBlock | undefined> => {
    const { value } = await blocks.next();
    return value && { ...value, read: readBlock(run.plan, value.records) };
  };
  try {
    // The next block is read, its rows too, while this one is written.
    let next = readNext();
    for (;;) {
      const block = await next;
      if (!block) break;
      next = readNext();
      next.catch(() => undefined);
      job = await importBlock(context, job, run, block);
      if (!context.mayGoOn()) return job;
    }
  } finally {
    await blocks.return(undefined).catch(() => undefined);
  }
  return context.checkpoint({ ...job, phase: 'report', report: { afterLine: 0 } });
}

interface ReadBlock extends ImportBlock {
  read: ReadRows;
}

/** One block into the table (or only tried), with its faults; then the cursor moves. */
async function importBlock(
  context: ImportContext,
  claimed: ImportJob,
  run: Run,
  { records, next, read }: ReadBlock,
): Promise<ImportJob> {
  let job = claimed;
  const { plan } = run;
  const newGroups = await plan.groups.learn(groupNamesIn(read));
  if (newGroups) job = await context.checkpoint({ ...job, newGroups });
  await plan.groups.make();
  const done = job.dryRun
    ? await tryBlock(context, job, run, read)
    : await writeBlock(context, job, run, read);
  const faults = [...done.faults, ...resultFaults(done.results)];
  await putFaults(
    context.table,
    faultListOf(job),
    faults,
    Math.floor(context.now() / 1000) + FAULT_DAYS * 24 * 3600,
  );
  return context.checkpoint({
    ...done.job,
    cursor: next,
    counts: addCounts(job.counts, countRows(records.length, done.faults, done.results)),
    notes: addNotes(job.notes, read.rows, ignoredCells(job.columns ?? [], read.notTaken)),
    columns: job.columns && addNotTaken(job.columns, read.notTaken),
    knownShare: done.knownShare,
  });
}

interface Done {
  job: ImportJob;
  faults: ReadRows['faults'];
  results: RowResult[];
  knownShare: number;
}

async function tryBlock(
  { table }: ImportContext,
  job: ImportJob,
  { plan, tried }: Run,
  read: ReadRows,
): Promise<Done> {
  const { faults, results } = await dryRunBlock({ ...plan, table }, read, tried);
  const told = await dryRunRegistrations(
    table,
    { target: job.target, run: plan.run },
    results,
    tried.registered,
  );
  return {
    job: { ...job, registered: job.registered + told.registered },
    faults,
    results: told.results,
    knownShare: job.knownShare,
  };
}

async function writeBlock(
  context: ImportContext,
  job: ImportJob,
  { plan, named }: Run,
  read: ReadRows,
): Promise<Done> {
  const { createdBy, knownShare } = job;
  const applied = await applyBlock({ ...plan, table: context.table, createdBy, knownShare, named }, read);
  const registered = await registerBlock(context, job, plan.run, applied.results);
  const at = new Date(context.now()).toISOString();
  const gone = await reconcileBlock(context.table, { sessionId: job.target?.sessionId, at }, applied.results);
  plan.groups.leaveOut(gone);
  return { ...applied, ...registered, job: { ...job, registered: job.registered + registered.registered } };
}
