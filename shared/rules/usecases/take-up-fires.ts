import { getSession } from '../../events/table/session-items.ts';
import { whichJobsExist } from '../../jobs/table/job-items.ts';
import { nameOf } from '../../jobs/usecases/job-kind.ts';
import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { SWEEP_PATIENCE_MS } from '../../platform/values/sweep-times.ts';
import { isStale, runIdOf, type Fire } from '../domain/fire.ts';
import { isPlanned } from '../domain/rule.ts';
import { dropDueFires, listDueFires } from '../table/due-items.ts';
import { listRules } from '../table/rule-items.ts';
import type { RuleKind } from './rule-kind.ts';

interface TakeUpDeps {
  table: Table;
  schedules: Queue;
  /** Rules of other kinds are left alone. */
  ruleKinds: readonly RuleKind[];
  now: () => number;
}

/** After an outage of everything, so many a sweep: the queue is not filled with what it cannot work off before the next. */
const MOST_A_SWEEP = 2_000;
const AT_ONCE = 8;

/**
 * Queues fires whose schedule should have fired and did not: it was never made, or got lost. Looks back as far as any kind
 * of rule may still be carried out, so an outage of the sweeper itself loses nothing that would not be too late anyway.
 * Answers how many.
 */
export async function takeUpFires(deps: TakeUpDeps): Promise<number> {
  const { table, ruleKinds } = deps;
  const longest = Math.max(0, ...ruleKinds.map(({ latenessAllowed }) => latenessAllowed));
  const until = deps.now() - SWEEP_PATIENCE_MS;
  const noted = await listDueFires(table, { since: deps.now() - longest, until });
  const missed = noted.filter((fire) => isInTime(deps, fire)).slice(0, MOST_A_SWEEP);
  const begun = await whichJobsExist(table, missed.map(runIdOf));
  const open = missed.filter((fire) => !begun.has(runIdOf(fire)));
  const still: Fire[] = [];
  await inParallel(open, AT_ONCE, async (fire) => {
    if (await isStillDue(table, fire)) still.push(fire);
  });
  await dropDueFires(
    table,
    missed.filter((fire) => !still.includes(fire)),
  );
  return sendAll(
    deps.schedules,
    still.map((fire) => ({ missed: fire })),
  );
}

function isInTime({ ruleKinds, now }: TakeUpDeps, fire: Fire): boolean {
  const kind = ruleKinds.find(({ runs }) => nameOf(runs) === fire.kind);
  return kind !== undefined && now() - Date.parse(fire.dueAt) < kind.latenessAllowed;
}

/** The note stays behind when the session moves, is called off, or its rule changes. */
async function isStillDue(table: Table, fire: Fire): Promise<boolean> {
  const session = await getSession(table, fire.sessionId);
  if (!session) return false;
  const rule = (await listRules(table, session.eventId)).find(
    ({ id, kind }) => id === fire.ruleId && kind === fire.kind,
  );
  return rule !== undefined && isPlanned(rule, session) && !isStale(fire, rule, session);
}
