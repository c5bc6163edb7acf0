import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestEndpoint, people, type TestEndpoint } from './endpoint-fixture.ts';

const TableName = people.name;
const item = { pk: { S: 'a' }, sk: { S: 'b' } };

describe("DynamoDB's database file", () => {
  let dataDirectory: string;
  let file: string;
  let test: TestEndpoint | undefined;

  const open = async (): Promise<TestEndpoint> => (test = await openTestEndpoint({ dataDirectory }));
  const inspect = (sql: string): unknown[] => {
    const database = new DatabaseSync(file);
    const rows = database.prepare(sql).all();
    database.close();
    return rows;
  };

  beforeEach(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'turnout-endpoint-'));
    file = join(dataDirectory, 'dynamodb', 'dynamodb.sqlite');
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await test?.endpoint.stop();
    test = undefined;
    await rm(dataDirectory, { recursive: true, force: true });
  });

  it('keeps items over a restart', async () => {
    const first = await open();
    await first.clients().dynamoDb.send(new PutItemCommand({ TableName, Item: item }));
    await first.endpoint.stop();
    const second = await open();
    expect((await second.clients().dynamoDb.send(new GetItemCommand({ TableName, Key: item }))).Item).toEqual(
      item,
    );
  });

  it('finds the next sequence number of a stream by index, so that writes stay as fast as the first', async () => {
    await open();
    const plan = inspect(
      "EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = 'people'",
    );
    expect(JSON.stringify(plan)).toContain('local_stream_sequence');
  });

  it('forgets stream records of more than a day ago, but goes on numbering after them', async () => {
    const first = await open();
    const write = (endpoint: TestEndpoint, pk: string) =>
      endpoint.clients().dynamoDb.send(new PutItemCommand({ TableName, Item: { ...item, pk: { S: pk } } }));
    for (const pk of ['1', '2', '3']) await write(first, pk);
    await first.endpoint.stop();
    inspect('UPDATE _stream_records SET created_at = created_at - 90000 RETURNING id');
    const second = await open();
    await write(second, '4');
    expect(inspect('SELECT sequence_number FROM _stream_records ORDER BY id')).toEqual([
      { sequence_number: '3' },
      { sequence_number: '4' },
    ]);
    const { records } = await second.endpoint.table(TableName).read(undefined, 10);
    expect(records.map((record) => record.dynamodb['Keys'])).toMatchObject([
      { pk: { S: '3' } },
      { pk: { S: '4' } },
    ]);
  });

  it('is named, with the way out, when it is damaged', async () => {
    await mkdir(join(dataDirectory, 'dynamodb'));
    await writeFile(file, 'this is no database'.repeat(1000));
    await expect(open()).rejects.toThrow(
      `The database file ${file} cannot be used (file is not a database). Start with --fresh`,
    );
  });

  it('is left alone when DYNAMODB_ENDPOINT names another engine', async () => {
    const owner = await open();
    vi.stubEnv('DYNAMODB_ENDPOINT', owner.endpoint.url);
    const guest = await openTestEndpoint();
    await guest.clients().dynamoDb.send(new PutItemCommand({ TableName, Item: item }));
    expect((await owner.clients().dynamoDb.send(new GetItemCommand({ TableName, Key: item }))).Item).toEqual(
      item,
    );
    await guest.close();
  });
});
