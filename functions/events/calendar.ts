import * as z from 'zod';
import { sessionsPage } from '../../shared/events/table/calendar-items.ts';
import { getSessions } from '../../shared/events/table/session-items.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { readValue, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import type { EventDeps } from './deps.ts';
import { CalendarSpan } from './routes/session-routes.ts';
import { sessionView } from './sessions.ts';

const YEAR_MS = 366 * 24 * 60 * 60_000;
const MOST_YEARS = 5;

/** Where a page ended, and of what span: without a `from` that is another one a moment later. */
const Position = z.object({ from: z.number(), below: z.number(), after: z.string() });

/** The sessions of all events by start. */
export async function listCalendar(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const keys = await deps.linkKeys();
  const { from: asked, to } = readValue(
    { from: request.query['from'], to: request.query['to'] },
    CalendarSpan,
  );
  const list = `calendar ${asked ?? ''} ${to ?? ''}`;
  const { limit, position } = readListPosition(request, keys, list, Position);
  const span = position ?? spanOf(asked, to, deps.now());
  const page = await sessionsPage(deps.table, span, position?.after, limit);
  const sessions = await getSessions(
    deps.table,
    page.entries.map(({ id }) => id),
  );
  return listReply(
    keys,
    list,
    await Promise.all(sessions.map((session) => sessionView(deps, session))),
    page.next && { from: span.from, below: span.below, after: page.next },
  );
}

function spanOf(
  asked: string | undefined,
  to: string | undefined,
  nowMs: number,
): { from: number; below: number } {
  const from = asked === undefined ? nowMs : Date.parse(asked);
  const below = to === undefined ? from + YEAR_MS : Date.parse(to);
  if (below > from && below - from <= MOST_YEARS * YEAR_MS) return { from, below };
  throw new Refusal('invalid-input', 'The span of time needs another look.', [
    {
      field: 'to',
      code: 'time-out-of-range',
      message: `Give an end after the start, and at most ${MOST_YEARS} years after it.`,
    },
  ]);
}
