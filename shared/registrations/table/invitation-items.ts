import * as z from 'zod';
import { stamp, readItem } from '../../platform/table/item.ts';
import { expiryOf } from '../../platform/table/expiry.ts';
import { putItems } from '../../platform/table/put-items.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { invitationKey, invitationsPartition } from './registration-keys.ts';

const InvitationItem = z.object({ jobId: z.string() });

/** Notes that a job invites to a session; again = the same. How many it invited is what the job counts. */
export async function noteInvitations(
  table: Table,
  { sessionId, jobId, at }: { sessionId: string; jobId: string; at: string },
): Promise<void> {
  const item = { ...invitationKey(sessionId, jobId), ...stamp('invitation'), sessionId, jobId };
  await putItems(table, [{ ...item, ...expiryOf(table, 'job', at) }]);
}

/** The jobs that invited to a session, the first 1,000 of them. */
export async function invitationJobs(table: Table, sessionId: string): Promise<string[]> {
  const { items } = await queryPage(table, { partition: invitationsPartition(sessionId), limit: 1_000 });
  return items.map((item) => readItem(InvitationItem, 'invitation', item).jobId);
}
