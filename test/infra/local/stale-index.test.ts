import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, expect, it } from 'vitest';
import { getItem } from '../../../shared/platform/table/get-items.ts';
import { queryIndexPage, queryPage } from '../../../shared/platform/table/query-page.ts';
import { useLocalAws } from '../../support/use-local-aws.ts';

const aws = useLocalAws();
const long = 3_600_000;
const keyOf = (n: number) => ({ pk: `LAGGING#${n}`, sk: 'X' });
const put = (n: number, list = 'LIST') =>
  aws.table.client.send(
    new PutCommand({
      TableName: aws.table.name,
      Item: { ...keyOf(n), gsi1pk: list, gsi1sk: String(n).padStart(3, '0') },
    }),
  );
const listed = async (list = 'LIST') =>
  (await queryIndexPage(aws.table, { partition: list })).items.map(({ gsi1sk }) => Number(gsi1sk));
const lagBy = (writes: number, ms = long) => {
  aws.faults.set(1, [
    { service: 'dynamodb', action: 'Query', kind: 'stale-index', rate: 1, lag: { writes, ms } },
  ]);
};

afterEach(() => {
  aws.faults.set(1, []);
});

it('a stale index does not show the latest writes: neither what came, nor what moved, nor what went', async () => {
  for (let n = 0; n < 6; n += 1) await put(n);
  lagBy(2);
  expect(await listed()).toEqual([0, 1, 2, 3]);
  await put(6);
  expect(await listed()).toEqual([0, 1, 2, 3, 4]);
  await aws.table.client.send(new DeleteCommand({ TableName: aws.table.name, Key: keyOf(0) }));
  await put(1, 'ELSEWHERE');
  expect([await listed(), await listed('ELSEWHERE')]).toEqual([[0, 1, 2, 3, 4, 5, 6], []]);
  await put(7);
  await put(8);
  expect([await listed(), await listed('ELSEWHERE')]).toEqual([[2, 3, 4, 5, 6], [1]]);
});

it('the table itself is never behind, and the index no more without the fault', async () => {
  await put(20, 'OWN');
  lagBy(50);
  expect(await listed('OWN')).toEqual([]);
  expect(await getItem(aws.table, keyOf(20))).toBeDefined();
  expect((await queryPage(aws.table, { partition: 'LAGGING#20' })).items).toHaveLength(1);
  aws.faults.set(1, []);
  expect(await listed('OWN')).toEqual([20]);
});

it('no write is missing for longer than is said', async () => {
  await put(30, 'SOON');
  lagBy(50, 0);
  await expect.poll(() => listed('SOON')).toEqual([30]);
});
