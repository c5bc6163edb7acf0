import * as z from 'zod';
import { readJson } from '../endpoint/json-protocol.ts';
import type { TableDefinition } from '../seams/ports.ts';

/** What one entry of a call asks of a partition key. */
export interface Touch {
  /** Table, or index, and the key's value. */
  partition: string;
  kind: 'reads' | 'writes';
}

const value = z.record(z.string(), z.unknown());
const item = z.record(z.string(), value);
const named = z.looseObject({
  TableName: z.string(),
  IndexName: z.string().optional(),
  Key: item.optional(),
  Item: item.optional(),
  KeyConditionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: item.default({}),
});
const transaction = z.looseObject({ TransactItems: z.array(z.record(z.string(), z.unknown())) });
const insert = z.looseObject({ Statement: z.string(), Parameters: z.array(value).default([]) });
const batched = z.looseObject({
  PutRequest: z.looseObject({ Item: item }).optional(),
  DeleteRequest: z.looseObject({ Key: item }).optional(),
});

const reads = new Set(['GetItem', 'Query', 'Get', 'BatchGetItem']);

/** Reads which partition keys calls touch; undefined where that cannot be told, as of a scan. */
export class TouchedKeys {
  readonly #tables: TableDefinition[];

  constructor(tables: TableDefinition[]) {
    this.#tables = tables;
  }

  /** One for each entry of a transaction; of all other calls one, and none of batches. */
  ofCall(operation: string, body: Buffer): (Touch | undefined)[] {
    if (operation.startsWith('Transact'))
      return readJson(transaction, body)
        .TransactItems.flatMap((entry) => Object.entries(entry))
        .map(([kind, input]) => this.#ofInput(kind, input));
    return operation.startsWith('Batch') ? [] : [this.#ofInput(operation, readJson(value, body))];
  }

  /** `table`: absent for statements, which name theirs. */
  ofBatchEntry(operation: string, entry: unknown, table = ''): Touch | undefined {
    if (operation === 'BatchExecuteStatement') return this.#ofInsert(entry);
    if (operation === 'BatchGetItem') return this.#touch('reads', table, item.parse(entry));
    const { PutRequest, DeleteRequest } = batched.parse(entry);
    return this.#touch('writes', table, PutRequest?.Item ?? DeleteRequest?.Key);
  }

  #ofInput(operation: string, input: unknown): Touch | undefined {
    const read = named.safeParse(input);
    if (!read.success) return undefined;
    const { TableName, IndexName, Key, Item } = read.data;
    const key = operation === 'Query' ? keyOfQuery(read.data) : (Key ?? Item);
    return this.#touch(reads.has(operation) ? 'reads' : 'writes', TableName, key, IndexName);
  }

  #ofInsert(entry: unknown): Touch | undefined {
    const { Statement, Parameters } = insert.parse(entry);
    const [, table] = /^INSERT INTO "([^"]+)"/.exec(Statement) ?? [];
    const names = [...Statement.matchAll(/'([^']+)': \?/g)].map(([, name = '']) => name);
    const inserted = Object.fromEntries(names.map((name, at) => [name, Parameters[at] ?? {}]));
    return table === undefined ? undefined : this.#touch('writes', table, inserted);
  }

  #touch(
    kind: Touch['kind'],
    table: string,
    key: z.output<typeof item> | undefined,
    index?: string,
  ): Touch | undefined {
    const found = this.#tables.find(({ name, arn }) => name === table || arn === table);
    const schema =
      index === undefined
        ? found?.keySchema
        : found?.indexes.find(({ IndexName }) => IndexName === index)?.KeySchema;
    const hash = schema?.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
    const partition = key?.[hash];
    return partition && { kind, partition: [table, index ?? '', JSON.stringify(partition)].join(' ') };
  }
}

/** The attributes that a query's condition says are equal to a value. */
function keyOfQuery({
  KeyConditionExpression = '',
  ExpressionAttributeNames,
  ExpressionAttributeValues,
}: z.output<typeof named>): z.output<typeof item> {
  const equal = KeyConditionExpression.split(' AND ').map((condition) => condition.split(' = '));
  return Object.fromEntries(
    equal.map(([name = '', placeholder = '']) => [
      ExpressionAttributeNames[name] ?? name,
      ExpressionAttributeValues[placeholder] ?? {},
    ]),
  );
}
