import * as z from 'zod';
import type { TableChange } from '../../platform/table/read-change.ts';
import type { SchedulePlan } from './plan-schedules.ts';

const RulesImage = z.object({
  eventId: z.string(),
  rules: z.array(z.object({ id: z.string(), version: z.number() })),
});
type RulesImage = z.infer<typeof RulesImage>;

/** Rules that changed or went, by id: what is gone cannot be read any more when the plan is carried out. */
export function replanRules(change: TableChange): { schedules: { plan: SchedulePlan }[] } {
  const before = change.before && RulesImage.parse(change.before);
  const after = change.after && RulesImage.parse(change.after);
  const eventId = (after ?? before)?.eventId;
  const ruleIds = [...new Set([...missingIn(after, before), ...missingIn(before, after)])];
  return { schedules: eventId === undefined || ruleIds.length === 0 ? [] : [{ plan: { eventId, ruleIds } }] };
}

/** Ids of rules that the other set does not have as they are. */
function missingIn(other: RulesImage | undefined, of: RulesImage | undefined): string[] {
  return (of?.rules ?? [])
    .filter((rule) => !other?.rules.some((one) => one.id === rule.id && one.version === rule.version))
    .map((rule) => rule.id);
}
