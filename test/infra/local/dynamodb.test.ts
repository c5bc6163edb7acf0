import {
  BatchExecuteStatementCommand,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StreamRecord } from '../../../infra/local/seams/ports.ts';
import { allow, jobsRole, openTestEndpoint, people, type TestEndpoint } from './endpoint-fixture.ts';

const TableName = people.name;
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'profile' } });
const insert = (pk: string) => ({
  Statement: `INSERT INTO "people" VALUE {'pk': ?, 'sk': ?}`,
  Parameters: [{ S: pk }, { S: 'profile' }],
});

let test: TestEndpoint;
let db: ReturnType<TestEndpoint['clients']>['dynamoDb'];

beforeAll(async () => {
  test = await openTestEndpoint();
  db = test.clients(jobsRole).dynamoDb;
});
afterAll(() => test.close());

describe('DynamoDB through the endpoint', () => {
  it('puts, gets and queries an index, with the consumed capacity as the engine counts it', async () => {
    const put = await db.send(
      new PutItemCommand({
        TableName,
        Item: { ...key('a'), gsi1pk: { S: 'list' }, gsi1sk: { S: '1' } },
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    expect(put.ConsumedCapacity?.CapacityUnits).toBe(2);
    const got = await db.send(new GetItemCommand({ TableName, Key: key('a') }));
    expect(got.Item?.['gsi1pk']).toEqual({ S: 'list' });
    const listed = await db.send(
      new QueryCommand({
        TableName,
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :p',
        ExpressionAttributeValues: { ':p': { S: 'list' } },
      }),
    );
    expect(listed.Count).toBe(1);
  });

  it('hands over the reasons of a cancelled transaction', async () => {
    const call = db.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName, Item: key('t1') } },
          { ConditionCheck: { TableName, Key: key('missing'), ConditionExpression: 'attribute_exists(pk)' } },
        ],
      }),
    );
    await expect(call).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    });
  });

  it('inserts by PartiQL in a batch, where each statement fails alone', async () => {
    await db.send(new BatchExecuteStatementCommand({ Statements: [insert('p1')] }));
    const again = await db.send(
      new BatchExecuteStatementCommand({ Statements: [insert('p1'), insert('p2')] }),
    );
    expect(again.Responses?.map((response) => response.Error?.Code)).toEqual(['DuplicateItem', undefined]);
  });

  it('reads the stream in order, from a position on, in the form Lambda gets', async () => {
    const reader = test.endpoint.table(TableName);
    const everything = await readAll(reader, undefined);
    await db.send(new PutItemCommand({ TableName, Item: key('s1') }));
    await db.send(
      new UpdateItemCommand({
        TableName,
        Key: key('s1'),
        UpdateExpression: 'SET n = :n',
        ExpressionAttributeValues: { ':n': { N: '1' } },
      }),
    );
    const { records, position } = await readAll(reader, everything.position);
    expect(records.map((record) => record.eventName)).toEqual(['INSERT', 'MODIFY']);
    expect(records[1]).toMatchObject({
      eventSource: 'aws:dynamodb',
      eventSourceARN: people.streamArn,
      dynamodb: { Keys: key('s1'), OldImage: key('s1'), NewImage: { ...key('s1'), n: { N: '1' } } },
    });
    expect(records[0]!.dynamodb.SequenceNumber < records[1]!.dynamodb.SequenceNumber).toBe(true);
    expect((await reader.read(position, 10)).records).toEqual([]);
  });

  it('wakes the reader of a stream after a write', async () => {
    const woken = new Promise<void>((resolve) => {
      test.endpoint.table(TableName).onWrite(resolve);
    });
    await db.send(new PutItemCommand({ TableName, Item: key('w1') }));
    await woken;
  });
});

