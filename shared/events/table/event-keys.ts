/**
 * Keys of events and their sessions.
 *
 * | what                              | where                                               | item    |
 * | --------------------------------- | --------------------------------------------------- | ------- |
 * | one event                         | EVENT#<event> / EVENT                               | event   |
 * | events, newest first              | gsi1 EVENTS / <event>                               | event   |
 * | one session                       | SESSION#<session> / SESSION                         | session |
 * | sessions of an event by start     | gsi1 EVENT#<event>#SESSIONS / <starts at>#<session> | session |
 * | sessions of all events by start   | gsi2 SESSIONS#<month> / <starts at>#<session>       | session |
 * | events by state and date          | gsi2 EVENTS#<state> / <date>#<event>                | event   |
 * | plans of schedules that are wanted | PLANS / <event>#<session>                          | wanted-plan |
 *
 * Ids of events sort by creation.
 */
import type { IndexKey, Key, ListKey } from '../../platform/table/key.ts';

export const eventKey = (eventId: string): Key => ({ pk: `EVENT#${eventId}`, sk: 'EVENT' });
export const eventListKey = (eventId: string): IndexKey => ({ gsi1pk: 'EVENTS', gsi1sk: eventId });

export const sessionKey = (sessionId: string): Key => ({ pk: `SESSION#${sessionId}`, sk: 'SESSION' });
export const eventSessionsPartition = (eventId: string): string => `EVENT#${eventId}#SESSIONS`;
export const sessionListKey = (eventId: string, startsAtUtc: string, sessionId: string): IndexKey => ({
  gsi1pk: eventSessionsPartition(eventId),
  gsi1sk: `${startsAtUtc}#${sessionId}`,
});

/** The sessions of a month in UTC, such as `2027-03`. */
export const calendarPartition = (month: string): string => `SESSIONS#${month}`;
export const calendarKey = (startsAtUtc: string, sessionId: string): ListKey => ({
  gsi2pk: calendarPartition(startsAtUtc.slice(0, 'yyyy-mm'.length)),
  gsi2sk: `${startsAtUtc}#${sessionId}`,
});

/** By the start of the next session, or of the last one where none is to come; `~`, behind all dates, where there is no date. */
export const eventPlaceKey = (state: string, at: string, eventId: string): ListKey => ({
  gsi2pk: eventsPartition(state),
  gsi2sk: `${at}#${eventId}`,
});
export const eventsPartition = (state: string): string => `EVENTS#${state}`;

export const PLANS = 'PLANS';
/** Of one session, or (with an empty session) of all sessions of the event. */
export const wantedPlanKey = (eventId: string, sessionId: string): Key => ({
  pk: PLANS,
  sk: `${eventId}#${sessionId}`,
});
