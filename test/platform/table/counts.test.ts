import { DeleteCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { applyCounts } from '../../../shared/platform/table/counts/count-items.ts';
import { countedKey } from '../../../shared/platform/table/count-keys.ts';
import { getCounts } from '../../../shared/platform/table/counts/counts-item.ts';
import type { Key } from '../../../shared/platform/table/key.ts';
import { countsKey } from '../../../shared/registrations/table/registration-keys.ts';
import { sessionCounts } from '../../../shared/registrations/table/session-counts.ts';
import { recordsOf } from '../../support/count-records.ts';
import { CountWorld } from '../../support/count-world.ts';
import { useLocalAws } from '../../support/use-local-aws.ts';

const aws = useLocalAws();
let unique = 0;
const newKey = (shard = 0): Key => countsKey(`ses_${(unique += 1)}`, shard);
const world = () => new CountWorld(aws.table, newKey());
const registered = async (key: Key) => Number((await getCounts(aws.table, key))?.['registered'] ?? 0);
const came = (key: Key, sequence: number, at: number, many = 1) =>
  recordsOf(key, 'registered', many, { sequence, at });
const isInDoubt = (key: Key) => new CountWorld(aws.table, key).isInDoubt();
const lane = (item: number) => ({ act: 'deliver', lane: item, many: 99, afterEffect: false }) as const;

describe('Counts of records in any order', () => {
  it('hold the record with the lower number that comes after the higher one', async () => {
    const key = newKey();
    await applyCounts(aws.table, came(key, 200, 20));
    await applyCounts(aws.table, came(key, 150, 10));
    expect(await registered(key)).toBe(2);
    expect(await isInDoubt(key)).toBe(false);
  });

  it('hold each record once when many workers bring the same ones at the same time', async () => {
    const key = newKey();
    await Promise.all(Array.from({ length: 8 }, () => applyCounts(aws.table, came(key, 1, 1, 10))));
    await applyCounts(aws.table, []);
    expect(await registered(key)).toBe(10);
  });

  it('hold each record once when two readers bring the halves of a split key', async () => {
    const key = newKey();
    const half = async (first: number) => {
      for (let n = 0; n < 5; n += 1) await applyCounts(aws.table, came(key, first + n * 20, 100 + n, 20));
    };
    await Promise.all([half(1_000), half(5_000)]);
    expect(await registered(key)).toBe(200);
  });

  it('know a record that is run again after a thousand others, in the same second or a later one', async () => {
    const key = newKey();
    const batches = Array.from({ length: 12 }, (_, n) => came(key, n * 100, 1_000 + Math.floor(n / 3), 100));
    for (const batch of batches) await applyCounts(aws.table, batch);
    for (const batch of [batches[0]!, batches[5]!, batches[11]!]) await applyCounts(aws.table, batch);
    expect(await registered(key)).toBe(1_200);
    await applyCounts(aws.table, came(key, 9_000, 1_001, 7));
    expect(await registered(key)).toBe(1_207);
    expect(await isInDoubt(key)).toBe(false);
  });

  it.each([
    ['forward', 86_400],
    ['back', -86_400],
  ])('are right after a clock that jumps a day %s, and jumps again', async (_, seconds) => {
    const counted = world();
    for (const jump of [0, seconds, -seconds]) {
      await counted.act({ act: 'tick', seconds: jump });
      await counted.act({ act: 'burst', bits: Math.abs(jump) % 7 });
      await counted.act(lane(0));
      await counted.act({ act: 'redrive', from: 0, many: 99 });
    }
    await counted.settle();
    expect([await counted.isInDoubt(), await counted.counts()]).toEqual([false, counted.truth()]);
    expect(counted.truth()).not.toEqual([0, 0, 0]);
  });

  it('leave a record to a recount that is older than what they remember, and count it not twice', async () => {
    const key = newKey();
    for (let n = 0; n < 4; n += 1) await applyCounts(aws.table, came(key, n * 100, 1_000 + n * 60, 100));
    const { pages } = (await getCounts(aws.table, key))!;
    expect(pages).toBe(3);
    // As its time to live does, the oldest first.
    await aws.table.client.send(new DeleteCommand({ TableName: aws.table.name, Key: countedKey(key, 1) }));
    await applyCounts(aws.table, came(key, 100, 1_060, 100));
    expect([await registered(key), await isInDoubt(key)]).toEqual([400, false]);
    await applyCounts(aws.table, came(key, 0, 1_000, 100));
    expect([await registered(key), await isInDoubt(key)]).toEqual([400, true]);
  });

  it('of the version before are put in doubt at the first record, and hold what is surely new', async () => {
    const key = newKey();
    const Item = { ...key, entity: 'counts', v: 1, registered: 5, lastSequence: '200'.padStart(40, '0') };
    await aws.table.client.send(new PutCommand({ TableName: aws.table.name, Item }));
    await applyCounts(aws.table, [...came(key, 150, 10), ...came(key, 201, 20)]);
    expect([await registered(key), await isInDoubt(key)]).toEqual([6, true]);
    expect((await sessionCounts(aws.table, key.pk.slice('SESSIONCOUNTS#'.length))).registered).toBe(6);
  });

  it('of a session are the sum of its shards', async () => {
    const sessionId = `ses_${(unique += 1)}`;
    for (let shard = 0; shard < 16; shard += 1)
      await applyCounts(aws.table, came(countsKey(sessionId, shard), 1, 1, shard));
    expect(await sessionCounts(aws.table, sessionId)).toMatchObject({ registered: 120, waitlisted: 0 });
  });

  it('cost one write unit and a part of another for a record that comes alone, six for a hundred at once', async () => {
    const counting = aws.countingTable();
    const key = newKey();
    for (let n = 0; n < 200; n += 1) await applyCounts(counting.table, came(key, n, 1_000 + n));
    expect(counting.writes()).toBeLessThanOrEqual(206);
    const before = counting.writes();
    for (let n = 0; n < 10; n += 1)
      await applyCounts(counting.table, came(key, 500 + n * 100, 2_000 + n, 100));
    expect(counting.writes() - before).toBeLessThanOrEqual(60);
  });
});

describe('A recount', () => {
  const corrupt = async (model: CountWorld, by: number) =>
    aws.table.client.send(
      new UpdateCommand({
        ...{ TableName: aws.table.name, Key: model.key },
        UpdateExpression: 'ADD registered :by',
        ExpressionAttributeValues: { ':by': by },
      }),
    );
  const three = async () => {
    const model = world();
    for (const item of [0, 1, 2]) await model.act({ act: 'change', item, bits: 1 });
    for (const item of [0, 1, 2]) await model.act(lane(item));
    return model;
  };

  it('finds counts right, and takes them from those to be made anew', async () => {
    const model = await three();
    expect(await model.recount([])).toEqual({ looked: 3, differed: false });
    const { client, name } = aws.table;
    const due = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': 'RECOUNTS#daily#00', ':sk': `${model.key.pk}#` },
      }),
    );
    expect(due.Items).toEqual([]);
  });

  it.each([-2, 4])('corrects counts that are off by %i, also where they are gone', async (by) => {
    const model = await three();
    await corrupt(model, by);
    expect(await model.recount([])).toEqual({ looked: 3, differed: true });
    expect(await model.counts()).toEqual([3, 0, 0]);
    await aws.table.client.send(new DeleteCommand({ TableName: aws.table.name, Key: model.key }));
    expect(await model.recount([])).toEqual({ looked: 3, differed: true });
    expect(await model.counts()).toEqual([3, 0, 0]);
    await model.settle();
    expect(await model.counts()).toEqual([3, 0, 0]);
  });

  it('counts anew what the version before counted, and forgets its number', async () => {
    const model = await three();
    await corrupt(model, 0);
    const { client, name: TableName } = aws.table;
    const UpdateExpression = 'SET lastSequence = :all REMOVE ring';
    const ExpressionAttributeValues = { ':all': '9'.repeat(40) };
    await client.send(
      new UpdateCommand({ TableName, Key: model.key, UpdateExpression, ExpressionAttributeValues }),
    );
    await model.recount([]);
    await model.act({ act: 'tick', seconds: 60 });
    await model.act({ act: 'change', item: 3, bits: 1 });
    await model.settle();
    expect(await model.counts()).toEqual([4, 0, 0]);
    expect((await getCounts(aws.table, model.key))?.lastSequence).toBeUndefined();
  });

  it('has seen what was written long before it, and does not count it again when it comes', async () => {
    const model = await three();
    await model.act({ act: 'change', item: 3, bits: 1 });
    await model.act({ act: 'tick', seconds: 30 });
    expect(await model.recount([])).toMatchObject({ differed: true });
    await model.act(lane(3));
    expect(await model.counts()).toEqual([4, 0, 0]);
    expect(await model.isInDoubt()).toBe(false);
  });

  it('lets what is written long after it be counted as ever', async () => {
    const model = await three();
    await corrupt(model, 1);
    await model.recount([]);
    await model.act({ act: 'tick', seconds: 30 });
    for (const bits of [0, 1, 3]) await model.act({ act: 'change', item: 0, bits });
    await model.act(lane(0));
    expect(await model.counts()).toEqual([3, 1, 0]);
    expect(await model.isInDoubt()).toBe(false);
  });

  it('adds what came and was counted while it read, whether it read it or not', async () => {
    const model = await three();
    await corrupt(model, 7);
    const change = (item: number, bits: number) => ({ act: 'change', item, bits }) as const;
    const meanwhile = [change(0, 0), lane(0), { act: 'tick', seconds: 20 } as const, change(4, 1), lane(4)];
    expect(await model.recount(meanwhile)).toMatchObject({ differed: true });
    expect(await model.counts()).toEqual([3, 0, 0]);
    expect(await model.isInDoubt()).toBe(false);
  });

  it('counts an item as its latest change left it, when an earlier one comes after it', async () => {
    const model = await three();
    await corrupt(model, 7);
    for (const bits of [2, 5]) await model.act({ act: 'change', item: 0, bits });
    // The last of the five that were written, before the one before it.
    await model.act({ act: 'redrive', from: 80, many: 1 });
    await model.recount([]);
    await model.act(lane(0));
    expect(await model.counts()).toEqual([3, 0, 1]);
    expect(await model.isInDoubt()).toBe(false);
  });

  it('is asked for again by a change that it may have read or not', async () => {
    const model = await three();
    await corrupt(model, 7);
    await model.act({ act: 'change', item: 5, bits: 1 });
    await model.recount([]);
    await model.act(lane(5));
    expect(await model.isInDoubt()).toBe(true);
    await model.settle();
    expect(await model.counts()).toEqual([4, 0, 0]);
    expect(await model.isInDoubt()).toBe(false);
  });
});
