import * as z from 'zod';
import { DateOrder } from '../../imports/domain/import-columns.ts';
import { SessionId } from '../../platform/values/ids.ts';
import { findTimeZone } from '../../platform/time/zone-table.ts';
import { ReportColumns } from './forms/mapped-table.ts';

/** How hours without a.m. and p.m. are meant: `12-hour` means the half of the day that is nearer to the session. */
export const Clock = z.enum(['24-hour', '12-hour']);
export type Clock = z.infer<typeof Clock>;

/** An IANA zone of our table, however it is written. */
const TimeZone = z.string().transform((written, context) => {
  const found = findTimeZone(written);
  if (found !== undefined) return found;
  context.addIssue({ code: 'custom', message: 'must be a time zone like Europe/Berlin' });
  return z.NEVER;
});

/** Who somebody of a report without an address is: a registration, or nobody who registered. */
const GivenMatch = z.strictObject({
  guest: z.string().max(300),
  registrationId: z.string().max(100).nullable(),
});

/** What an organizer says of a report that it does not say itself. */
export const ReportAnswers = z.strictObject({
  timeZone: TimeZone.optional(),
  dateOrder: DateOrder.optional(),
  clock: Clock.optional(),
  columns: ReportColumns.optional(),
  /** Which session it is of; the session's own id says that it is of this one, whatever its times are. */
  session: SessionId.optional(),
  matches: z.array(GivenMatch).max(1000).optional(),
});
export type ReportAnswers = z.infer<typeof ReportAnswers>;

/** What only somebody who knows the report can say, and what may be said. */
export const ReportQuestion = z.object({
  name: z.enum(['timeZone', 'dateOrder', 'clock', 'columns', 'matches', 'session']),
  choices: z.array(z.string()),
  /** What there is to be decided, in words. */
  message: z.string(),
});
export type ReportQuestion = z.infer<typeof ReportQuestion>;

/** How the times of a file are read, decided for the file as a whole. */
export interface ReportSettings {
  timeZone: string;
  dateOrder?: DateOrder | undefined;
  clock: Clock;
  /** Where several readings of a time are left, the one near this instant is right (ms since 1970). */
  near?: number | undefined;
  /** Everybody may present, as in most meetings of Teams: presenters are no speakers then. */
  everyonePresents: boolean;
}

/** The session that a report is held against. */
export interface ReportSession {
  id: string;
  name: string;
  timeZone: string;
  /** ms since 1970 */
  startsAt: number;
  durationMinutes: number;
}
