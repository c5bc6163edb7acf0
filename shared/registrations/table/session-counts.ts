import * as z from 'zod';
import { readItem } from '../../platform/table/item.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { countsPartition } from './registration-keys.ts';

const Counts = z.object({
  registered: z.number().default(0),
  waitlisted: z.number().default(0),
  attended: z.number().default(0),
  pending: z.number().default(0),
  invited: z.number().default(0),
});
export type SessionCounts = z.infer<typeof Counts>;

/** How many are registered, on the waiting list, attended, and have yet to confirm, and came by an invitation, as the dispatcher has counted so far. */
export async function sessionCounts(table: Table, sessionId: string): Promise<SessionCounts> {
  const page = await queryPage(table, { partition: countsPartition(sessionId) });
  const none: SessionCounts = { registered: 0, waitlisted: 0, attended: 0, pending: 0, invited: 0 };
  return page.items
    .map((item) => readItem(Counts, 'counts', item))
    .reduce(
      (sum, part) => ({
        registered: sum.registered + part.registered,
        waitlisted: sum.waitlisted + part.waitlisted,
        attended: sum.attended + part.attended,
        pending: sum.pending + part.pending,
        invited: sum.invited + part.invited,
      }),
      none,
    );
}
