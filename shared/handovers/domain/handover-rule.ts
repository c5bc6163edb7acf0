import * as z from 'zod';
import { DestinationId } from '../../destinations/domain/destination.ts';
import { Filter } from '../../filters/domain/filter.ts';
import { WebhookDestination } from '../../platform/values/webhook-destination.ts';
import { RuleId, ruleTiming } from '../../rules/domain/rule.ts';

/** A destination that is kept by itself; `tags` are set beside those of its settings. */
export const DestinationRef = z.strictObject({
  id: DestinationId,
  tags: z.array(z.string().trim().min(1).max(200)).max(20).optional(),
});
export type DestinationRef = z.infer<typeof DestinationRef>;

/** Where a rule hands people over to: a webhook as these stand in it, or a destination by its id. */
export const placeOf = <W extends z.ZodType>(webhook: W) =>
  z.union([webhook, DestinationRef], {
    // Of an object the nearest form tells what is wrong with it.
    error: ({ input }) =>
      input instanceof Object
        ? undefined
        : 'must be {"id": "dst_…"}, or {"type": "webhook", "url": "https://…"}',
  });

const DAY_MINUTES = 24 * 60;

/** Who is meant, and what becomes of those of whom it is not known. */
const audience = {
  audience: z.enum(['all', 'participants', 'non-participants', 'online', 'not-online']).default('all'),
  filter: Filter.optional(),
  /** Of whom nobody knows at the moment whether they were there: the report is still to come. `wait` unless it says more. */
  unknown: z.enum(['wait', 'as-absent', 'skip']).optional(),
  /** How long `wait` waits; a day unless it says more. */
  waitMinutes: z
    .number()
    .int()
    .min(1)
    .max(7 * DAY_MINUTES)
    .optional(),
  /** What whoever is unknown even then counts as; `skip` unless it says more. */
  afterWait: z.enum(['as-absent', 'skip']).optional(),
  /** Whether people are handed over again whose verdict changes afterwards. */
  tellChanges: z.boolean().optional(),
};

/** What may happen to a registration that is handed over at once. */
export const Happening = z.enum(['registered', 'confirmed', 'cancelled', 'attended']);
export type Happening = z.infer<typeof Happening>;

/** Registrants handed to another system: at a moment before or after each session of an event, or `when` something happens. */
export const HandoverRule = z.strictObject({
  id: RuleId.optional(),
  name: z.string().trim().min(1).max(100).default('Hand-over'),
  ...ruleTiming,
  offsetMinutes: ruleTiming.offsetMinutes.default(0),
  when: Happening.optional(),
  ...audience,
  destination: placeOf(WebhookDestination),
});
export type HandoverRule = z.infer<typeof HandoverRule>;

/** How long a rule waits for a verdict, in milliseconds. */
export const waitOf = ({ waitMinutes = DAY_MINUTES }: Pick<HandoverRule, 'waitMinutes'>): number =>
  waitMinutes * 60_000;

/** Whether any of these rules posts to another place, or posts other people, than the rules of before. */
export function handsOverElsewhere(wanted: HandoverRule[], before: HandoverRule[]): boolean {
  return !wanted.every((rule) => {
    const known = before.find(({ id }) => id === rule.id);
    return known !== undefined && whoAndWhere(rule, known) === whoAndWhere(known, known);
  });
}

/** Who is handed over and where to, as a text; a secret that is left out is the known one. */
function whoAndWhere(rule: HandoverRule, known: HandoverRule): string {
  const { when, audience: who, filter, unknown, afterWait, destination } = rule;
  const place =
    'id' in destination
      ? [destination.id, destination.tags]
      : [destination.url, destination.secret ?? ('url' in known.destination && known.destination.secret)];
  return JSON.stringify([when, who, filter, unknown, afterWait, place]);
}
