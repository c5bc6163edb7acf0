import { SessionChangeJob } from '../domain/mail-run-jobs.ts';
import { isStillTrue, sessionChangeRunId, type SessionChange } from '../../events/domain/session-change.ts';
import { createJob } from '../../jobs/table/job-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';

/** Begins the run that tells registrants of a rescheduled or cancelled session, once. */
export async function onSessionChanged(
  deps: { table: Table; now: () => number },
  change: SessionChange,
): Promise<'begun' | 'begun-before' | 'stale'> {
  const session = await getSession(deps.table, change.sessionId);
  if (!session || !isStillTrue(change, session, deps.now())) return 'stale';
  const now = new Date(deps.now()).toISOString();
  const job: SessionChangeJob = {
    kind: SessionChangeJob.shape.kind.value,
    id: sessionChangeRunId(change),
    status: 'waiting',
    createdAt: now,
    createdBy: 'session',
    version: 1,
    idleSlices: 0,
    news: change,
    eventId: session.eventId,
    cursor: { shard: 0 },
    counts: { looked: 0, chosen: 0, unknown: 0 },
  };
  return (await createJob(deps.table, job)) ? 'begun' : 'begun-before';
}
