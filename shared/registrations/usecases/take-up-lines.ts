import type { Session } from '../../events/domain/session.ts';
import { getSessions } from '../../events/table/session-items.ts';
import { sessionsInTurn } from '../../events/usecases/sessions-in-turn.ts';
import { redriveDeadLetters } from '../../platform/queue/redrive-dead-letters.ts';
import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { askedAt } from '../domain/line.ts';
import { readLine } from '../table/line-items.ts';
import { readSeats } from '../table/seats-item.ts';
import { isCensusDue } from './take-seat-census.ts';
import type { SeatMessage } from './wake-allocator.ts';

interface LineDeps {
  table: Table;
  seats: Queue;
  /** Where messages end at which the allocator failed again and again. */
  deadSeats: Queue;
  now: () => number;
}

const AT_ONCE = 4;
/** Longer than the allocator takes while nothing is wrong. */
const PATIENCE_MS = 2 * 60_000;
/** How long it is called again to lines at which it fails: after that an operator is at work on the fault. */
const TRIED_FOR_MS = 3 * 24 * 60 * 60_000;
const MOST_CALLS = 1_000;

/**
 * Wakes the allocator again where it gave up, and where nobody told it that somebody waits while a seat is free, asked and
 * got no answer, or that a step is half done: of these it looks at the sessions whose turn it is, some ten read units each.
 * Answers for how many it woke it.
 */
export async function takeUpLines(deps: LineDeps): Promise<number> {
  const limits = { since: deps.now() - TRIED_FOR_MS, most: MOST_CALLS };
  const again = await redriveDeadLetters(deps.deadSeats, deps.seats, limits);
  const stuck: SeatMessage[] = [];
  const sessions = await getSessions(deps.table, await sessionsInTurn(deps.table, deps.now()));
  const limited = sessions.filter(({ limitedAt, capacity }) => (limitedAt ?? capacity) !== undefined);
  await inParallel(limited, AT_ONCE, async (session) => {
    if (await isStuck(deps, session)) stuck.push({ sessionId: session.id });
  });
  return again + (await sendAll(deps.seats, stuck));
}

async function isStuck({ table, now }: LineDeps, session: Session): Promise<boolean> {
  const seats = await readSeats(table, session.id);
  const longAgo = new Date(now() - PATIENCE_MS).toISOString();
  if (seats.at > longAgo) return false;
  if (seats.giving.length + seats.collected.length > 0 || isCensusDue(session, seats, now())) return true;
  // As it was a moment ago: what is stuck still is.
  const line = await readLine(table, session.id, { isExact: false });
  if (line.freed.length > 0) return true;
  const isFree = seats.taken < (session.capacity ?? Infinity);
  return (isFree && line.waiters.length > 0) || line.newcomers.some(({ place }) => askedAt(place) < longAgo);
}
