import type { Registration } from './registration.ts';

/**
 * A place in the line for a session's seats: when somebody asked, then their line in the file that asked for them. Places
 * stand in order as text; of two who asked in the same millisecond, their ids decide.
 */
export const placeInLine = (askedAt: string, line = 0): string =>
  `${askedAt}#${String(line).padStart(9, '0')}`;

/** When the one at a place asked. */
export const askedAt = (place: string): string => place.slice(0, place.indexOf('#'));

/**
 * A registration as it comes in: where there are seats, who would be registered asks for one in the line instead. Who has
 * still to confirm asks then.
 */
export function inLine(
  registration: Registration,
  { capacity }: { capacity?: number | undefined },
  line?: number,
): Registration {
  if (capacity === undefined || registration.status !== 'registered') return registration;
  return { ...registration, status: 'waitlisted', place: placeInLine(registration.createdAt, line) };
}

/** Somebody in the line. */
export interface Asker {
  participantId: string;
  place: string;
  /** They know that they wait. */
  isTold: boolean;
  /** They are not there any more, as far as their entry says. */
  left?: boolean | undefined;
}

/** Where somebody comes in the line, as text in order. */
export const turnOf = ({ place, participantId }: Pick<Asker, 'place' | 'participantId'>): string =>
  `${place}#${participantId}`;

/** The first of a session's line, as far as they were read. */
export interface LineHead {
  newcomers: Asker[];
  waiters: Asker[];
  /** The last turn up to which nobody is missing; undefined where that is the whole line. */
  until?: string | undefined;
}

/** Seats given in one step, which bounds the item that says so. */
const MOST_AT_ONCE = 100;

/** Who gets the free seats: who came first first, nobody from behind what was read. */
export function nextInLine({ newcomers, waiters, until }: LineHead, free: number): Asker[] {
  const turns = new Map([...waiters, ...newcomers].map((one) => [turnOf(one), one]));
  return [...turns]
    .filter(([turn]) => until === undefined || turn <= until)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, Math.max(0, Math.min(free, MOST_AT_ONCE)))
    .map(([, one]) => one);
}

/** A place before those of all the others, as if they had asked a millisecond before the first. */
export function placeBefore(first: Pick<Asker, 'place'>): string {
  return placeInLine(new Date(Date.parse(askedAt(first.place)) - 1).toISOString());
}

/** Where somebody stands in a line, beginning with 1; `atLeast`: behind all who were read of it. */
export interface LinePlace {
  number: number;
  atLeast?: boolean;
}

/** Where the one with a turn stands, counted from the head of the line. */
export function placeIn({ newcomers, waiters, until }: LineHead, turn: string): LinePlace {
  const turns = new Set([...waiters, ...newcomers].filter(({ left }) => !left).map(turnOf));
  const isBeyond = until !== undefined && turn > until;
  const last = isBeyond ? until : turn;
  const ahead = [...turns].filter((one) => one < last || (isBeyond && one === last)).length;
  return { number: ahead + 1, ...(isBeyond && { atLeast: true }) };
}
