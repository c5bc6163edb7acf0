import * as z from 'zod';
import { readItem } from '../../platform/table/item.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { recordOf } from '../../platform/values/record-of.ts';
import { registrationColumns } from '../../registrations/domain/registration.ts';
import { eventCountsPartition } from './statistics-keys.ts';

const Counts = z.object(recordOf(registrationColumns, () => z.number().default(0)));
export type EventCounts = z.infer<typeof Counts>;

/** How many registrations of an event are in each state, in all of its sessions, as the dispatcher has counted so far. */
export async function eventCounts(table: Table, eventId: string): Promise<EventCounts> {
  const page = await queryPage(table, { partition: eventCountsPartition(eventId) });
  const parts = page.items.map((item) => readItem(Counts, 'counts', item));
  return recordOf(registrationColumns, (column) => parts.reduce((sum, part) => sum + part[column], 0));
}
