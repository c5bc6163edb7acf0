import { isOpen } from '../domain/session.ts';
import { sessionsPage, type CalendarEntry } from '../table/calendar-items.ts';
import type { Table } from '../../platform/table/table.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Sessions that are planned for later have hardly any registrations yet. */
const LOOKED_AHEAD_MS = 2 * 366 * DAY_MS;
/** So many of the sessions under way, of those to come next, and of the others, in one sweep. */
const SESSIONS = 15;
/** Of so many, where there are more than have their turn. */
const CHOSEN_OF = 100;
/** Sweeps until all others had their turn, a little less than three days of them. */
const TURNS = 800;
const SWEEP_EVERY_MS = 5 * 60_000;

/**
 * Sessions that people may register for, in another order each time: those under way and those that start next, and as many
 * of the others. Which of them goes by the clock: where no day has more than that, each has its turn within three days, of a
 * fuller day some by lot; where there are few, it is all of them.
 */
export async function sessionsInTurn(table: Table, nowMs: number): Promise<string[]> {
  const begun = await sessionsPage(table, { from: nowMs - DAY_MS, below: nowMs }, undefined, CHOSEN_OF);
  const ahead = { from: nowMs, below: nowMs + LOOKED_AHEAD_MS };
  const next = await sessionsPage(table, ahead, undefined, SESSIONS);
  const others =
    next.next === undefined
      ? []
      : (await sessionsPage(table, partInTurn(nowMs), undefined, CHOSEN_OF)).entries;
  const isSeen = new Set(next.entries.map(({ id }) => id));
  const open = (entries: CalendarEntry[]) => entries.filter((entry) => isOpen(entry, nowMs));
  const chosen = [
    ...shuffled(open(begun.entries)).slice(0, SESSIONS),
    ...open(next.entries),
    ...shuffled(open(others).filter(({ id }) => !isSeen.has(id))).slice(0, SESSIONS),
  ];
  return [...new Set(shuffled(chosen).map(({ id }) => id))];
}

function shuffled<T>(all: T[]): T[] {
  const drawn = all.map((one) => ({ one, lot: Math.random() }));
  return drawn.sort((a, b) => a.lot - b.lot).map(({ one }) => one);
}

/** The part of the time ahead whose turn it is: the same parts in all sweeps of one round. */
function partInTurn(nowMs: number): { from: number; below: number } {
  const turn = Math.floor(nowMs / SWEEP_EVERY_MS) % TURNS;
  const began = (Math.floor(nowMs / SWEEP_EVERY_MS) - turn) * SWEEP_EVERY_MS;
  const length = LOOKED_AHEAD_MS / TURNS;
  const from = began + length * turn;
  return { from: Math.floor(from), below: Math.ceil(from + length) };
}
