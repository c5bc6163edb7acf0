import { isFinished } from '../domain/job.ts';
import { Refusal } from '../domain/refusal.ts';
import { getJob, saveJob, type Job } from '../table/job-items.ts';
import type { Table } from '../table/table.ts';

/** Ends a job; its worker notices at the next checkpoint. What was done stays done. */
export async function cancelJob(deps: { table: Table; now: () => number }, read: Job): Promise<Job> {
  for (let job: Job | undefined = read; job; job = await getJob(deps.table, read.id)) {
    if (isFinished(job)) throw new Refusal('conflict', `This is over already (${job.status}).`);
    const cancelled = await saveJob(deps.table, {
      ...job,
      status: 'cancelled',
      finishedAt: new Date(deps.now()).toISOString(),
      heldFor: undefined,
      lease: undefined,
    });
    if (cancelled) return cancelled;
  }
  throw new Refusal('not-found', 'There is no such job.');
}
