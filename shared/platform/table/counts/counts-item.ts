import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { countedKey } from '../count-keys.ts';
import { packChanges, unpackChanges, type CountedChange } from './counted-change.ts';
import { getItem } from '../get-items.ts';
import { readItem, stamp } from '../item.ts';
import type { KnownLog } from './judge-records.ts';
import type { Key } from '../key.ts';
import type { Table } from '../table.ts';
import { updateExpression } from '../update-expression.ts';

const Packed = z.instanceof(Uint8Array).transform(unpackChanges);

/** The counts of one shard. Everything but the counts themselves is missing in items of the version before. */
const CountsItem = z.looseObject({
  /** Raised by each write. */
  version: z.number().default(0),
  /** The latest changes that are counted; the others are in the log, page by page. */
  ring: Packed.default([]),
  /** How many things stand under each label, where they are counted by label. */
  tallies: z.record(z.string(), z.number()).default({}),
  pages: z.number().default(0),
  /** No change in the log was written later than this second. */
  loggedUntil: z.number().default(-1),
  recountFrom: z.number().optional(),
  recountUntil: z.number().optional(),
  /** Records so far of which nobody could tell whether they were counted. */
  doubts: z.number().default(0),
  /** They stand among those that the next nightly recount looks at. */
  isDue: z.boolean().default(false),
  lastSequence: z.string().optional(),
});
export type Counts = z.infer<typeof CountsItem>;

/** The counts of a shard as they are stored; undefined before the first change. Consistent. */
export async function getCounts(table: Table, key: Key): Promise<Counts | undefined> {
  const item = await getItem(table, key);
  return item && readItem(CountsItem, 'counts', item);
}

export const noCounts: Counts = CountsItem.parse({});

const LogPage = z.object({
  changes: Packed,
  /** No change in the pages before was written later than this second. */
  formerUntil: z.number(),
});

/** Longer than a stream keeps its records: 24 hours. */
const LOG_DAYS = 3;
const DAY_SECONDS = 24 * 3600;

/**
 * Takes the whole ring into a page of the log. Whoever does so at the same time writes the same page, as nobody adds to a
 * ring that is full.
 */
export async function logRing(
  table: Table,
  key: Key,
  { pages, ring, loggedUntil }: Counts,
): Promise<Pick<Counts, 'pages' | 'loggedUntil'>> {
  const until = ring.reduce((latest, { at }) => Math.max(latest, at), loggedUntil);
  const page = { changes: packChanges(ring), formerUntil: loggedUntil };
  const expiresAt = until + LOG_DAYS * DAY_SECONDS;
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: countedKey(key, pages + 1),
      ...updateExpression({ set: { ...stamp('counted'), ...page, expiresAt } }),
    }),
  );
  return { pages: pages + 1, loggedUntil: until };
}

/** The log back to a second, as far as it still is there. Newest page first: most of what comes late is a moment late. */
export async function readLog(table: Table, key: Key, counts: Counts, from: number): Promise<KnownLog> {
  const changes: CountedChange[] = [];
  let wholeFrom = counts.loggedUntil + 1;
  for (let page = counts.pages; wholeFrom > from && page > 0; page -= 1) {
    const item = await getItem(table, countedKey(key, page));
    if (!item) break;
    const logged = readItem(LogPage, 'counted', item);
    changes.push(...logged.changes);
    wholeFrom = logged.formerUntil + 1;
  }
  return { changes, wholeFrom };
}
