import {
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { copyMissing } from '../../infra/restore/copy-missing.ts';
import { NOW } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { wipeTable } from '../support/wipe-table.ts';

const aws = useLocalAws();
const RESTORED = 'turnout-restored';
let db: DynamoDBClient;
/** An operator's client, which knows nothing of what the product's adds to its writes. */
const raw = () => db;

beforeEach(async () => {
  const { endpoint, region, credentials } = aws.table.client.config;
  db = new DynamoDBClient({ endpoint: endpoint!, region, credentials });
  await wipeTable(aws.table);
  const keys = { pk: 'HASH', sk: 'RANGE' } as const;
  const of = Object.entries(keys);
  await raw()
    .send(
      new CreateTableCommand({
        TableName: RESTORED,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: of.map(([AttributeName]) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: of.map(([AttributeName, KeyType]) => ({ AttributeName, KeyType })),
      }),
    )
    .catch((error: unknown) => {
      if (!(error instanceof ResourceInUseException)) throw error;
    });
  for (const item of restored) await put(RESTORED, item);
});
afterEach(() => {
  db.destroy();
  vi.restoreAllMocks();
});

const put = (table: string, Item: Record<string, unknown>) =>
  aws.table.client.send(new PutCommand({ TableName: table, Item }));
const stored = async () => {
  const { Items = [] } = await raw().send(
    new ScanCommand({ TableName: aws.table.name, ConsistentRead: true }),
  );
  return Items.map(({ pk, word }) => `${pk!.S!} ${word?.S ?? ''}`.trim()).sort();
};

const item = (pk: string, entity: string, more: object = {}) => ({ pk, sk: 'X', entity, ...more });
const restored = [
  item('PERSON#1', 'participant', { word: 'active' }),
  item('PERSON#2', 'participant', { word: 'active' }),
  item('REG#1', 'registration', { groups: new Set(['a']), digits: 1.5 }),
  item('MAIL#1', 'mail'),
  item('OLD#1', 'history', { expiresAt: NOW / 1000 - 1 }),
];
const order = () => ({ from: RESTORED, to: aws.table.name });

it('copies what is missing, leaves what was written since, and counts the same again', async () => {
  await put(aws.table.name, item('PERSON#2', 'participant', { word: 'unsubscribed' }));
  const none = { missing: 0, there: 1 };
  expect(await copyMissing(raw(), order(), NOW)).toEqual({
    mail: { missing: 1, there: 0 },
    participant: { missing: 1, there: 1 },
    registration: { missing: 1, there: 0 },
  });
  expect(await stored()).toEqual(['MAIL#1', 'PERSON#1 active', 'PERSON#2 unsubscribed', 'REG#1']);
  expect(await copyMissing(raw(), order(), NOW)).toEqual({
    mail: none,
    participant: { missing: 0, there: 2 },
    registration: none,
  });
});

it('copies the ledger of mails before all else', async () => {
  const sent = vi.spyOn(db, 'send');
  await copyMissing(raw(), order(), NOW);
  const inputs = sent.mock.calls.map(([command]) => command.input as { Item?: { pk: { S: string } } });
  expect(inputs.flatMap(({ Item }) => Item?.pk.S ?? [])[0]).toBe('MAIL#1');
});

it('counts without writing, and only the kinds that were named', async () => {
  const counts = await copyMissing(raw(), { ...order(), entities: ['registration'], dryRun: true }, NOW);
  expect(counts).toEqual({ registration: { missing: 1, there: 0 } });
  expect(await stored()).toEqual([]);
  await copyMissing(raw(), { ...order(), entities: ['registration'] }, NOW);
  expect(await stored()).toEqual(['REG#1']);
});
