import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { getItems } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { keyOf, type Key } from '../../platform/table/key.ts';
import { putItems } from '../../platform/table/put-items.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import { ActDone } from '../domain/act.ts';
import { actDayKey, actDaysPartition, actKey, actNotedKey, actsPartition } from './notice-keys.ts';

const KEPT_SECONDS = 3 * 24 * 3600;

/** Of each of its kind a registrant does one in a round, however often it is told. */
const nameOf = ({ sessionId, act, round }: ActDone): string => `${sessionId}#${act}#${round}`;
const notedKeyOf = (done: ActDone): Key => actNotedKey(done.eventId, done.participantId, nameOf(done));
const placeOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;
const expiryAfter = (at: string) => ({ expiresAt: Math.floor(Date.parse(at) / 1000) + KEPT_SECONDS });

/** Those of the acts that were not noted yet, each once. Consistent. */
export async function unknownActs(table: Table, acts: readonly ActDone[]): Promise<ActDone[]> {
  const each = new Map(acts.map((one) => [placeOf(notedKeyOf(one)), one]));
  const found = await getItems(table, [...each.values()].map(notedKeyOf));
  for (const item of found) each.delete(placeOf(keyOf(item)));
  return [...each.values()];
}

/**
 * Keeps acts for a while under the window (its end, ISO 8601) in which they are told, and notes that they are. Whoever fails
 * in between, and comes again in another window, tells them twice rather than never.
 */
export async function putActs(
  table: Table,
  acts: readonly ActDone[],
  until: string,
  at: string,
): Promise<void> {
  await putItems(
    table,
    acts.map((done) => ({
      ...actKey(done.eventId, done.participantId, until, nameOf(done)),
      ...stamp('act'),
      ...done,
      ...{ at, ...expiryAfter(at) },
    })),
  );
  await putItems(
    table,
    acts.map((done) => ({ ...notedKeyOf(done), ...stamp('act-noted'), ...expiryAfter(at) })),
  );
}

const KeptAct = z.object({ ...ActDone.shape, at: z.string() });

/** The acts of an event that are told in a window, in the order in which they happened. Consistent. */
export async function actsOfWindow(table: Table, eventId: string, until: string): Promise<ActDone[]> {
  const shards = Array.from({ length: SHARDS }, (_, shard) =>
    actsIn(table, actsPartition(eventId, shard), until),
  );
  const kept = (await Promise.all(shards)).flat().sort((a, b) => a.at.localeCompare(b.at));
  return kept.map(({ at: _at, ...done }) => done);
}

async function actsIn(table: Table, partition: string, until: string): Promise<z.infer<typeof KeptAct>[]> {
  const found: z.infer<typeof KeptAct>[] = [];

  const to = `${until}#~`;
  for (let after: string | undefined, more = true; more;) {
    const page = await queryPage(table, { partition, from: `${until}#`, after, to, consistent: true });
    found.push(...page.items.map((item) => readItem(KeptAct, 'act', item)));
    const last = page.items.at(-1);
    after = last && String(last['sk']);
    more = page.more && after !== undefined;
  }
  return found;
}

/** Notes that something happened in an event on a day (UTC). */
export async function noteActDay(table: Table, day: string, eventId: string): Promise<void> {
  const expiresAt = Math.floor(Date.parse(day) / 1000) + 2 * KEPT_SECONDS;
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: { ...actDayKey(day, eventId), ...stamp('act-day'), expiresAt },
    }),
  );
}

/** The events in which something happened on a day (UTC), by id: newest first. At most `limit`. */
export async function eventsOfDay(table: Table, day: string, limit: number): Promise<string[]> {
  const page = await queryPage(table, { partition: actDaysPartition(day), newestFirst: true, limit });
  return page.items.map((item) => String(item['sk']));
}
