import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsService } from '../endpoint/aws-service.ts';
import type { LocalClock, StreamReader, TableDefinition } from '../seams/ports.ts';
import { createTables } from './create-tables.ts';
import { createDynamoDbService } from './dynamodb-service.ts';
import { linkDynamoDb } from './dynamodb-link.ts';
import { findDynoxide, noDynamoDb } from './find-dynoxide.ts';
import { readStream } from './stream-reader.ts';
import { startDynoxide } from './start-dynoxide.ts';
import { HotKeys } from './hot-keys.ts';
import { createStaleIndex } from './stale-index.ts';
import { indexStreams, trimStreams } from './stream-table.ts';
import { LocalCloudError } from '../seams/local-cloud-error.ts';

export interface DynamoDbEngine {
  service: AwsService;
  table(name: string): StreamReader;
  stop(): Promise<void>;
}

interface DynamoDbParts {
  tables: TableDefinition[];
  account: string;
  region: string;
  clock: Pick<LocalClock, 'now'>;
  dataDirectory: string;
}

/**
 * Starts DynamoDB with the template's tables: the engine that `DYNAMODB_ENDPOINT` names, else dynoxide on
 * `<data>/dynamodb/dynamodb.sqlite`.
 */
export async function startDynamoDb({
  tables,
  account,
  region,
  clock,
  dataDirectory,
}: DynamoDbParts): Promise<DynamoDbEngine> {
  const engine = await openEngine(join(dataDirectory, 'dynamodb'));
  const link = linkDynamoDb(engine.endpoint);
  const stop = async (): Promise<void> => {
    link.close();
    await engine.stop();
  };
  try {
    await createTables(link, tables);
    engine.prepareStreams();
  } catch (error) {
    await stop();
    throw error;
  }
  const wakers = new Set<() => void>();
  const readers = new Map(
    tables.map((table) => [table.name, readStream(link, table, region, (wake) => wakers.add(wake))]),
  );
  const arnOf = (name: string): string =>
    name.startsWith('arn:') ? name : `arn:aws:dynamodb:${region}:${account}:table/${name}`;
  return {
    service: createDynamoDbService(
      link,
      arnOf,
      () => {
        for (const wake of wakers) wake();
      },
      createStaleIndex(link, tables, (table) => readStream(link, table, region, () => undefined)),
      new HotKeys(tables, () => clock.now()),
    ),
    table(name) {
      const reader = readers.get(name);
      if (reader === undefined) throw new Error(`The template has no table ${name}.`);
      return reader;
    },
    stop,
  };
}

async function openEngine(
  directory: string,
): Promise<{ endpoint: string; prepareStreams(): void; stop(): Promise<void> }> {
  const named = process.env['DYNAMODB_ENDPOINT'];
  const nothing = (): void => undefined;
  if (named !== undefined) return { endpoint: named, prepareStreams: nothing, stop: () => Promise.resolve() };
  const binary = findDynoxide();
  if (binary === undefined) throw new LocalCloudError(noDynamoDb);
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'dynamodb.sqlite');
  trimStreams(file);
  const dynoxide = await startDynoxide(binary, file);
  return {
    ...dynoxide,
    prepareStreams() {
      indexStreams(file);
    },
  };
}
