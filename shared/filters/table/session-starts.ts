import * as z from 'zod';
import type { SessionStart } from '../domain/bind-filter.ts';
import { sessionsBetween } from '../../events/table/calendar-items.ts';
import { SessionId } from '../../platform/values/ids.ts';
import { getItems } from '../../platform/table/get-items.ts';
import { readItem } from '../../platform/table/item.ts';
import { eventSessionsPartition, sessionKey } from '../../events/table/event-keys.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';

const StartItem = z.object({ id: SessionId, startsAtUtc: z.string() });

function startIn(item: Record<string, unknown>): SessionStart {
  const { id, startsAtUtc } = readItem(StartItem, 'session', item);
  return { id, startsAt: Date.parse(startsAtUtc) };
}

/** Those of the sessions that exist. */
export async function getSessionStarts(table: Table, sessionIds: string[]): Promise<SessionStart[]> {
  return (await getItems(table, sessionIds.map(sessionKey))).map(startIn);
}

/** The sessions of all events that start at `from` or later and before `below` (milliseconds), cancelled ones among them. */
export async function datedSessionStarts(
  table: Table,
  dates: { from?: number; below?: number },
): Promise<SessionStart[]> {
  const entries = await sessionsBetween(table, dates);
  return entries.map(({ id, startsAtUtc }) => ({ id, startsAt: Date.parse(startsAtUtc) }));
}

/** The sessions of an event that start at `from` or later and before `below` (milliseconds), cancelled ones among them. */
export async function listSessionStarts(
  table: Table,
  eventId: string,
  { from = 0, below = Infinity }: { from?: number; below?: number },
): Promise<SessionStart[]> {
  const found: SessionStart[] = [];
  const partition = eventSessionsPartition(eventId);
  for (let after: string | undefined, more = true; more;) {
    const page = await queryIndexPage(table, {
      partition,
      ...(after === undefined ? { from: new Date(from).toISOString() } : { after }),
    });
    const starts = page.items.map(startIn);
    found.push(...starts.filter(({ startsAt }) => startsAt >= from && startsAt < below));
    more = page.more && (starts.at(-1)?.startsAt ?? 0) < below;
    after = String(page.items.at(-1)?.['gsi1sk']);
  }
  return found;
}
