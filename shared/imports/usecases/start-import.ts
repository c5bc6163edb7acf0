import { fromTheStart, ImportJob, sheetOf } from '../domain/import-job.ts';
import type { ImportOptions } from '../domain/import-options.ts';
import { isFinished, isHeld } from '../../jobs/domain/job.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { isAllowed, type Organizer } from '../../platform/access/role.ts';
import { FileReplaced } from '../../platform/object-store/read-file.ts';
import { getJob, saveJobWith, wakeItem, WAKE_DAYS } from '../../jobs/table/job-items.ts';
import { getUpload } from '../table/upload-items.ts';
import { BadOption, fileReplaced, readImportOptions, type ImportFiles } from './read-import-options.ts';
import { revertOfImport } from './begin-revert.ts';

/** The options that an organizer gives with a preview or start of an import: they override those given before. */
export type StartOptions = Omit<ImportOptions, 'hold' | 'dryRun'>;

/**
 * What is asked of an import that writes nothing at the moment and is not being taken back, so that it can be looked at,
 * corrected and started.
 */
async function optionsToStart(
  context: ImportFiles,
  job: ImportJob,
  asked: StartOptions,
): Promise<ImportOptions> {
  const options = await optionsBefore(context, job, asked);
  const waits = isHeld(job) || job.dryRun || options.hold === true || options.dryRun === true;
  const reverting = await revertOfImport(context, job);
  if (reverting && !isFinished(reverting))
    throw new Refusal('conflict', 'This import is being reverted. Wait for the end of that, or cancel it.');
  const isReverted = job.status === 'done' && reverting?.status === 'done';
  if (job.status === 'failed' || job.status === 'cancelled' || waits || isReverted) return options;
  throw new Refusal(
    'conflict',
    job.status === 'done'
      ? 'This import is done. Revert it to start it again; a corrected file is an import of its own.'
      : 'This import is at work already. Cancel it first; what it has written stays.',
  );
}

/** What was asked before. Options beside the file that do not read give way to what is said now, if anything is. */
async function optionsBefore(
  context: ImportFiles,
  job: ImportJob,
  asked: StartOptions,
): Promise<ImportOptions> {
  try {
    return (await readImportOptions(context, job)).options;
  } catch (error) {
    if (error instanceof FileReplaced) throw fileReplaced();
    if (!(error instanceof BadOption)) throw error;
    if (Object.keys(asked).length === 0)
      throw new Refusal(
        'invalid-input',
        `${error.message} Upload the file again with other options beside it, or say here all that is to hold.`,
      );
    return (await getUpload(context.table, job.key))?.options ?? {};
  }
}

/** The job as it would be run with these options. */
export async function withOptions(
  context: ImportFiles,
  job: ImportJob,
  asked: StartOptions,
): Promise<ImportJob> {
  const before = await optionsToStart(context, job, asked);
  return {
    ...job,
    source: sheetOf(job),
    options: { ...before, ...asked, hold: undefined, dryRun: undefined },
  };
}

/**
 * Starts a held, failed, cancelled or reverted import from its beginning: for real, or as a dry run that only counts. What
 * an earlier run wrote is recognized. The call for a worker is written with the job.
 */
export async function startImport(
  context: ImportFiles & { now: () => number },
  found: ImportJob,
  asked: StartOptions,
  organizer: Organizer,
  dryRun: boolean,
): Promise<ImportJob> {
  const at = new Date(context.now()).toISOString();
  const expiresAt = Math.floor(context.now() / 1000) + WAKE_DAYS * 24 * 3600;
  const wake = { at, by: dryRun ? undefined : organizer.id, expiresAt };
  for (let current = found; ;) {
    const { options } = await withOptions(context, current, asked);
    const next = fromTheStart(current, {
      options,
      dryRun,
      startedAt: undefined,
      createdBy: isOrganizer(current.createdBy) ? current.createdBy : organizer.id,
      asAdmin: isAllowed(organizer, 'people:block'),
    });
    const saved = await saveJobWith(context.table, next, [wakeItem(context.table, next, wake)]);
    if (saved) return saved;
    const again = await getJob(context.table, current.id, ImportJob);
    if (!again) throw new Refusal('not-found', 'There is no such import any more.');
    current = again;
  }
}

const isOrganizer = (createdBy: string): boolean => createdBy !== 'bucket' && createdBy !== 'sweeper';
