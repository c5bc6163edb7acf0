import * as z from 'zod';
import { isAlwaysOpen } from '../../events/domain/room.ts';
import { sessionEnd, type Session } from '../../events/domain/session.ts';

const YEAR_MINUTES = 366 * 24 * 60;

export const RuleId = z.string().regex(/^[a-z][a-z0-9]{0,23}$/, 'lower-case letters and digits, 24 at most');

/** When a rule is due, as a part of its schema. */
export const ruleTiming = {
  anchor: z.enum(['start', 'end']).default('start'),
  /** Negative is before the anchor. */
  offsetMinutes: z.number().int().min(-YEAR_MINUTES).max(YEAR_MINUTES),
};

/** When a rule is due for a session, in milliseconds since the epoch. */
export function dueAt(rule: Timed, session: Session): number {
  const anchor = rule.anchor === 'start' ? Date.parse(session.startsAtUtc) : sessionEnd(session);
  return anchor + rule.offsetMinutes * 60_000;
}

/**
 * Whether the rule has a moment for the session that is to be kept: not of one that was called off, and not one that was
 * past already when rule and session were set so. A room, which is always open, has no such moments.
 */
export function isPlanned(rule: Timed & Pick<Stored, 'timedAt'>, session: Session): boolean {
  const setAt = [rule.timedAt, session.movedAt, session.createdAt].map((at) => Date.parse(at ?? '1970'));
  if (isAlwaysOpen(session) || rule.when !== undefined) return false;
  return session.cancelledAt === undefined && dueAt(rule, session) > Math.max(...setAt);
}

/** The fields that every stored rule has. */
interface Stored {
  id: string;
  /** Raised by each change. */
  version: number;
  /** When the rule's moment was last changed: what was past by then is not made up for. */
  timedAt?: string | undefined;
}

/** The fields of a stored rule that decide when it is due. */
export type StoredTiming = Stored & Timed;

/** When a rule is due: so many minutes after a session's start or end, or, below zero, before it. */
export interface Timed {
  anchor: 'start' | 'end';
  offsetMinutes: number;
  /** What it waits for instead of a moment, as its kind names it: then there is none to plan. */
  when?: string | undefined;
}

/**
 * Gives each rule its id and version: what is as before keeps its version, so that its schedules stay;
 * what changed gets the next one, so that they are planned anew.
 */
export function stampRules<R extends Timed & { id?: string | undefined }>(
  wanted: R[],
  before: StoredTiming[],
  newRuleId: () => string,
  now: string,
): (R & Stored)[] {
  return wanted.map((rule) => {
    const known = before.find((one) => one.id === rule.id);
    const id = rule.id ?? newRuleId();
    const version = known ? known.version + (isSame({ ...rule, id }, known) ? 0 : 1) : 1;
    const isTimeKept =
      known?.anchor === rule.anchor && known.offsetMinutes === rule.offsetMinutes && known.when === rule.when;
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
