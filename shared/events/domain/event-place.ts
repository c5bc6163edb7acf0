import * as z from 'zod';
import { sessionEnd, type Session } from './session.ts';

const PlaceState = z.enum(['coming', 'past', 'room']);

/** The lists of events: archived ones stand in one of their own, whatever their place was. */
export const EventState = z.enum([...PlaceState.options, 'archived']);
export type EventState = z.infer<typeof EventState>;

/** Where an event stands in the lists by state and date. */
export const EventPlace = z.object({
  state: PlaceState,
  /** When the session starts that is next, or runs now. */
  nextAt: z.string().optional(),
  /** When that session is over, and the event stands elsewhere. */
  changesAt: z.string().optional(),
  /** When its last session started. */
  lastAt: z.string().optional(),
});
export type EventPlace = z.infer<typeof EventPlace>;

/** The place of an event with these sessions; one without dates is still to come. */
export function eventPlaceAt(kind: 'scheduled' | 'room', sessions: Session[], nowMs: number): EventPlace {
  if (kind === 'room') return { state: 'room' };
  const held = sessions
    .filter(({ cancelledAt }) => cancelledAt === undefined)
    .sort((a, b) => (a.startsAtUtc < b.startsAtUtc ? -1 : 1));
  const next = held.find((session) => sessionEnd(session) > nowMs);
  const last = held.at(-1);
  if (next)
    return { state: 'coming', nextAt: next.startsAtUtc, changesAt: new Date(sessionEnd(next)).toISOString() };
  return last ? { state: 'past', lastAt: last.startsAtUtc } : { state: 'coming' };
}
