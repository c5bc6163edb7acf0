import { Session, sessionEnd } from '../domain/session.ts';
import { readItem } from '../../platform/table/item.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { eventSessionsPartition, sessionListKey } from './event-keys.ts';

/** Sessions of an event: all, the latest start first; those that have yet to end, the next one first; those that ended, the last one first. */
export type SessionList = 'all' | 'coming' | 'past';

/** A place in such a list: what stands after the session there, or before it. */
export type ListPlace = { after: string } | { before: string };

/** A page of such a list, with the places of the pages beside it, where there are any. */
interface SessionPage {
  sessions: Session[];
  next?: ListPlace;
  previous?: ListPlace;
}

const DAY_MS = 24 * 60 * 60_000;

/** One page of an event's sessions. From the index, which may lag a moment behind. */
export async function listSessionsOf(
  table: Table,
  { eventId, list, nowMs }: { eventId: string; list: SessionList; nowMs: number },
  place: ListPlace | undefined,
  limit: number,
): Promise<SessionPage> {
  const isBack = place !== undefined && 'before' in place;
  const isListed = (session: Session) =>
    list === 'all' || sessionEnd(session) > nowMs === (list === 'coming');
  const found: Session[] = [];
  let from = place === undefined ? undefined : isBack ? place.before : place.after;
  for (let more = true; more && found.length <= limit;) {
    const page = await queryIndexPage(table, {
      partition: eventSessionsPartition(eventId),
      ...firstPlace(list, nowMs),
      ...(from !== undefined && { after: from, from: undefined }),
      // One more than is shown tells whether there is another page.
      limit: limit + 1 - found.length,
      newestFirst: (list === 'coming') === isBack,
    });
    const sessions = page.items.map((item) => readItem(Session, 'session', item));
    found.push(...sessions.filter(isListed));
    const last = sessions.at(-1);
    from = last && placeOf(last);
    more = page.more && last !== undefined && !(isBack && isBeyond(list, last, nowMs));
  }
  const shown = found.slice(0, limit);
  const isMore = found.length > limit;
  return isBack
    ? withPlaces(shown.toReversed(), { next: true, previous: isMore })
    : withPlaces(shown, { next: isMore, previous: place !== undefined });
}

/** None lasts over a day, and none ends before it starts. */
function firstPlace(list: SessionList, nowMs: number): { after?: string; from?: string } {
  if (list === 'all') return {};
  return list === 'past'
    ? { after: new Date(nowMs).toISOString() }
    : { from: new Date(nowMs - DAY_MS).toISOString() };
}

/** Whether a list that is read backwards has come to where it begins. */
function isBeyond(list: SessionList, { startsAtUtc }: Session, nowMs: number): boolean {
  if (list === 'all') return false;
  const start = Date.parse(startsAtUtc);
  return list === 'past' ? start > nowMs : start < nowMs - DAY_MS;
}

function withPlaces(sessions: Session[], has: { next: boolean; previous: boolean }): SessionPage {
  const [first, last] = [sessions[0], sessions.at(-1)];
  return {
    sessions,
    ...(has.next && last && { next: { after: placeOf(last) } }),
    ...(has.previous && first && { previous: { before: placeOf(first) } }),
  };
}

const placeOf = ({ eventId, startsAtUtc, id }: Session): string =>
  sessionListKey(eventId, startsAtUtc, id).gsi1sk;
