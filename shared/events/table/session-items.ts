import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { Session } from '../domain/session.ts';
import { calendarPlace } from './calendar-items.ts';
import { allPages } from '../../platform/table/all-pages.ts';
import { deleteItems } from '../../platform/table/delete-items.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem, getItems } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { eventSessionsPartition, sessionKey, sessionListKey } from './event-keys.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import { transact } from '../../platform/table/transact.ts';
import type { Table } from '../../platform/table/table.ts';

const DAY_MS = 24 * 60 * 60_000;
/** How many coming sessions a page or a registration looks at. */
const COMING_MAX = 200;

/** Writes new sessions of one event, all or none; 100 at most (one transaction). */
export async function putSessions(table: Table, sessions: Session[]): Promise<void> {
  const outcome = await transact(
    table,
    sessions.map((session) => ({
      Put: {
        TableName: table.name,
        Item: {
          ...sessionKey(session.id),
          ...sessionListKey(session.eventId, session.startsAtUtc, session.id),
          ...calendarPlace(session),
          ...stamp('session'),
          ...session,
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    })),
  );
  if (!outcome.done) throw new Error('A new session id exists already.');
}

/** Writes a session's next state if nobody wrote since it was read. Its places in the lists by start move with it. */
export async function saveSession(table: Table, before: Session, next: Session): Promise<boolean> {
  const places = { ...sessionListKey(next.eventId, next.startsAtUtc, next.id), ...calendarPlace(next) };
  return wasWritten(
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...sessionKey(next.id), ...places, ...stamp('session'), ...next },
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': before.version },
      }),
    ),
  );
}

/** Takes a session out of every list, if nobody wrote since it was read; its item ends by itself. */
export async function saveDeletedSession(
  table: Table,
  before: Session,
  next: Session,
  expiresAt: number,
): Promise<boolean> {
  return wasWritten(
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...sessionKey(next.id), ...stamp('session'), ...next, expiresAt },
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': before.version },
      }),
    ),
  );
}

export async function getSession(table: Table, sessionId: string): Promise<Session | undefined> {
  const item = await getItem(table, sessionKey(sessionId));
  return item && readItem(Session, 'session', item);
}

/** The sessions of these ids, in that order; those that are gone are left out. */
export async function getSessions(table: Table, sessionIds: string[]): Promise<Session[]> {
  const items = await getItems(table, sessionIds.map(sessionKey));
  const sessions = new Map(items.map((item) => [String(item['id']), readItem(Session, 'session', item)]));
  return sessionIds.flatMap((id) => sessions.get(id) ?? []);
}

/** Sessions of an event that have not ended yet, or not long ago (none lasts over a day); the next one first. */
export async function comingSessions(table: Table, eventId: string, nowMs: number): Promise<Session[]> {
  const page = await queryIndexPage(table, {
    partition: eventSessionsPartition(eventId),
    from: new Date(nowMs - DAY_MS).toISOString(),
    limit: COMING_MAX,
  });
  return page.items.map((item) => readItem(Session, 'session', item));
}

/** Sessions of an event, the latest start first. `after` is the last one's place in that order. */
export async function listSessions(
  table: Table,
  eventId: string,
  after: string | undefined,
  limit: number,
): Promise<{ sessions: Session[]; next?: string }> {
  const page = await queryIndexPage(table, {
    partition: eventSessionsPartition(eventId),
    after,
    limit,
    newestFirst: true,
  });
  const sessions = page.items.map((item) => readItem(Session, 'session', item));
  const last = sessions.at(-1);
  return {
    sessions,
    ...(page.more && last && { next: sessionListKey(eventId, last.startsAtUtc, last.id).gsi1sk }),
  };
}

/** Ids of all sessions of an event. From the index, which may lag a moment behind. */
export async function listSessionIds(table: Table, eventId: string): Promise<string[]> {
  const ids: string[] = [];
  const pages = allPages(eventSessionsPartition(eventId), (request) =>
    queryIndexPage(table, { ...request, attributes: ['id', 'gsi1sk'] }),
  );
  for await (const items of pages) ids.push(...items.map((item) => String(item['id'])));
  return ids;
}

/** Deletes sessions, whether they are there or not; what belongs to them stays. */
export const deleteSessions = (table: Table, sessionIds: readonly string[]): Promise<void> =>
  deleteItems(table, sessionIds.map(sessionKey));
