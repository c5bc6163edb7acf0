import { fileOf, noCounts, type ImportJob } from '../../shared/domain/import-job.ts';

/** An import as organizers see it. What a dry run counts is told as `preview`: nothing of it has happened. */
export function importView(job: ImportJob): Record<string, unknown> {
  const { id, key, status, detail, columns, questions, options, size, cursor, dryRun, registered } = job;
  const { createdAt, createdBy, startedAt, finishedAt } = job;
  const bytes = fileOf(job).size;
  const isRead = job.phase === 'report' || (dryRun && finishedAt !== undefined);
  const progress = status === 'done' || isRead || bytes === 0 ? 1 : cursor.offset / bytes;
  const inSession = job.target && { registered };
  return {
    id,
    key,
    status,
    cancelling: job.cancelling,
    reason: job.heldFor ?? job.reason,
    detail,
    counts: dryRun ? noCounts : job.counts,
    notes: dryRun ? undefined : job.notes,
    ...(dryRun && {
      preview: {
        status: finishedAt === undefined ? 'running' : 'done',
        counts: job.counts,
        notes: job.notes,
        ...inSession,
        progress,
      },
    }),
    ...(job.target && { sessionId: job.target.sessionId, ...(!dryRun && inSession) }),
    progress: dryRun ? 0 : progress,
    size,
    sheet: job.source?.sheet,
    otherSheets: job.source?.others,
    encoding: job.dialect?.encoding,
    delimiter: job.dialect?.delimiter,
    columns,
    questions,
    options,
    createdAt,
    createdBy,
    startedAt,
    finishedAt,
  };
}
