import * as z from 'zod';
import { MailTemplate } from './mail-template.ts';
import { sessionEnd, type Session } from '../../events/domain/session.ts';
import { WebhookDestination } from '../../platform/values/webhook-destination.ts';

const YEAR_MINUTES = 366 * 24 * 60;

export const RuleId = z.string().regex(/^[a-z][a-z0-9]{0,23}$/, 'lower-case letters and digits, 24 at most');

const Timing = {
  anchor: z.enum(['start', 'end']).default('start'),
  /** Negative is before the anchor. */
  offsetMinutes: z.number().int().min(-YEAR_MINUTES).max(YEAR_MINUTES),
};

/** A mail at a moment before or after each session of an event. */
export const ReminderRule = z.strictObject({
  id: RuleId.optional(),
  ...Timing,
  audience: z.enum(['all', 'registered', 'attended', 'absent', 'not-yet']).default('registered'),
  template: MailTemplate.default('reminder'),
});
export type ReminderRule = z.infer<typeof ReminderRule>;

/** Registrants handed to another system at a moment before or after each session of an event. */
export const HandoverRule = z.strictObject({
  id: RuleId.optional(),
  name: z.string().trim().min(1).max(100).default('Hand-over'),
  ...Timing,
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

export type RuleKind = 'reminder' | 'handover';

/** When a rule is due for a session, in milliseconds since the epoch. */
export function dueAt(rule: Pick<ReminderRule, 'anchor' | 'offsetMinutes'>, session: Session): number {
  const anchor = rule.anchor === 'start' ? Date.parse(session.startsAtUtc) : sessionEnd(session);
  return anchor + rule.offsetMinutes * 60_000;
}

/** What every stored rule has. */
interface Stored {
  id: string;
  /** Raised by each change. */
  version: number;
  /** When its moment was last set: what was past by then is not made up for. */
  timedAt?: string | undefined;
}

interface Timed {
  anchor: 'start' | 'end';
  offsetMinutes: number;
}

/**
 * Gives each rule its id and version: what is as before keeps its version, so that its schedules stay;
 * what changed gets the next one, so that they are planned anew.
 */
export function stampRules<R extends Timed & { id?: string | undefined }>(
  wanted: R[],
  before: (Stored & Timed)[],
  newRuleId: () => string,
  now: string,
): (R & Stored)[] {
  return wanted.map((rule) => {
    const known = before.find((one) => one.id === rule.id);
    const id = rule.id ?? newRuleId();
    const version = known ? known.version + (isSame({ ...rule, id }, known) ? 0 : 1) : 1;
    const isTimeKept = known?.anchor === rule.anchor && known.offsetMinutes === rule.offsetMinutes;
    return { ...rule, id, version, timedAt: isTimeKept ? known.timedAt : now };
  });
}

function isSame(rule: object, known: Stored): boolean {
  return canonical(rule) === canonical({ ...known, version: undefined, timedAt: undefined });
}

function canonical(value: object): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
