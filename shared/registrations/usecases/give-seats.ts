import { sessionEnd, type Session } from '../../events/domain/session.ts';
import { getSession } from '../../events/table/session-items.ts';
import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { askedAt, nextInLine, type Asker, type LineHead } from '../domain/line.ts';
import { giveSeat, noteWaiting } from '../table/give-seat.ts';
import { clearLine, putWaiters, readLine, type FreedSeat, type Line } from '../table/line-items.ts';
import { readSeats, saveSeats, seatName, type Seats } from '../table/seats-item.ts';
import { endOffers } from './waiting-list/end-offers.ts';
import { offerPlaces } from './waiting-list/offer-places.ts';
import { isCensusDue, takeCensus } from './take-seat-census.ts';
import type { SeatMessage } from './wake-allocator.ts';

export interface SeatDeps {
  table: Table;
  /** Where the message goes that brings a worker back. */
  seats: Queue;
  now: () => number;
  mayGoOn: () => boolean;
  pause: (ms: number) => Promise<void>;
}

const AT_ONCE = 16;
/** So long a post may be on its way into the line: before the last seats go, whoever asked earlier is waited for. */
const GRACE_MS = 500;
/** Whoever gave seats less than this ago is probably still at it, and finishes it more cheaply than two at once. */
const AT_WORK_MS = 2_000;
const MOMENT_MS = 250;
/** Words of freed seats counted in one step. */
const MOST_COLLECTED = 200;

/**
 * Gives the free seats of a session to those in its line, who came first first, and lets those know who have to wait; who was
 * told so may be asked first, and places that were not taken in time are given on (ADR 30). Each
 * step is written into the session's seats before it is done, on condition that nobody wrote in between: so of two at work
 * one loses and looks again, and whoever comes after one that died goes on with its step. Again = the same. `unfinished`:
 * there was no time to end it, and another worker is called.
 */
export async function giveSeats(deps: SeatDeps, sessionId: string): Promise<'settled' | 'unfinished'> {
  let own: { version: number; isLast: boolean } = { version: 0, isLast: false };
  let patience = AT_WORK_MS / MOMENT_MS;
  let isFirstLook = true;
  while (deps.mayGoOn()) {
    const session = await getSession(deps.table, sessionId);
    if (session && isFirstLook) await endOffers(deps, session);
    isFirstLook = false;
    if (!session || session.cancelledAt !== undefined) return 'settled';
    const seats = await readSeats(deps.table, sessionId);
    if (seats.version !== own.version && patience > 0 && isUnderWay(deps, seats)) {
      patience -= 1;
      await deps.pause(MOMENT_MS);
      continue;
    }
    const done = await carryOut(deps, session, seats);
    const isOver = seats.version === own.version && own.isLast && done.taken === seats.taken;
    const step = isOver ? {} : await nextStep(deps, session, done);
    const next = step.seats ?? done;
    if (next !== seats) {
      const at = new Date(deps.now()).toISOString();
      const version = seats.version + 1;
      if (!(await saveSeats(deps.table, sessionId, { ...next, version, at }, seats.version))) {
        await deps.pause(Math.random() * MOMENT_MS);
        continue;
      }
      own = { version, isLast: step.isLast ?? false };
    }
    if (!step.seats && !step.goesOn) return 'settled';
  }
  await sendAll(deps.seats, [{ sessionId } satisfies SeatMessage]);
  return 'unfinished';
}

const isUnderWay = ({ now }: SeatDeps, { giving, collected, at }: Seats): boolean =>
  giving.length + collected.length > 0 && at > new Date(now() - AT_WORK_MS).toISOString();

