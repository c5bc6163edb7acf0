import { isOpen } from '../domain/session.ts';
import { sessionsPage } from '../table/calendar-items.ts';
import type { Table } from '../../platform/table/table.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Sessions that are planned for later have hardly any registrations yet. */
const LOOKED_AHEAD_MS = 2 * 366 * DAY_MS;
/** So many of the sessions to come next, and so many of the others, in one sweep. */
const SESSIONS = 15;
/** Sweeps until all others had their turn, a little less than three days of them. */
const TURNS = 800;
const SWEEP_EVERY_MS = 5 * 60_000;

/**
 * Sessions that people may register for, in another order each time: those that start next, and as many of the others.
 * Which of them goes by the clock, so that each of some ten thousand has its turn within three days; where there are few,
 * it is all of them.
 */
export async function sessionsInTurn(table: Table, nowMs: number): Promise<string[]> {
  const ahead = { from: nowMs - DAY_MS, below: nowMs + LOOKED_AHEAD_MS };
  const next = await sessionsPage(table, ahead, undefined, SESSIONS);
  const others =
    next.next === undefined
      ? []
      : (await sessionsPage(table, turnOf(nowMs, next.next), undefined, SESSIONS)).entries;
  const open = [...next.entries, ...others].filter((entry) => isOpen(entry, nowMs));
  const orderOf = new Map(open.map(({ id }) => [id, Math.random()]));
  return [...orderOf.keys()].sort((a, b) => (orderOf.get(a) ?? 0) - (orderOf.get(b) ?? 0));
}

/** The part of the time ahead, behind a place in the calendar, whose turn it is. */
function turnOf(nowMs: number, place: string): { from: number; below: number } {
  const first = Date.parse(place.split('#')[0] ?? '');
  const length = (nowMs + LOOKED_AHEAD_MS - first) / TURNS;
  const from = first + length * (Math.floor(nowMs / SWEEP_EVERY_MS) % TURNS);
  return { from: Math.floor(from), below: Math.ceil(from + length) };
}
