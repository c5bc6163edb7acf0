import type { Session } from '../../events/domain/session.ts';
import { listEvents } from '../../events/table/event-items.ts';
import { listSessions } from '../../events/table/session-items.ts';
import { getJobCore } from '../../jobs/table/job-items.ts';
import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import { SWEEP_PATIENCE_MS } from '../../platform/values/sweep-times.ts';
import { runIdOf, type Fire } from '../domain/fire.ts';
import { dueAt } from '../domain/rule.ts';
import { listRules, type PlannedRule } from '../table/rule-items.ts';
import { fireAt } from './plan-schedules.ts';
import type { RuleKind } from './rule-kind.ts';

interface TakeUpDeps {
  table: Table;
  schedules: Queue;
  /** Rules of other kinds are left alone. */
  ruleKinds: readonly RuleKind[];
  now: () => number;
}

const PAGE = 100;

/** Queues fires whose schedule should have fired and did not: it was never made, or got lost. Answers how many. */
export async function takeUpFires(deps: TakeUpDeps): Promise<number> {
  const fires = await missedFires(deps);
  return sendAll(
    deps.schedules,
    fires.map((fire) => ({ fire })),
  );
}

/** Fires that are due, not too late, and have begun no run. */
async function missedFires(deps: TakeUpDeps): Promise<Fire[]> {
  const missed: Fire[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await listEvents(deps.table, after, PAGE);
    for (const event of page.events) {
      const rules = await listRules(deps.table, event.id);
      if (rules.length === 0) continue;
      for (const fire of await dueFires(deps, event.id, rules)) {
        if (!(await getJobCore(deps.table, runIdOf(fire)))) missed.push(fire);
      }
    }
    after = page.next;
  }
  return missed;
}

async function dueFires(deps: TakeUpDeps, eventId: string, rules: PlannedRule[]): Promise<Fire[]> {
  const fires: Fire[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await listSessions(deps.table, eventId, after, PAGE);
    fires.push(
      ...page.sessions.flatMap((session) =>
        rules.filter((rule) => isMissed(deps, session, rule)).map((rule) => fireAt(session, rule)),
      ),
    );
    after = page.next;
  }
  return fires;
}

function isMissed(deps: TakeUpDeps, session: Session, rule: PlannedRule): boolean {
  const due = dueAt(rule, session);
  const late = deps.now() - due;
  // A moment that was past when it was set never had a schedule.
  const setAt = Math.max(
    ...[rule.timedAt, session.movedAt, session.createdAt].map((at) => Date.parse(at ?? '1970')),
  );
  return (
    session.cancelledAt === undefined &&
    due > setAt &&
    late > SWEEP_PATIENCE_MS &&
    late < (deps.ruleKinds.find(({ name }) => name === rule.kind)?.latenessAllowed ?? 0)
  );
}
