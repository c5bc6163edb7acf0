import { Session } from '../../events/domain/session.ts';
import type { TableChange } from '../../platform/table/read-change.ts';
import type { SchedulePlan } from './plan-schedules.ts';

/** Replans the schedules of a session that is new, gone, or has another time. */
export function replanSession(change: TableChange): { schedules: { plan: SchedulePlan }[] } {
  const before = change.before && Session.parse(change.before);
  const after = change.after && Session.parse(change.after);
  const session = after ?? before;
  if (!session || before?.scheduleVersion === after?.scheduleVersion) return { schedules: [] };
  return { schedules: [{ plan: { eventId: session.eventId, sessionId: session.id, ruleIds: [] } }] };
}