/** Does what the last step says; what nobody took of it is free again. */
async function carryOut(deps: SeatDeps, session: Session, seats: Seats): Promise<Seats> {
  const { giving, collected, version } = seats;
  const { table } = deps;
  const sessionId = session.id;
  if (giving.length + collected.length === 0) return seats;
  const asked = await offerPlaces(deps, session, seats);
  let unused = 0;
  await inParallel([...giving.entries()], AT_ONCE, async ([index, { participantId, place }]) => {
    const to = { sessionId, participantId, place };
    const outcome = await giveSeat(table, to, seatName(version, index), asked.get(participantId));
    if (outcome === 'unused') unused += 1;
  });
  const seated = giving.flatMap(({ place, ...one }) => (place === undefined ? [] : [{ ...one, place }]));
  await clearLine(table, sessionId, seated, collected);
  return { ...seats, taken: seats.taken - unused, giving: [], collected: [] };
}

interface Step {
  /** What is to be written, and then done. */
  seats?: Seats;
  /** Nobody else is in the line for whom there could be a seat. */
  isLast?: boolean;
  /** More of the line is to be looked at, though there is nothing to be written. */
  goesOn?: boolean;
}

async function nextStep(deps: SeatDeps, session: Session, seats: Seats): Promise<Step> {
  if (isCensusDue(session, seats, deps.now())) return { seats: await takeCensus(deps, session, seats) };
  const line = await readLine(deps.table, session.id);
  const counted = line.freed.length > 0 ? collect(seats, line.freed) : seats;
  const free = (session.capacity ?? Infinity) - counted.taken;
  const first = nextInLine(sittable(deps, session, line), free);
  if (first.length === 0 && counted === seats) {
    await letWait(deps, session.id, line.newcomers);
    return { goesOn: line.newcomers.length > 0 && line.until !== undefined };
  }
  const giving = first.length < free ? first : await afterGrace(deps, session, first, free);
  const isLast = giving === first && isEndOf(line, giving, free);
  return { seats: { ...counted, taken: counted.taken + giving.length, giving }, isLast };
}

function isEndOf({ newcomers, waiters, freed, until }: Line, giving: Asker[], free: number): boolean {
  if (until !== undefined || freed.length > MOST_COLLECTED) return false;
  const isEverybody = giving.length === newcomers.length + waiters.length;
  return isEverybody || (giving.length >= free && newcomers.every((one) => giving.includes(one)));
}

function collect(seats: Seats, freed: FreedSeat[]): Seats {
  const some = freed.slice(0, MOST_COLLECTED);
  const left = some.reduce((sum, one) => sum + one.freed, 0);
  return { ...seats, taken: seats.taken - left, collected: some.map(({ pk, sk }) => ({ pk, sk })) };
}

/** Once a session is over, only who asked before its end may still sit down, if they were not told that they wait. */
function sittable({ now }: SeatDeps, session: Session, { newcomers, waiters, until }: LineHead): LineHead {
  const end = sessionEnd(session);
  if (now() < end) return { newcomers, waiters, until };
  const inTime = newcomers.filter(({ place }) => Date.parse(askedAt(place)) < end);
  return { newcomers: inTime, waiters: [] };
}

/** The last seats go to those who asked first, also where their posts took longer. */
async function afterGrace(deps: SeatDeps, session: Session, chosen: Asker[], free: number): Promise<Asker[]> {
  const age = deps.now() - Date.parse(askedAt(chosen.at(-1)?.place ?? ''));
  if (!(age < GRACE_MS)) return chosen;
  await deps.pause(Math.min(GRACE_MS, GRACE_MS - age));
  const line = await readLine(deps.table, session.id);
  return nextInLine(sittable(deps, session, line), free);
}

/** Nobody of these has a seat for now: they wait in their order, and hear of it. */
async function letWait({ table, now }: SeatDeps, sessionId: string, newcomers: Asker[]): Promise<void> {
  if (newcomers.length === 0) return;
  await putWaiters(table, sessionId, newcomers);
  const since = new Date(now()).toISOString();
  await inParallel(newcomers, AT_ONCE, (one) => noteWaiting(table, sessionId, one, since));
  await clearLine(table, sessionId, newcomers);
}
