import { randomBytes } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { deliveryKey } from '../../shared/handovers/table/delivery-keys.ts';
import { redriveRun } from '../../shared/handovers/usecases/redrive-run.ts';
import { getDelivery, insertDeliveries, saveDelivery } from '../../shared/handovers/table/delivery-items.ts';
import { deleteDeliveryBodies, getDeliveryBody } from '../../shared/handovers/table/delivery-body-items.ts';
import { waitingDeliveries } from '../../shared/handovers/table/waiting-deliveries.ts';
import { runDestinationPut } from '../../shared/handovers/table/run-destination-items.ts';
import { deliver, messageOf } from '../../shared/handovers/usecases/deliver.ts';
import { transact } from '../../shared/platform/table/transact.ts';
import type { WebhookAnswer } from '../../shared/platform/values/webhook-answer.ts';
import { NOW } from '../support/factories.ts';
import { noReach } from '../support/memory-secrets.ts';
import { storedPeople } from '../support/stored-people.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const createdAt = new Date(NOW).toISOString();

/** A new delivery of 1,300 bytes, and what posts it. */
async function begun() {
  const [person] = await storedPeople(aws.table, `cost-${randomBytes(4).toString('hex')}`, 1);
  const runId = `blk_${randomBytes(16).toString('hex')}`;
  await transact(aws.table, [
    runDestinationPut(
      aws.table,
      { runId, url: 'https://crm.example.com/hook', secret: 'whsec_x' },
      new Date(NOW).toISOString(),
    ),
  ]);
  const made = {
    ...{ runId, participantId: person!.id, status: 'pending' as const, attempts: 0, round: 1, log: [] },
    ...{ body: 'x'.repeat(1_300), nextAttemptAt: createdAt, createdAt },
  };
  const attempt = (table: typeof aws.table, answer: WebhookAnswer) =>
    deliver(
      {
        ...{ table, deliveries: aws.deliveries, now: () => NOW, jitter: () => 0 },
        reach: noReach,
        webhooks: { post: () => Promise.resolve(answer) },
        retries: { ensure: () => Promise.resolve() },
      },
      messageOf(made),
    );
  return { made, attempt };
}

it('A delivery costs at most 8 write units, from its record to its end', async () => {
  const counting = aws.countingTable();
  const { made, attempt } = await begun();
  await insertDeliveries(counting.table, [made]);
  const inserted = counting.writes();
  const answer = { status: 200, bodyStart: 'x'.repeat(200), durationMs: 99 };
  expect(await attempt(counting.table, answer)).toBe('delivered');
  expect([inserted, counting.writes()]).toEqual([4, 7]);
  expect(counting.writes()).toBeLessThanOrEqual(8);
});

it('A delivery waits for its attempt until it is over, also in the hands of somebody who died', async () => {
  const { made, attempt } = await begun();
  await insertDeliveries(aws.table, [made]);
  const waiting = async (seconds: number) =>
    (await waitingDeliveries(aws.table, NOW + seconds * 1_000, NOW + seconds * 1_000, 100)).filter(
      ({ runId }) => runId === made.runId,
    );
  expect(await waiting(1)).toHaveLength(1);
  const dead = { then: () => undefined } as unknown as WebhookAnswer;
  void attempt(aws.table, dead);
  await expect
    .poll(async () => (await getDelivery(aws.table, made.runId, made.participantId))?.attempts)
    .toBe(1);
  expect(await waiting(59)).toEqual([]);
  expect(await waiting(61)).toMatchObject([{ attempts: 1 }]);
});

it('A delivery whose body is not kept any more fails, and says why', async () => {
  const { made, attempt } = await begun();
  await insertDeliveries(aws.table, [made]);
  await deleteDeliveryBodies(aws.table, [made]);
  expect(await getDeliveryBody(aws.table, made)).toBeUndefined();
  expect(await attempt(aws.table, { status: 200, bodyStart: '', durationMs: 1 })).toBe('failed');
  expect(await getDelivery(aws.table, made.runId, made.participantId)).toMatchObject({
    reason: 'What was to be posted is not kept any more.',
  });
});

it('A delivery that is asked for again says so to the reader of the stream, and no other write of it does', async () => {
  const { made, attempt } = await begun();
  await insertDeliveries(aws.table, [made]);
  const seen = async () => {
    const key = deliveryKey(made.runId, made.participantId);
    const { Item } = await aws.table.client.send(new GetCommand({ TableName: aws.table.name, Key: key }));
    return [Item!['status'], Item!['redrivenAt'] !== undefined];
  };
  expect(await seen()).toEqual(['pending', false]);
  expect(await attempt(aws.table, { status: 410, bodyStart: '', durationMs: 1 })).toBe('switched-off');
  expect(await seen()).toEqual(['switched-off', false]);
  await redriveRun({ table: aws.table, now: () => NOW }, { runId: made.runId }, { which: 'failed' });
  expect(await seen()).toEqual(['pending', true]);
  const again = (await getDelivery(aws.table, made.runId, made.participantId))!;
  await saveDelivery(aws.table, again, { ...again, attempts: 1, leaseUntil: createdAt });
  expect(await seen()).toEqual(['pending', false]);
});
