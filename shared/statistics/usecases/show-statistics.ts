import type { Event } from '../../events/domain/event.ts';
import type { Session } from '../../events/domain/session.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { MOST_DAYS, spanOf, type DaySpan } from '../domain/day-span.ts';
import { statisticsOf, type Statistics } from '../domain/statistics.ts';
import { talliesOn } from '../table/tally-items.ts';
import { visitsOn } from '../table/visit-items.ts';

interface Deps {
  table: Table;
  now: () => number;
}

type AskedDays = { from?: string | undefined; to?: string | undefined };

/** How many looked at the page of an event, registered for any of its sessions, and came. */
export async function eventStatistics(
  { table, now }: Deps,
  { id, createdAt }: Pick<Event, 'id' | 'createdAt'>,
  asked: AskedDays,
): Promise<Statistics> {
  const span = readSpan(asked, createdAt, now());
  const [tallies, visits] = await Promise.all([talliesOn(table, id, span), visitsOn(table, id, span)]);
  return statisticsOf(span, tallies, visits);
}

/** The same of one session; a visit is one by a link that names it. */
export async function sessionStatistics(
  { table, now }: Deps,
  { id, eventId, createdAt }: Pick<Session, 'id' | 'eventId' | 'createdAt'>,
  asked: AskedDays,
): Promise<Statistics> {
  const span = readSpan(asked, createdAt, now());
  const [tallies, visits] = await Promise.all([talliesOn(table, id, span), visitsOn(table, eventId, span)]);
  const own = visits.filter(({ sessionId }) => sessionId === id);
  return statisticsOf(span, tallies, own);
}

function readSpan(asked: AskedDays, madeAt: string, nowMs: number): DaySpan {
  const span = spanOf(asked, madeAt, nowMs);
  if (span) return span;
  const message = `Give a last day that is not before the first one, and at most ${MOST_DAYS} days at once.`;
  throw new Refusal('invalid-input', 'The days need another look.', [
    { field: 'to', code: 'time-out-of-range', message },
  ]);
}
