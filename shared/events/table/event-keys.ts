/**
 * Keys of events and their sessions.
 *
 * | what                          | where                                               | item    |
 * | ----------------------------- | --------------------------------------------------- | ------- |
 * | one event                     | EVENT#<event> / EVENT                               | event   |
 * | events, newest first          | gsi1 EVENTS / <event>                               | event   |
 * | one session                   | SESSION#<session> / SESSION                         | session |
 * | sessions of an event by start | gsi1 EVENT#<event>#SESSIONS / <starts at>#<session> | session |
 *
 * Ids of events sort by creation.
 */
import type { IndexKey, Key } from '../../platform/table/key.ts';

export const eventKey = (eventId: string): Key => ({ pk: `EVENT#${eventId}`, sk: 'EVENT' });
export const eventListKey = (eventId: string): IndexKey => ({ gsi1pk: 'EVENTS', gsi1sk: eventId });

export const sessionKey = (sessionId: string): Key => ({ pk: `SESSION#${sessionId}`, sk: 'SESSION' });
export const eventSessionsPartition = (eventId: string): string => `EVENT#${eventId}#SESSIONS`;
export const sessionListKey = (eventId: string, startsAtUtc: string, sessionId: string): IndexKey => ({
  gsi1pk: eventSessionsPartition(eventId),
  gsi1sk: `${startsAtUtc}#${sessionId}`,
});
