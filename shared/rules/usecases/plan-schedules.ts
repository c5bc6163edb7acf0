import * as z from 'zod';
import { EventId, idDigits, SessionId } from '../../platform/values/ids.ts';
import type { Fire } from '../domain/fire.ts';
import { dueAt, isPlanned } from '../domain/rule.ts';
import { isAlwaysOpen } from '../../events/domain/room.ts';
import type { Session } from '../../events/domain/session.ts';
import { placeEvent } from '../../events/usecases/place-event.ts';
import { dropWantedPlan, findWantedPlan } from '../../events/table/wanted-plan-items.ts';
import { putSchedule, removeSchedule } from '../../platform/scheduler/put-schedule.ts';
import type { ScheduleGroup } from '../../platform/scheduler/schedule-group.ts';
import { putDueFires } from '../table/due-items.ts';
import { listRules, type PlannedRule } from '../table/rule-items.ts';
import { INDEX_LAG_MS } from '../../platform/values/index-lag.ts';
import { getSession, listSessions } from '../../events/table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';

/**
 * A message saying that schedules may differ from what the table says: those of one session, or of all sessions of an
 * event. `ruleIds` names rules that may be gone and so cannot be read any more.
 */
export const SchedulePlan = z.object({
  eventId: EventId,
  sessionId: SessionId.optional(),
  ruleIds: z.array(z.string()),
});
export type SchedulePlan = z.infer<typeof SchedulePlan>;

export interface ScheduleDeps {
  table: Table;
  schedules: ScheduleGroup;
  now: () => number;
}

const AT_ONCE = 8;
const SESSIONS_PAGE = 100;

export const scheduleName = (sessionId: string, ruleId: string): string => `${idDigits(sessionId)}-${ruleId}`;

/** How often one session is planned in a row while somebody changes it or its rules. */
const MOST_ROUNDS = 5;

/**
 * A moment that passed while its plan waited is noted as well, for so long: the sweeper knows how late its kind may be.
 */
const MISSED_MS = 3 * 24 * 60 * 60_000;

/**
 * Brings schedules in line with the table, whatever they were, and with them the notes of when fires are due and the
 * event's place in the lists. Doing it twice changes nothing more.
 */
export async function planSchedules(
  deps: ScheduleDeps,
  plan: SchedulePlan,
): Promise<{ put: number; removed: number }> {
  const done = { put: 0, removed: 0 };
  const wanted = await findWantedPlan(deps.table, plan);
  for await (const sessionId of sessionsOf(deps.table, plan)) {
    const { put, removed } = await planSession(deps, plan, sessionId);
    done.put += put;
    done.removed += removed;
  }
  if (plan.sessionId !== undefined) await placeEvent(deps, plan.eventId, plan.sessionId);
  if (wanted !== undefined && !mayMissSessions(plan, wanted.at, deps.now()))
    await dropWantedPlan(deps.table, plan, wanted.token);
  return done;
}

/** Sessions of an event come from the index: one that was made just before may be missing. The sweeper plans once more. */
const mayMissSessions = ({ sessionId }: SchedulePlan, wantedAt: string, nowMs: number): boolean =>
  sessionId === undefined && nowMs - Date.parse(wantedAt) < INDEX_LAG_MS;

/**
 * Puts and removes a session's schedules until they are what the table says: a slow planner must not leave behind
 * what it read before a quicker one.
 */
async function planSession(deps: ScheduleDeps, plan: SchedulePlan, sessionId: string) {
  const ids = new Set(plan.ruleIds);
  const done = { put: 0, removed: 0 };
  let before = '';
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const [session, rules] = await Promise.all([
      getSession(deps.table, sessionId),
      listRules(deps.table, plan.eventId),
    ]);
    if (!session) return done;
    for (const rule of rules) ids.add(rule.id);
    const wanted = [...ids].map((id) => {
      const rule = rules.find((one) => one.id === id);
      return { name: scheduleName(session.id, id), fire: fireOf(session, rule, deps.now()) };
    });
    const state = JSON.stringify(wanted);
    if (state === before) return done;
    before = state;
    await putDueFires(deps.table, dueFires(session, rules, deps.now()));
    await inParallel(wanted, AT_ONCE, async ({ name, fire }) => {
      if (fire) {
        await putSchedule(deps.schedules, { name, at: new Date(fire.dueAt), input: { fire } });
        done.put += 1;
      } else {
        await removeSchedule(deps.schedules, name);
        done.removed += 1;
      }
    });
  }
  throw new Error(`The session ${sessionId} or its rules change faster than they can be planned.`);
}

/** Fires that are to come, and those whose moment has just passed without a schedule. */
function dueFires(session: Session, rules: PlannedRule[], nowMs: number): Fire[] {
  return rules
    .filter((rule) => isPlanned(rule, session) && dueAt(rule, session) > nowMs - MISSED_MS)
    .map((rule) => fireAt(session, rule));
}

/** The message of the rule's schedule; undefined when there is to be none: cancelled, gone, or its moment is past. */
function fireOf(session: Session, rule: PlannedRule | undefined, nowMs: number): Fire | undefined {
  if (!rule || rule.when !== undefined) return undefined;
  if (session.cancelledAt !== undefined || isAlwaysOpen(session)) return undefined;
  const due = dueAt(rule, session);
  if (due <= nowMs) return undefined;
  return fireAt(session, rule);
}

export function fireAt(session: Session, rule: PlannedRule): Fire {
  return {
    kind: rule.kind,
    sessionId: session.id,
    ruleId: rule.id,
    dueAt: new Date(dueAt(rule, session)).toISOString(),
  };
}

async function* sessionsOf(table: Table, plan: SchedulePlan): AsyncGenerator<string> {
  if (plan.sessionId !== undefined) {
    yield plan.sessionId;
    return;
  }
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await listSessions(table, plan.eventId, after, SESSIONS_PAGE);
    yield* page.sessions.map((session) => session.id);
    after = page.next;
  }
}
