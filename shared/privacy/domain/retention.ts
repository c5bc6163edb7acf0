import * as z from 'zod';
import { UNDO_DAYS } from '../../platform/values/restorable.ts';
import type { Selection } from '../../filters/domain/selection.ts';
import { ParticipantStatus } from '../../people/domain/wish.ts';

/** How long deleted people can be restored; afterwards a purge erases them. */
export const DELETED_DAYS = UNDO_DAYS;

/** The rules of retention: how long people are kept. */
export const Retention = z.strictObject({
  /** Whether the rules are applied, once a day: only after somebody has switched them on. */
  enabled: z.boolean().default(false),
  /** People who registered for nothing in so many months are erased; left out: nobody is erased for that. */
  unseenMonths: z.number().int().min(1).max(240).optional(),
});
export type Retention = z.infer<typeof Retention>;

/** Days that the buckets keep files; the stage's settings, since the buckets themselves delete them. */
export const FileDays = z.object({ uploads: z.number(), reports: z.number(), exports: z.number() });
export type FileDays = z.infer<typeof FileDays>;

/** The limits of one purge, as instants. */
export const RetentionLimits = z.object({
  deletedBefore: z.iso.datetime(),
  unseenSince: z.iso.datetime().optional(),
});
export type RetentionLimits = z.infer<typeof RetentionLimits>;

/** Everybody whom a purge looks at, deleted people too: a filter has them only when it asks for their status. */
export const everybody: Selection = {
  all: true,
  filter: { field: 'status', op: 'in', value: [...ParticipantStatus.options] },
};

interface Life {
  createdAt: string;
  enteredAt?: string | undefined;
  firstSeenAt?: string | undefined;
  lastSeenAt?: string | undefined;
  deletedAt?: string | undefined;
  blockedAt?: string | undefined;
}

/**
 * When a person was last seen: for those who never came by themselves, when they, or whoever was merged into them, were
 * entered.
 */
export function unseenFrom(life: Life): string {
  const { createdAt, enteredAt = createdAt, firstSeenAt = createdAt, lastSeenAt = firstSeenAt } = life;
  return [createdAt, enteredAt, lastSeenAt].reduce((last, at) => (at > last ? at : last));
}

/**
 * Why a person is due for erasure, as far as their own item shows. Whoever is on the black list stays: the list shows
 * people, and from a trace nobody could tell who is meant.
 */
export function duePurge(person: Life, limits: RetentionLimits): 'deleted' | 'unseen' | undefined {
  if (person.blockedAt !== undefined) return undefined;
  if (person.deletedAt !== undefined && person.deletedAt < limits.deletedBefore) return 'deleted';
  const { unseenSince } = limits;
  return unseenSince !== undefined && unseenFrom(person) < unseenSince ? 'unseen' : undefined;
}

const DAY_MS = 24 * 60 * 60_000;

/** The limits at an instant. Months are those of the calendar, in UTC; a day that a month lacks is its last one. */
export function limitsAt({ unseenMonths }: Pick<Retention, 'unseenMonths'>, nowMs: number): RetentionLimits {
  const deletedBefore = new Date(nowMs - DELETED_DAYS * DAY_MS).toISOString();
  if (unseenMonths === undefined) return { deletedBefore };
  const now = new Date(nowMs);
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - unseenMonths, 1);
  const lastDay = new Date(first);
  lastDay.setUTCMonth(lastDay.getUTCMonth() + 1, 0);
  const day = Math.min(now.getUTCDate(), lastDay.getUTCDate());
  return { deletedBefore, unseenSince: new Date(first + (day - 1) * DAY_MS).toISOString() };
}
