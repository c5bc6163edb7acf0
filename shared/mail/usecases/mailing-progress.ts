import type { BulkJob } from '../../bulk/domain/bulk-job.ts';
import type { Table } from '../../platform/table/table.ts';
import { getMailCounts } from '../table/mail-count-items.ts';

/** Whether a mailing that has queued its mails has some that are not sent yet. */
export async function isMailingUnderWay(table: Table, { id, counts }: BulkJob): Promise<boolean> {
  const told = Object.values(await getMailCounts(table, id)).reduce((sum, count) => sum + count, 0);
  return told < counts.changed;
}

/** What became of its mails. */
export async function mailingDetails(
  table: Table,
  { id, counts }: BulkJob,
): Promise<Record<string, unknown>> {
  return { mails: { queued: counts.changed, ...(await getMailCounts(table, id)) } };
}