describe('policies at the endpoint', () => {
  it('refuses what no statement allows, names function, action and resource, and does not do it', async () => {
    const strict = await openTestEndpoint({ statements: [allow(['dynamodb:GetItem'], [people.arn])] });
    const { dynamoDb } = strict.clients(jobsRole);
    await expect(dynamoDb.send(new PutItemCommand({ TableName, Item: key('x') }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `Function jobs (role JobsRole) is not authorized to perform: dynamodb:PutItem on resource: ${people.arn} because no statement allows it`,
    });
    const read = await dynamoDb.send(new GetItemCommand({ TableName, Key: key('x') }));
    expect(read.Item).toBeUndefined();
    expect(strict.callLog.refusals()).toMatchObject([
      { principal: jobsRole, action: 'PutItem', outcome: 'refused' },
    ]);
    expect(strict.callLog.permissionsUsed()).toEqual({ [jobsRole]: [`dynamodb:GetItem ${people.arn}`] });
    await expect(
      strict.clients('anybody').dynamoDb.send(new PutItemCommand({ TableName, Item: key('x') })),
    ).resolves.toBeDefined();
    await strict.close();
  });
});

describe('faults', () => {
  afterEach(() => {
    test.faults.set(0, []);
  });
  const set = (
    action: string,
    kind: Parameters<typeof test.faults.set>[1][number]['kind'],
    rate = 1,
    seed = 1,
  ) => {
    test.faults.set(seed, [{ service: 'dynamodb', action, kind, rate }]);
  };

  it('repeat with their seed', async () => {
    const fates = async (seed: number): Promise<string> => {
      set('GetItem', 'throttle', 0.5, seed);
      let text = '';
      for (let count = 0; count < 20; count++) {
        text += await db.send(new GetItemCommand({ TableName, Key: key('f') })).then(
          () => '.',
          () => 'x',
        );
      }
      return text;
    };
    const first = await fates(7);
    expect(first).toMatch(/^(?=.*x)(?=.*\.)/);
    expect(await fates(7)).toBe(first);
    expect(await fates(8)).not.toBe(first);
  });

  it('throttle as the service does, and never the operator', async () => {
    set('*', 'throttle');
    await expect(db.send(new GetItemCommand({ TableName, Key: key('f') }))).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
    });
    await expect(
      test.clients().dynamoDb.send(new GetItemCommand({ TableName, Key: key('f') })),
    ).resolves.toBeDefined();
  });

  it('conflict: a transaction is cancelled, a single write refused', async () => {
    set('*', 'conflict');
    const Put = { TableName, Item: key('c') };
    await expect(
      db.send(
        new TransactWriteItemsCommand({ TransactItems: [{ Put }, { Put: { TableName, Item: key('d') } }] }),
      ),
    ).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    });
    await expect(db.send(new PutItemCommand(Put))).rejects.toMatchObject({
      name: 'TransactionConflictException',
    });
  });

  it('unprocessed: half of a batch comes back, undone', async () => {
    set('*', 'unprocessed');
    const requests = ['u1', 'u2', 'u3'].map((pk) => ({ PutRequest: { Item: key(pk) } }));
    const written = await db.send(new BatchWriteItemCommand({ RequestItems: { people: requests } }));
    expect(written.UnprocessedItems).toEqual({ people: requests.slice(1) });
    const Keys = ['u1', 'u2', 'u3'].map(key);
    const read = await db.send(
      new BatchGetItemCommand({ RequestItems: { people: { Keys, ConsistentRead: true } } }),
    );
    expect(read.Responses).toEqual({ people: [key('u1')] });
    expect(read.UnprocessedKeys).toEqual({ people: { Keys: Keys.slice(1), ConsistentRead: true } });
    const statements = await db.send(
      new BatchExecuteStatementCommand({ Statements: ['u4', 'u5', 'u6', 'u1'].map(insert) }),
    );
    expect(statements.Responses?.map(({ Error }) => Error?.Code)).toEqual([
      'ThrottlingError',
      undefined,
      'ThrottlingError',
      'DuplicateItem',
    ]);
    test.faults.set(0, []);
    expect((await db.send(new GetItemCommand({ TableName, Key: key('u2') }))).Item).toBeUndefined();
    expect((await db.send(new GetItemCommand({ TableName, Key: key('u5') }))).Item).toBeDefined();
  });

  describe('hot-key', () => {
    let second = 1_800_000_000_000;
    let { now } = Date;
    beforeEach(() => {
      ({ now } = test.clock);
      test.clock.now = () => second;
    });
    afterEach(() => {
      test.clock.now = now;
    });
    const limitTo = (limit: { reads: number; writes: number }) => {
      second += 1_000;
      test.faults.set(1, [{ service: 'dynamodb', action: '*', kind: 'hot-key', rate: 1, limit }]);
    };
    const item = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });
    const put = (pk: string) => db.send(new PutItemCommand({ TableName, Item: key(pk) }));

    it('throttles what is more than a key takes in a second, and no other key, and not in the next one', async () => {
      limitTo({ reads: 1, writes: 2 });
      await put('hot');
      await put('hot');
      await expect(put('hot')).rejects.toMatchObject({ name: 'ThrottlingException' });
      await put('cold');
      await db.send(new GetItemCommand({ TableName, Key: key('hot') }));
      const query = new QueryCommand({
        ...{ TableName, KeyConditionExpression: '#k = :k' },
        ...{ ExpressionAttributeNames: { '#k': 'pk' }, ExpressionAttributeValues: { ':k': { S: 'hot' } } },
      });
      await expect(db.send(query)).rejects.toMatchObject({ name: 'ThrottlingException' });
      second += 1_000;
      await expect(put('hot')).resolves.toBeDefined();
    });

    it('leaves entries of batches undone, and refuses a batch of which nothing can be done', async () => {
      limitTo({ reads: 1, writes: 1 });
      const requests = [item('b', '1'), item('b', '2'), item('c', '1')].map((Item) => ({
        PutRequest: { Item },
      }));
      const write = new BatchWriteItemCommand({ RequestItems: { people: requests } });
      expect((await db.send(write)).UnprocessedItems).toEqual({ people: [requests[1]] });
      await expect(db.send(write)).rejects.toMatchObject({ name: 'ThrottlingException' });
      const read = await db.send(
        new BatchGetItemCommand({
          RequestItems: { people: { Keys: [item('b', '1'), item('b', '2'), item('c', '1')] } },
        }),
      );
      expect(read.UnprocessedKeys).toEqual({ people: { Keys: [item('b', '2')] } });
      const inserts = new BatchExecuteStatementCommand({ Statements: ['d', 'd', 'b'].map(insert) });
      expect((await db.send(inserts)).Responses?.map(({ Error }) => Error?.Code)).toEqual([
        undefined,
        'ThrottlingError',
        'ThrottlingError',
      ]);
      test.faults.set(0, []);
      expect((await db.send(new GetItemCommand({ TableName, Key: item('b', '2') }))).Item).toBeUndefined();
    });

    it('cancels a transaction, whose entries count twice, and tells which of them were too much', async () => {
      limitTo({ reads: 9, writes: 3 });
      const puts = [item('e', '1'), item('f', '1'), item('e', '2')].map((Item) => ({
        Put: { TableName, Item },
      }));
      await expect(db.send(new TransactWriteItemsCommand({ TransactItems: puts }))).rejects.toMatchObject({
        name: 'TransactionCanceledException',
        CancellationReasons: [{ Code: 'None' }, { Code: 'None' }, { Code: 'ThrottlingError' }],
      });
    });
  });

  it('timeout-after-success: the call is done, the answer never comes', async () => {
    set('PutItem', 'timeout-after-success');
    await expect(db.send(new PutItemCommand({ TableName, Item: key('late') }))).rejects.toThrow();
    expect((await db.send(new GetItemCommand({ TableName, Key: key('late') }))).Item).toEqual(key('late'));
  });
});

async function readAll(reader: ReturnType<TestEndpoint['endpoint']['table']>, from: string | undefined) {
  const records: StreamRecord[] = [];
  let position = from;
  for (;;) {
    const page = await reader.read(position, 100);
    position = page.position;
    if (page.records.length === 0) return { records, position };
    records.push(...page.records);
  }
}
