import type { Rules } from '../../rules/table/rule-items.ts';
import { refuseAudiences, refuseTakenIds, setRules, type RuleDeps } from '../../rules/usecases/set-rules.ts';
import type { ReminderRule } from '../domain/reminder-rule.ts';
import { getReminders, type StoredReminder } from '../table/reminder-items.ts';

/** Replaces an event's reminders. Their schedules follow from the table. */
export async function setReminders(
  deps: RuleDeps,
  eventId: string,
  wanted: ReminderRule[],
  seenVersion: number | undefined,
): Promise<Rules<StoredReminder>> {
  const place = { eventId, kind: 'reminder' };
  refuseAudiences(wanted, ['all', 'registered']);
  const before = await getReminders(deps.table, eventId);
  await refuseTakenIds(deps.table, place, wanted);
  return setRules(deps, place, wanted, { before, letter: 'r', seenVersion });
}
