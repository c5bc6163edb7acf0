import * as z from 'zod';
import { WebhookDestination } from '../../platform/values/webhook-destination.ts';
import { RuleId, ruleTiming } from '../../rules/domain/rule.ts';

/** Registrants handed to another system at a moment before or after each session of an event. */
export const HandoverRule = z.strictObject({
  id: RuleId.optional(),
  name: z.string().trim().min(1).max(100).default('Hand-over'),
  ...ruleTiming,
  audience: z.enum(['all', 'participants', 'non-participants', 'online', 'not-online']).default('all'),
  destination: WebhookDestination,
});
export type HandoverRule = z.infer<typeof HandoverRule>;

/** Whether any of these rules posts to another place, or posts other people, than the rules of before. */
export function handsOverElsewhere(wanted: HandoverRule[], before: HandoverRule[]): boolean {
  return !wanted.every((rule) => {
    const known = before.find(({ id }) => id === rule.id);
    const { secret = known?.destination.secret } = rule.destination;
    return (
      known?.audience === rule.audience &&
      known.destination.url === rule.destination.url &&
      known.destination.secret === secret
    );
  });
}
