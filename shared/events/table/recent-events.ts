import { recalling } from '../../platform/table/recall.ts';
import type { Table } from '../../platform/table/table.ts';
import type { Event } from '../domain/event.ts';
import type { Session } from '../domain/session.ts';
import { getEvent } from './event-items.ts';
import { getSession } from './session-items.ts';

const recallEvent = recalling<Event | undefined>();
const recallSession = recalling<Session | undefined>();

/** The event as it was a moment ago, where many ask for it. */
export const recentEvent = (table: Table, eventId: string, nowMs: number): Promise<Event | undefined> =>
  recallEvent(table, eventId, nowMs, () => getEvent(table, eventId));

/** The session as it was a moment ago, where many ask for it: to be shown, never to let somebody in. */
export const recentSession = (table: Table, sessionId: string, nowMs: number): Promise<Session | undefined> =>
  recallSession(table, sessionId, nowMs, () => getSession(table, sessionId));
