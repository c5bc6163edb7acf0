import * as z from 'zod';
import { EventId, SessionId } from '../../platform/values/ids.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { readItem } from '../../platform/table/item.ts';
import { queryListPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { calendarMonths, type Span } from '../domain/calendar-months.ts';
import { isAlwaysOpen } from '../domain/room.ts';
import type { Session } from '../domain/session.ts';
import { calendarKey, calendarPartition } from './event-keys.ts';

/** What lists over all events know of a session, cancelled ones among them. */
export const CalendarEntry = z.object({
  id: SessionId,
  eventId: EventId,
  startsAtUtc: z.iso.datetime(),
  durationMinutes: z.number(),
  cancelledAt: z.string().optional(),
});
export type CalendarEntry = z.infer<typeof CalendarEntry>;

const Item = z.object({ listed: CalendarEntry });
const read = (item: Record<string, unknown>): CalendarEntry => readItem(Item, 'session', item).listed;

const AT_ONCE = 16;

/** What a session's item carries to stand in the calendar, where it has a date. */
export const calendarPlace = (session: Session) =>
  isAlwaysOpen(session)
    ? {}
    : { ...calendarKey(session.startsAtUtc, session.id), listed: CalendarEntry.parse(session) };

/** All sessions of all events that start in a span, by start. */
export async function sessionsBetween(table: Table, span: Span): Promise<CalendarEntry[]> {
  const months = new Map<string, CalendarEntry[]>();
  await inParallel(calendarMonths(span), AT_ONCE, async (month) => {
    const found: CalendarEntry[] = [];
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const page = await monthPage(table, month, span, after);
      found.push(...page.entries);
      after = page.next;
    }
    months.set(month, found);
  });
  return calendarMonths(span).flatMap((month) => months.get(month) ?? []);
}

/** A page of them, after a place that an earlier page ended at. */
export async function sessionsPage(
  table: Table,
  span: Span,
  after: string | undefined,
  limit: number,
): Promise<{ entries: CalendarEntry[]; next?: string }> {
  const entries: CalendarEntry[] = [];
  for (const month of calendarMonths(span)) {
    if (after !== undefined && month < after.slice(0, month.length)) continue;
    const page = await monthPage(table, month, span, after, limit - entries.length);
    entries.push(...page.entries);
    const last = entries.at(-1);
    if (last && entries.length >= limit) return { entries, next: placeOf(last) };
  }
  return { entries };
}

const placeOf = ({ startsAtUtc, id }: CalendarEntry): string => calendarKey(startsAtUtc, id).gsi2sk;

async function monthPage(
  table: Table,
  month: string,
  { from = 0, below }: Span,
  after: string | undefined,
  limit?: number,
): Promise<{ entries: CalendarEntry[]; next?: string }> {
  const page = await queryListPage(table, {
    partition: calendarPartition(month),
    ...(after === undefined ? { from: new Date(from).toISOString() } : { after }),
    // A place goes on behind its instant: what starts at the end itself is no part of the span.
    ...(below !== undefined && below < Infinity && { to: new Date(below).toISOString() }),
    ...(limit !== undefined && { limit }),
  });
  const entries = page.items.map(read);
  const last = entries.at(-1);
  return { entries, ...(page.more && last && { next: placeOf(last) }) };
}
