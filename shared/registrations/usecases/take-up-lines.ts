import type { Session } from '../../events/domain/session.ts';
import { getSessions } from '../../events/table/session-items.ts';
import { sessionsInTurn } from '../../events/usecases/sessions-in-turn.ts';
import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { askedAt } from '../domain/line.ts';
import { readLine } from '../table/line-items.ts';
import { readSeats } from '../table/seats-item.ts';
import type { SeatMessage } from './wake-allocator.ts';

interface LineDeps {
  table: Table;
  seats: Queue;
  now: () => number;
}

/** Sessions looked at in one sweep, some 17 read units each. */
const MOST_A_SWEEP = 15;
const AT_ONCE = 4;
/** Longer than the allocator takes while nothing is wrong. */
const PATIENCE_MS = 2 * 60_000;

/**
 * Wakes the allocator where nobody told it, or it gave up: somebody waits while a seat is free, asked and got no answer, or
 * a step is half done. Looks at the sessions whose turn it is. Answers for how many it woke it.
 */
export async function takeUpLines(deps: LineDeps): Promise<number> {
  const stuck: SeatMessage[] = [];
  const sessions = await getSessions(deps.table, await sessionsInTurn(deps.table, deps.now()));
  const limited = sessions
    .filter(({ limitedAt, capacity }) => (limitedAt ?? capacity) !== undefined)
    .slice(0, MOST_A_SWEEP);
  await inParallel(limited, AT_ONCE, async (session) => {
    if (await isStuck(deps, session)) stuck.push({ sessionId: session.id });
  });
  return sendAll(deps.seats, stuck);
}

async function isStuck({ table, now }: LineDeps, session: Session): Promise<boolean> {
  const seats = await readSeats(table, session.id);
  const longAgo = new Date(now() - PATIENCE_MS).toISOString();
  if (seats.at > longAgo) return false;
  if (seats.giving.length + seats.collected.length > 0) return true;
  const line = await readLine(table, session.id);
  if (line.freed.length > 0) return true;
  const isFree = seats.taken < (session.capacity ?? Infinity);
  return (isFree && line.waiters.length > 0) || line.newcomers.some(({ place }) => askedAt(place) < longAgo);
}
