import { Refusal } from '../../platform/problems/refusal.ts';
import type { Rules } from '../../rules/table/rule-items.ts';
import { refuseAudiences, refuseTakenIds, setRules, type RuleDeps } from '../../rules/usecases/set-rules.ts';
import { templateOf, type ReminderRule } from '../domain/reminder-rule.ts';
import { getReminders, type StoredReminder } from '../table/reminder-items.ts';

/** Replaces an event's reminders. Their schedules follow from the table. */
export async function setReminders(
  deps: RuleDeps,
  eventId: string,
  asked: ReminderRule[],
  seenVersion: number | undefined,
): Promise<Rules<StoredReminder>> {
  const place = { eventId, kind: 'reminder' };
  const wanted = asked.map((rule) => ({ ...rule, template: templateOf(rule) }));
  refuseMissed(wanted);
  refuseAudiences(wanted, ['all', 'registered']);
  const before = await getReminders(deps.table, eventId);
  await refuseTakenIds(deps.table, place, wanted);
  return setRules(deps, place, wanted, { before, letter: 'r', seenVersion });
}

/** "We did not see you" is for those who were not there, and for nobody else. */
function refuseMissed(rules: ReminderRule[]): void {
  const errors = rules.flatMap(({ template, audience }, index) =>
    template === 'missed' && audience !== 'absent'
      ? [
          {
            field: `rules.${index}.template`,
            code: 'not-supported' as const,
            message:
              'The mail "missed" goes to the audience "absent" only. Choose "follow-up" for all others.',
          },
        ]
      : [],
  );
  if (errors.length > 0)
    throw new Refusal('invalid-input', 'Some rules would tell people what is not so.', errors);
}
