import { isStale, runIdOf, type Fire } from '../domain/fire.ts';
import type { FiredRun } from '../domain/rule-run.ts';
import type { RuleKind } from './rule-kind.ts';
import { createJob } from '../../jobs/table/job-items.ts';
import { nameOf } from '../../jobs/usecases/job-kind.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { dropDueFires } from '../table/due-items.ts';
import { listRules } from '../table/rule-items.ts';

export type FireOutcome = 'begun' | 'begun-before' | 'stale' | 'too-late' | 'not-yet';

/** By how much the clocks of two functions may differ. */
const EARLY_MS = 60_000;

/**
 * Called when a schedule fires: begins the run, once, if the fire is not stale and not too late, and takes away the note
 * that it is due. Whoever fires a schedule by hand, before its moment, wants it now. Of one that is too late the note stays: the
 * clock may have been ahead, and the sweeper's is another.
 */
export async function onScheduleFired(deps: FireDeps, fire: Fire): Promise<FireOutcome> {
  const outcome = await followFire(deps, fire);
  if (outcome !== 'too-late') await dropDueFires(deps.table, [fire]);
  return outcome;
}

/**
 * The same for a fire whose schedule was found to be missing. The clock of whoever found it may have been ahead: then
 * nothing is done before its moment, and it is found again.
 */
export async function onFireMissed(deps: FireDeps, fire: Fire): Promise<FireOutcome> {
  return Date.parse(fire.dueAt) - deps.now() > EARLY_MS ? 'not-yet' : onScheduleFired(deps, fire);
}

interface FireDeps {
  table: Table;
  ruleKinds: readonly RuleKind[];
  now: () => number;
}

async function followFire(deps: FireDeps, fire: Fire): Promise<FireOutcome> {
  const session = await getSession(deps.table, fire.sessionId);
  if (!session) return 'stale';
  const rules = await listRules(deps.table, session.eventId);
  const kind = deps.ruleKinds.find(({ runs }) => nameOf(runs) === fire.kind);
  const rule = rules.find((one) => one.id === fire.ruleId && one.kind === fire.kind);
  if (!kind || !rule || isStale(fire, rule, session)) return 'stale';
  const due = Date.parse(fire.dueAt);
  if (deps.now() - due > kind.latenessAllowed) return 'too-late';
  const run = runOf({ ...fire, dueAt: new Date(due).toISOString() }, session.eventId, deps.now());
  await kind.beforeRun?.(deps.table, run);
  return (await createJob(deps.table, run)) ? 'begun' : 'begun-before';
}

function runOf(fire: Fire, eventId: string, nowMs: number): FiredRun {
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
