import * as z from 'zod';
import { readItem } from '../../platform/table/item.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { recordOf } from '../../platform/values/record-of.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import type { DaySpan } from '../domain/day-span.ts';
import { talliedColumns } from '../domain/tallied-registration.ts';
import { talliesPartition } from './statistics-keys.ts';

const Tally = z.object({
  ...recordOf(talliedColumns, () => z.number().default(0)),
  tallies: z.record(z.string(), z.number()).default({}),
});

/** The registrations of one day in one shard, as the dispatcher has counted so far. */
export interface DayTally extends z.infer<typeof Tally> {
  day: string;
}

/** The registrations of an event or a session that were made on some days, part by part. */
export async function talliesOn(table: Table, ownerId: string, span: DaySpan): Promise<DayTally[]> {
  const shards = Array.from({ length: SHARDS }, (_, shard) =>
    talliesOf(table, talliesPartition(ownerId, shard), span),
  );
  return (await Promise.all(shards)).flat();
}

async function talliesOf(table: Table, partition: string, { from, to }: DaySpan): Promise<DayTally[]> {
  const tallies: DayTally[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await queryPage(table, { partition, from, after, to });
    tallies.push(
      ...page.items.map((item) => ({ ...readItem(Tally, 'counts', item), day: String(item['sk']) })),
    );
    const last = page.items.at(-1);
    after = last && String(last['sk']);
    more = page.more && after !== undefined;
  }
  return tallies;
}
