import * as z from 'zod';
import { EventId, idDigits, SessionId } from '../domain/ids.ts';
import type { Fire } from '../domain/fire.ts';
import { dueAt, type RuleKind } from '../domain/rule.ts';
import type { Session } from '../domain/session.ts';
import { putSchedule, removeSchedule } from '../schedule/put-schedule.ts';
import type { ScheduleGroup } from '../schedule/schedule-group.ts';
import { getHandovers, getReminders } from '../table/rule-items.ts';
import { getSession, listSessions } from '../table/session-items.ts';
import type { Table } from '../table/table.ts';
import { inParallel } from './in-parallel.ts';

/**
 * Says that schedules may differ from what the table says: of one session, or of all sessions of an event.
 * `ruleIds` names rules that may be gone and so cannot be read any more.
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

/** A rule as far as its moment goes. */
export interface PlannedRule {
  kind: RuleKind;
  id: string;
  version: number;
  anchor: 'start' | 'end';
  offsetMinutes: number;
}

export const scheduleName = (sessionId: string, ruleId: string): string => `${idDigits(sessionId)}-${ruleId}`;

/** Makes the schedules be as the table says now, whatever they were. Doing it twice is the same as once. */
export async function planSchedules(
  deps: ScheduleDeps,
  plan: SchedulePlan,
): Promise<{ put: number; removed: number }> {
  const rules = await rulesOf(deps.table, plan.eventId);
  const done = { put: 0, removed: 0 };
  for await (const session of sessionsOf(deps.table, plan)) {
    const ids = new Set([...plan.ruleIds, ...rules.map((rule) => rule.id)]);
    await inParallel([...ids], AT_ONCE, async (id) => {
      const fire = fireOf(
        session,
        rules.find((rule) => rule.id === id),
        deps.now(),
      );
      if (fire) {
        await putSchedule(deps.schedules, {
          name: scheduleName(session.id, id),
          at: new Date(fire.dueAt),
          input: { fire },
        });
        done.put += 1;
      } else {
        await removeSchedule(deps.schedules, scheduleName(session.id, id));
        done.removed += 1;
      }
    });
  }
  return done;
}

/** What the rule's schedule will say; undefined when there is to be none: cancelled, gone, or its moment is past. */
export function fireOf(session: Session, rule: PlannedRule | undefined, nowMs: number): Fire | undefined {
  if (!rule || session.cancelledAt !== undefined) return undefined;
  const due = dueAt(rule, session);
  if (due <= nowMs) return undefined;
  return fireAt(session, rule);
}

export function fireAt(session: Session, rule: PlannedRule): Fire {
  return {
    kind: rule.kind,
    sessionId: session.id,
    ruleId: rule.id,
    sessionMoves: session.moves,
    ruleVersion: rule.version,
    dueAt: new Date(dueAt(rule, session)).toISOString(),
  };
}

export async function rulesOf(table: Table, eventId: string): Promise<PlannedRule[]> {
  const [reminders, handovers] = await Promise.all([
    getReminders(table, eventId),
    getHandovers(table, eventId),
  ]);
  return [
    ...reminders.rules.map((rule) => ({ kind: 'reminder' as const, ...rule })),
    ...handovers.rules.map((rule) => ({ kind: 'handover' as const, ...rule })),
  ];
}

async function* sessionsOf(table: Table, plan: SchedulePlan): AsyncGenerator<Session> {
  if (plan.sessionId !== undefined) {
    const session = await getSession(table, plan.sessionId);
    if (session) yield session;
    return;
  }
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await listSessions(table, plan.eventId, after, SESSIONS_PAGE);
    yield* page.sessions;
    after = page.next;
  }
}
