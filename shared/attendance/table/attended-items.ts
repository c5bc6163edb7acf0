import { hashedId } from '../../platform/values/hashed-id.ts';
import { expiryOf } from '../../platform/table/expiry.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { putItems } from '../../platform/table/put-items.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { shardOf } from '../../platform/values/shard.ts';
import { Attended, type AttendanceSource } from '../domain/attended.ts';
import { attendedKey, attendedPartition } from './attendance-keys.ts';

/** What a source says of people; `part` tells apart several things that it says of one. */
export type Said = Omit<Attended, 'sourceId'> & { part?: string };

/**
 * The key of a guest: the same for all that a session's sources say of one address or, where there is none, of one name.
 */
export const guestKey = (sessionId: string, who: string): string =>
  hashedId('gue', `guest\n${sessionId}\n${who.trim().toLowerCase()}`);

/** Writes what a source says of people. Writing the same again changes nothing. */
export async function putAttended(
  table: Table,
  source: AttendanceSource,
  said: readonly Said[],
): Promise<void> {
  const items = said.map(({ part, ...one }) => ({
    ...attendedKey(source.sessionId, one.person, source.id, part),
    ...stamp('attended'),
    ...one,
    sourceId: source.id,
    ...expiryOf(table, 'history', source.at),
  }));
  // One BatchWriteItem may not name a key twice.
  const byKey = new Map(items.map((item) => [`${item.pk} ${item.sk}`, item]));
  await putItems(table, [...byKey.values()]);
}

/** Behind all keys of a person, which are hex digits, `#` and words. */
const LAST = '~';

/** What is said of participants after one and up to another, by person. Consistent. */
export async function attendedBetween(
  table: Table,
  sessionId: string,
  shard: number,
  { after, to }: { after?: string | undefined; to?: string | undefined },
): Promise<Map<string, Attended[]>> {
  const found: Attended[] = [];
  const end = `${to ?? ''}${LAST}`;
  for (let last = after === undefined ? undefined : `${after}${LAST}`, more = true; more;) {
    const page = await queryPage(table, {
      partition: attendedPartition(sessionId, shard),
      ...(last === undefined ? { from: 'par_' } : { after: last }),
      to: end,
      consistent: true,
    });
    found.push(...page.items.map((item) => readItem(Attended, 'attended', item)));
    const item = page.items.at(-1);
    last = item && String(item['sk']);
    more = page.more && last !== undefined;
  }
  return Map.groupBy(found, ({ person }) => person);
}

/** What is said of one person. Consistent. */
export const attendedOf = async (table: Table, sessionId: string, person: string): Promise<Attended[]> => {
  const page = await queryPage(table, {
    partition: attendedPartition(sessionId, shardOf(person)),
    prefix: `${person}#`,
    consistent: true,
  });
  return page.items.map((item) => readItem(Attended, 'attended', item));
};

/** A page of the guests of a shard, and what is said of them. */
export async function guestsPage(
  table: Table,
  sessionId: string,
  shard: number,
  after: string | undefined,
  limit: number,
): Promise<{ guests: Map<string, Attended[]>; next?: string }> {
  const page = await queryPage(table, {
    partition: attendedPartition(sessionId, shard),
    ...(after === undefined ? { from: 'gue_' } : { after: `${after}${LAST}` }),
    to: `gue_${LAST}`,
    limit,
    consistent: true,
  });
  const said = page.items.map((item) => readItem(Attended, 'attended', item));
  const guests = Map.groupBy(said, ({ person }) => person);
  if (!page.more) return { guests };
  const last = said.at(-1)?.person;
  if (last === undefined) return { guests };
  // Of the last one there may be more.
  guests.set(last, await attendedOf(table, sessionId, last));
  return { guests, next: last };
}
