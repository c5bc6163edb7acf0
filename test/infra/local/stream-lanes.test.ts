import { expect, it } from 'vitest';
import { createFaults } from '../../../infra/local/endpoint/faults.ts';
import { StreamLanes } from '../../../infra/local/lambda/stream-lanes.ts';
import type { StreamRecord } from '../../../infra/local/seams/ports.ts';

const recordOf = (n: number): StreamRecord => ({
  eventID: `${n}`,
  eventName: 'MODIFY',
  eventSourceARN: 'arn',
  // All of one key, as after a split.
  dynamodb: { SequenceNumber: String(n), Keys: { pk: { S: 'HOT' }, sk: { S: `item-${n % 20}` } } },
});

it('a split stream delivers each record once, items in order, keys and items of one key in another', async () => {
  const faults = createFaults();
  faults.set(7, [{ service: 'streams', action: '*', kind: 'reorder', rate: 0.5 }]);
  const delivered: StreamRecord[] = [];
  const atOnce = { now: 0, most: 0 };
  await new Promise<void>((resolve) => {
    const lanes = new StreamLanes({
      ...{ batchSize: 10, faults, onEmpty: resolve },
      deliver: async (batch) => {
        atOnce.now += 1;
        atOnce.most = Math.max(atOnce.most, atOnce.now);
        await Promise.resolve();
        delivered.push(...batch);
        atOnce.now -= 1;
      },
    });
    void lanes.add(Array.from({ length: 200 }, (_, n) => recordOf(n)));
  });
  const numbers = delivered.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  expect(numbers).not.toEqual(numbers.toSorted((a, b) => a - b));
  for (let item = 0; item < 20; item += 1) {
    const own = numbers.filter((n) => n % 20 === item);
    expect(own).toEqual(own.toSorted((a, b) => a - b));
  }
  expect(atOnce.most).toBeGreaterThan(1);
});
