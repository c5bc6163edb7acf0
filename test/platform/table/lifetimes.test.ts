import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { ExportRequest } from '../../../shared/exports/domain/export-job.ts';
import { beginExport } from '../../../shared/exports/usecases/begin-export.ts';
import { insertDeliveries } from '../../../shared/handovers/table/delivery-items.ts';
import { deliveryBodyKey, deliveryKey } from '../../../shared/handovers/table/delivery-keys.ts';
import { jobKey } from '../../../shared/jobs/table/job-keys.ts';
import { claimMail } from '../../../shared/mail/table/mail-items.ts';
import { mailKey } from '../../../shared/mail/table/mail-keys.ts';
import { putHistory } from '../../../shared/people/table/history-items.ts';
import { historyKey } from '../../../shared/people/table/person-keys.ts';
import { keepingFor } from '../../../shared/platform/table/expiry.ts';
import { Lifetimes } from '../../../shared/platform/table/lifetimes.ts';
import type { Key } from '../../../shared/platform/table/key.ts';
import { NOW, planDeps } from '../../support/factories.ts';
import { useLocalAws } from '../../support/use-local-aws.ts';

const aws = useLocalAws();
const at = new Date(NOW).toISOString();
const DAY = 24 * 3600;

/** After how many days what is written now goes by itself. */
async function daysOf(key: Key): Promise<number> {
  const { Item } = await aws.table.client.send(new GetCommand({ TableName: aws.table.name, Key: key }));
  return (Number(Item!['expiresAt']) - NOW / 1_000) / DAY;
}

it.each([
  ['by default', JSON.stringify({}), { mail: 744, history: 1_116, job: 403, delivery: 90, body: 14 }],
  [
    'as the stage says',
    JSON.stringify({ mailMonths: 3, historyMonths: 4, jobMonths: 5, deliveryDays: 8, deliveryBodyDays: 7 }),
    { mail: 93, history: 124, job: 155, delivery: 8, body: 7 },
  ],
])('Mails, history, jobs and deliveries go by themselves, %s', async (_, setting, days) => {
  const table = keepingFor(aws.table, setting);
  const [mail, runId, participantId] = [randomUUID(), `run_${randomUUID()}`, 'par_1'];
  await claimMail(table, mail, { participantId }, { owner: 'anna', nowMs: NOW });
  const entry = {
    participantId,
    at,
    act: randomUUID(),
    kind: 'changed' as const,
    actor: 'anna',
    origin: 'api',
    data: {},
  };
  await putHistory(table, [entry]);
  const { id } = await beginExport(planDeps(table), ExportRequest.parse({}), 'test');
  await insertDeliveries(table, [
    { runId, participantId, status: 'pending', attempts: 0, round: 1, body: '{}', createdAt: at, log: [] },
  ]);
  expect({
    mail: await daysOf(mailKey(mail)),
    history: await daysOf(historyKey(participantId, at, entry.act, entry.kind)),
    job: await daysOf(jobKey(id)),
    delivery: await daysOf(deliveryKey(runId, participantId)),
    body: await daysOf(deliveryBodyKey(runId, participantId)),
  }).toEqual(days);
});

it('The setting of a stage is read whole or not at all', () => {
  expect(() => keepingFor(aws.table, '{"mailMonths":"24"}')).toThrow();
  expect(Lifetimes.parse({})).toEqual({
    ...{ mailMonths: 24, historyMonths: 36, jobMonths: 13, deliveryDays: 90, deliveryBodyDays: 14 },
  });
});
