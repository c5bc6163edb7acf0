import { isDeepStrictEqual } from 'node:util';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { eventPlaceAt, EventPlace } from '../domain/event-place.ts';
import type { Session } from '../domain/session.ts';
import { getPlacedEvent, saveEventPlace, startedEvents } from '../table/event-place-items.ts';
import { comingSessions, getSession, listSessions } from '../table/session-items.ts';

interface PlaceDeps {
  table: Table;
  now: () => number;
}

/** Hands that may place an event at the same time: each that is overtaken looks again. */
const MOST_ROUNDS = 10;
/** Latest sessions looked at for one that was not cancelled. */
const LATEST = 10;
const MOST_A_SWEEP = 100;
const AT_ONCE = 8;

/**
 * Puts an event where it stands now in the lists by state and date. `sessionId` is the session that changed: it is read
 * consistently, where the lists by start may lag a moment behind. Doing it twice is the same as once.
 */
export async function placeEvent(deps: PlaceDeps, eventId: string, sessionId?: string): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const found = await getPlacedEvent(deps.table, eventId);
    if (!found) return;
    const sessions = await sessionsOf(deps, eventId, sessionId);
    const place = eventPlaceAt(found.event.kind, sessions, deps.now());
    if (isDeepStrictEqual(EventPlace.parse(found.listed), place)) return;
    if (await saveEventPlace(deps.table, found, place)) return;
  }
  throw new Error(`The event ${eventId} changes faster than it can be placed.`);
}

async function sessionsOf(
  { table, now }: PlaceDeps,
  eventId: string,
  sessionId: string | undefined,
): Promise<Session[]> {
  const [coming, latest, changed] = await Promise.all([
    comingSessions(table, eventId, now()),
    listSessions(table, eventId, undefined, LATEST),
    sessionId === undefined ? undefined : getSession(table, sessionId),
  ]);
  const all = [...coming, ...latest.sessions, ...(changed ? [changed] : [])];
  const listed = all.filter(({ deletedAt }) => deletedAt === undefined);
  return [...new Map(listed.map((session) => [session.id, session])).values()];
}

/** Moves on the events whose next session is over, the earliest first. Answers how many. */
export async function moveEventsOn(deps: PlaceDeps): Promise<number> {
  const now = new Date(deps.now()).toISOString();
  const started = await startedEvents(deps.table, now);
  const over = started.filter(({ changesAt }) => changesAt !== undefined && changesAt <= now);
  const some = over.slice(0, MOST_A_SWEEP);
  await inParallel(some, AT_ONCE, ({ id }) => placeEvent(deps, id));
  return some.length;
}
