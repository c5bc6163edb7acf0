import * as z from 'zod';
import { isOpen, type Session } from './session.ts';

const YEAR_MINUTES = 366 * 24 * 60;

/** An instant with its offset, kept in UTC. */
const Instant = z.iso
  .datetime({ offset: true, error: 'must be an instant like 2027-03-21T09:00:00Z' })
  .transform((text) => new Date(text).toISOString());

/** When people may register, beside what the dates themselves allow. */
export const RegistrationWindow = z.strictObject({
  opensAt: Instant.optional(),
  closesAt: Instant.optional(),
  /** So long before its start, each session takes no registrations any more; without it, it takes them while it runs. */
  closesMinutesBefore: z.number().int().min(0).max(YEAR_MINUTES).optional(),
});
export type RegistrationWindow = z.infer<typeof RegistrationWindow>;

export const opensBeforeItCloses = ({ opensAt, closesAt }: RegistrationWindow): boolean =>
  opensAt === undefined || closesAt === undefined || opensAt < closesAt;

/** What the event's door says to somebody who wants to register. */
export type Door = 'open' | 'not-open-yet' | 'closed' | 'archived';

interface Doored {
  archivedAt?: string | undefined;
  registration: RegistrationWindow;
}

export function doorOf({ archivedAt, registration }: Doored, nowMs: number): Door {
  const { opensAt, closesAt } = registration;
  if (archivedAt !== undefined) return 'archived';
  if (opensAt !== undefined && nowMs < Date.parse(opensAt)) return 'not-open-yet';
  return closesAt !== undefined && nowMs >= Date.parse(closesAt) ? 'closed' : 'open';
}

/** Whether one may register for this date of the event, as far as the date is concerned. */
export function takesRegistrations(
  { registration: { closesMinutesBefore } }: Pick<Doored, 'registration'>,
  session: Pick<Session, 'startsAtUtc' | 'durationMinutes' | 'cancelledAt'>,
  nowMs: number,
): boolean {
  if (!isOpen(session, nowMs)) return false;
  if (closesMinutesBefore === undefined) return true;
  return nowMs < Date.parse(session.startsAtUtc) - closesMinutesBefore * 60_000;
}
