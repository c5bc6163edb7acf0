import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { countAsSent, countMails, getMailCounts } from '../../shared/mail/table/mail-count-items.ts';
import { queryPage } from '../../shared/platform/table/query-page.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const expiresAt = 2_000_000_000;
const fatesOf = (message: number, many = 25) =>
  Array.from({ length: many }, (_, n) => ({ key: `mail-${message}-${n}`, column: 'sent' as const }));

it('the counts of a mailing lie in several places by message, and each mail is counted once', async () => {
  const job = { jobId: 'blk_sharded', expiresAt };
  const messages = Array.from({ length: 20 }, (_, message) => fatesOf(message));
  await Promise.all(messages.map((fates) => countMails(aws.table, job, fates)));
  await Promise.all(messages.slice(5, 9).map((fates) => countMails(aws.table, job, fates.toReversed())));
  const zero = { notWanted: 0, refused: 0, unknown: 0, stopped: 0 };
  expect(await getMailCounts(aws.table, job.jobId)).toEqual({ sent: 500, ...zero });
  const { items } = await queryPage(aws.table, { partition: `JOB#${job.jobId}`, prefix: 'MAILS' });
  expect(items.length).toBeGreaterThan(5);
});

it('a mail that was unknown is counted as sent, wherever it was counted', async () => {
  const job = { jobId: 'blk_unknown', expiresAt };
  const fates = fatesOf(1).map(({ key }) => ({ key, column: 'unknown' as const }));
  await countMails(aws.table, job, fates);
  for (const { key } of fates.slice(0, 10)) await countAsSent(aws.table, job.jobId, key);
  await countMails(aws.table, job, fatesOf(1, 12));
  expect(await getMailCounts(aws.table, job.jobId)).toMatchObject({ sent: 12, unknown: 13 });
});

it('counts that the version before kept in one place are added', async () => {
  const Item = { pk: 'JOB#blk_former', sk: 'MAILS', entity: 'mail-counts', v: 1, sent: 7, refused: 1 };
  await aws.table.client.send(new PutCommand({ TableName: aws.table.name, Item }));
  await countMails(aws.table, { jobId: 'blk_former', expiresAt }, fatesOf(1, 3));
  expect(await getMailCounts(aws.table, 'blk_former')).toMatchObject({ sent: 10, refused: 1 });
});
