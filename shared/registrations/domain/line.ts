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
