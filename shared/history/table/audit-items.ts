import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { AuditEntry } from '../domain/audit.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { auditKey, auditPartition } from './audit-keys.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

/** How long the log is kept: two years and the days that months differ by. */
const KEPT_SECONDS = 732 * 24 * 60 * 60;

/** Logs an act; the same act again changes nothing. */
export async function recordAudit(table: Table, entry: AuditEntry): Promise<void> {
  const expiresAt = Math.floor(Date.parse(entry.at) / 1000) + KEPT_SECONDS;
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: auditKey(entry.at, entry.id),
      ...updateExpression({ set: { ...stamp('audit'), ...entry, expiresAt } }),
    }),
  );
}

/** The log of a month (`2027-03`), newest first. */
export async function listAudit(
  table: Table,
  month: string,
  after: string | undefined,
  limit: number,
): Promise<{ entries: AuditEntry[]; next?: string }> {
  const page = await queryPage(table, { partition: auditPartition(month), after, limit, newestFirst: true });
  const last = page.items.at(-1);
  return {
    entries: page.items.map((item) => readItem(AuditEntry, 'audit', item)),
    ...(page.more && last && { next: String(last['sk']) }),
  };
}
