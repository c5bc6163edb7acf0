import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { expiryOf } from '../../platform/table/expiry.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import type { TransactItem } from '../../platform/table/transact.ts';
import type { AttendanceImportJob } from '../domain/attendance-import-job.ts';
import { ReportAnswers } from '../domain/report-settings.ts';
import {
  entriesEnd,
  reportClaimKey,
  reportEntryKey,
  reportsPartition,
  reportUploadKey,
} from './report-keys.ts';

const Entry = z.object({ id: z.string() });
const Claim = z.object({ importId: z.string() });

/** Puts an import into the list of its session, in the transaction that makes it one of that session. */
export const entryPut = (
  table: Table,
  sessionId: string,
  { id, createdAt }: Pick<AttendanceImportJob, 'id' | 'createdAt'>,
): TransactItem => ({
  Put: {
    TableName: table.name,
    Item: {
      ...reportEntryKey(sessionId, createdAt, id),
      ...stamp('attendance-import-entry'),
      id,
      createdAt,
      ...expiryOf(table, 'job', createdAt),
    },
  },
});

/** The ids of a session's imports, newest first; `after` is the last one's place in that order. */
export async function listReports(
  table: Table,
  sessionId: string,
  after: string | undefined,
  limit: number,
): Promise<{ ids: string[]; next?: string }> {
  const page = await queryPage(table, {
    partition: reportsPartition(sessionId),
    ...(after === undefined ? { from: '0' } : { after }),
    to: entriesEnd,
    limit,
    newestFirst: true,
    consistent: true,
  });
  const ids = page.items.map((item) => readItem(Entry, 'attendance-import-entry', item).id);
  const last = page.items.at(-1);
  return { ids, ...(page.more && last && { next: String(last['sk']) }) };
}

/**
 * Claims a report's bytes for an import: the same report counts once in a session. Answers the import that has them, which is
 * this one where it claimed them before.
 */
export async function claimReport(
  table: Table,
  { sessionId, digest }: { sessionId: string; digest: string },
  { id, createdAt }: Pick<AttendanceImportJob, 'id' | 'createdAt'>,
): Promise<string> {
  const key = reportClaimKey(sessionId, digest);
  for (;;) {
    const isOurs = await wasWritten(
      table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: {
            ...key,
            ...stamp('attendance-report-claim'),
            importId: id,
            ...expiryOf(table, 'job', createdAt),
          },
          ConditionExpression: 'attribute_not_exists(pk) OR importId = :id',
          ExpressionAttributeValues: { ':id': id },
        }),
      ),
    );
    if (isOurs) return id;
    const item = await getItem(table, key);
    if (item) return readItem(Claim, 'attendance-report-claim', item).importId;
  }
}

/** Gives the bytes back, where the import has them: then another may read them. */
export async function releaseReport(
  table: Table,
  { sessionId, digest }: { sessionId: string; digest: string },
  importId: string,
): Promise<void> {
  await wasWritten(
    table.client.send(
      new DeleteCommand({
        TableName: table.name,
        Key: reportClaimKey(sessionId, digest),
        ConditionExpression: 'attribute_not_exists(pk) OR importId = :id',
        ExpressionAttributeValues: { ':id': importId },
      }),
    ),
  );
}

/** What was said of a report before it came: by whom, and what its file may not tell. */
const Upload = z.object({ createdBy: z.string(), answers: ReportAnswers });
type Upload = z.infer<typeof Upload>;

/** Keeps it until `expiresAt` (seconds). */
export async function putReportUpload(
  table: Table,
  objectKey: string,
  upload: Upload,
  expiresAt: number,
): Promise<void> {
  const Item = { ...reportUploadKey(objectKey), ...stamp('attendance-upload'), ...upload, expiresAt };
  await table.client.send(new PutCommand({ TableName: table.name, Item }));
}

/** Undefined for a file that was put into the bucket without an upload link. */
export async function getReportUpload(table: Table, objectKey: string): Promise<Upload | undefined> {
  const item = await getItem(table, reportUploadKey(objectKey));
  return item && readItem(Upload, 'attendance-upload', item);
}
