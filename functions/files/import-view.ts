import type { ImportView } from './routes/import-views.ts';
import { noCounts, shareRead, type ImportJob } from '../../shared/imports/domain/import-job.ts';

/**
 * An import as organizers see it. The counts of a held import's dry run are shown as `preview`, since nothing of it has
 * happened. If only a dry run was asked for, its counts are the import's own.
 */
export function importView(job: ImportJob): ImportView {
  const { id, key, status, detail, columns, everybody, questions, options, size, dryRun, registered } = job;
  const { createdAt, createdBy, startedAt, finishedAt } = job;
  const progress = shareRead(job);
  const isAhead = dryRun && options?.dryRun !== true;
  const told = { counts: job.counts, notes: job.notes, ...(job.target && { registered }) };
  return {
    id,
    key,
    status,
    cancelling: job.cancelling,
    reason: job.heldFor ?? job.reason,
    detail,
    ...(dryRun && { dryRun }),
    ...(isAhead ? { counts: noCounts } : told),
    ...(dryRun && {
      preview: {
        status: finishedAt === undefined ? 'running' : 'done',
        ...told,
        progress,
      },
    }),
    sessionId: job.target?.sessionId,
    progress: isAhead ? 0 : progress,
    size,
    sheet: job.source?.sheet,
    otherSheets: job.source?.others,
    encoding: job.source?.encoding ?? job.dialect?.encoding,
    delimiter: job.dialect?.delimiter,
    columns,
    everybody,
    questions,
    options,
    createdAt,
    createdBy,
    startedAt,
    finishedAt,
  };
}
