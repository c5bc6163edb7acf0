import { latenessAllowed, runIdOf, type Fire } from '../domain/fire.ts';
import { dueAt } from '../domain/rule.ts';
import type { HandoverJob, ReminderJob } from '../domain/rule-run.ts';
import { createJob } from '../../jobs/table/job-items.ts';
import { listRun } from '../table/run-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { rulesOf } from './plan-schedules.ts';

export type FireOutcome = 'begun' | 'begun-before' | 'stale' | 'too-late';

/**
 * A schedule fired: begins the run, once, if the rule still is due for the session at that moment and it is not too
 * late. A move or another offset changes the moment; what else changed is read when it is needed.
 */
export async function onScheduleFired(
  deps: { table: Table; now: () => number },
  fire: Fire,
): Promise<FireOutcome> {
  const session = await getSession(deps.table, fire.sessionId);
  if (!session || session.cancelledAt !== undefined) return 'stale';
  const rules = await rulesOf(deps.table, session.eventId);
  const rule = rules.find((one) => one.id === fire.ruleId && one.kind === fire.kind);
  const due = rule && dueAt(rule, session);
  if (due === undefined || due !== Date.parse(fire.dueAt)) return 'stale';
  if (deps.now() - due > latenessAllowed[fire.kind]) return 'too-late';
  const job = runOf({ ...fire, dueAt: new Date(due).toISOString() }, session.eventId, deps.now());
  if (job.kind === 'handover') await listRun(deps.table, job);
  return (await createJob(deps.table, job)) ? 'begun' : 'begun-before';
}

function runOf(fire: Fire, eventId: string, nowMs: number): ReminderJob | HandoverJob {
  return {
    kind: fire.kind,
    id: runIdOf(fire),
    status: 'waiting',
    createdAt: new Date(nowMs).toISOString(),
    createdBy: 'schedule',
    version: 1,
    idleSlices: 0,
    fire,
    eventId,
    cursor: { shard: 0 },
    counts: { looked: 0, chosen: 0, unknown: 0 },
  };
}
