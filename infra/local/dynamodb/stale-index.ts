import * as z from 'zod';
import type { AwsResponse } from '../endpoint/aws-service.ts';
import { readJson } from '../endpoint/json-protocol.ts';
import type { IndexLag, StreamReader, StreamRecord, TableDefinition } from '../seams/ports.ts';
import { createTables } from './create-tables.ts';
import { type DynamoDbLink, dynamoDbTarget } from './dynamodb-link.ts';

/** Answers reads of indexes as they were some writes ago. */
export interface StaleIndex {
  /** The answer to a read of an index; undefined for other calls. */
  answer(operation: string, body: Buffer, lag: IndexLag): Promise<AwsResponse | undefined>;
}

const indexRead = z.looseObject({ TableName: z.string(), IndexName: z.string() });
const image = z.record(z.string(), z.unknown());
const change = z.object({
  Keys: image,
  NewImage: image.optional(),
  OldImage: image.optional(),
  ApproximateCreationDateTime: z.number().default(0),
});
const scanned = z.object({ Items: z.array(image), LastEvaluatedKey: image.optional() });

/** A write that the index does not show yet. */
interface Pending {
  keys: Record<string, unknown>;
  before: Record<string, unknown> | undefined;
  after: Record<string, unknown> | undefined;
  writtenMs: number;
}

/** `openStream`: a reader of the table's stream of its own. */
export function createStaleIndex(
  link: DynamoDbLink,
  tables: TableDefinition[],
  openStream: (table: TableDefinition) => StreamReader,
): StaleIndex {
  const copies = new Map<string, LaggingCopy>();
  const copyOf = (name: string): LaggingCopy | undefined => {
    const table = tables.find((one) => one.name === name || one.arn === name);
    if (!table?.streamView) return undefined;
    const copy = copies.get(table.name) ?? new LaggingCopy(link, table, openStream(table));
    copies.set(table.name, copy);
    return copy;
  };
  return {
    async answer(operation, body, lag) {
      const read =
        operation === 'Query' || operation === 'Scan'
          ? indexRead.safeParse(JSON.parse(body.toString()))
          : undefined;
      const copy = read?.success ? copyOf(read.data.TableName) : undefined;
      if (!copy) return undefined;
      await copy.follow(lag);
      const stale = { ...readJson(indexRead, body), TableName: copy.name };
      return link.forward(`${dynamoDbTarget}.${operation}`, JSON.stringify(stale));
    },
  };
}

/** A second table that holds what the first held some writes ago. */
class LaggingCopy {
  readonly name: string;
  readonly #link: DynamoDbLink;
  readonly #table: TableDefinition;
  readonly #stream: StreamReader;
  #position: string | undefined;
  /** In the order of their writing. */
  #pending: Pending[] = [];
  #turn: Promise<void> | undefined;

  constructor(link: DynamoDbLink, table: TableDefinition, stream: StreamReader) {
    this.name = `${table.name}-index-before`;
    this.#link = link;
    this.#table = table;
    this.#stream = stream;
  }

  /** Brings the copy to where the index stands now; one after the other. */
  follow(lag: IndexLag): Promise<void> {
    const isNew = this.#turn === undefined;
    const before = this.#turn ?? Promise.resolve();
    this.#turn = before.catch(() => undefined).then(() => (isNew ? this.#begin(lag) : this.#goOn(lag)));
    return this.#turn;
  }

  /** Copies the table as it is, and takes the latest writes back. */
  async #begin(lag: IndexLag): Promise<void> {
    const { arn, streamArn, keySchema, attributes, indexes } = this.#table;
    // One that a run before has left.
    await this.#call('DeleteTable', { TableName: this.name }).catch(() => undefined);
    await createTables(this.#link, [{ name: this.name, arn, streamArn, keySchema, attributes, indexes }]);
    await this.#readOn();
    for (let from: Record<string, unknown> | undefined, more = true; more;) {
      const page = scanned.parse(
        await this.#call('Scan', {
          ...{ TableName: this.#table.name, ConsistentRead: true },
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      for (const Item of page.Items) await this.#call('PutItem', { TableName: this.name, Item });
      from = page.LastEvaluatedKey;
      more = from !== undefined;
    }
    this.#pending = this.#pending.slice(this.#firstLate(lag));
    for (const { keys, before } of this.#pending.toReversed()) await this.#set(keys, before);
  }

  async #goOn(lag: IndexLag): Promise<void> {
    await this.#readOn();
    const shown = this.#pending.splice(0, this.#firstLate(lag));
    for (const { keys, after } of shown) await this.#set(keys, after);
  }

  async #readOn(): Promise<void> {
    for (let more = true; more;) {
      const { records, position } = await this.#stream.read(this.#position, 1_000);
      this.#position = position;
      this.#pending.push(...records.map(toPending));
      more = records.length > 0;
    }
  }

  /** The first of the pending writes that the index does not show. */
  #firstLate({ writes, ms }: IndexLag): number {
    const since = Date.now() - ms;
    const byTime = this.#pending.findIndex(({ writtenMs }) => writtenMs >= since);
    return Math.max(this.#pending.length - writes, byTime < 0 ? this.#pending.length : byTime);
  }

  async #set(Key: Record<string, unknown>, Item: Record<string, unknown> | undefined): Promise<void> {
    if (Item) await this.#call('PutItem', { TableName: this.name, Item });
    else await this.#call('DeleteItem', { TableName: this.name, Key });
  }

  #call(operation: string, input: unknown): Promise<unknown> {
    return this.#link.call(`${dynamoDbTarget}.${operation}`, input);
  }
}

function toPending({ dynamodb }: StreamRecord): Pending {
  const { Keys, NewImage, OldImage, ApproximateCreationDateTime } = change.parse(dynamodb);
  // The stream tells whole seconds: a write is taken for as late as it may be.
  return {
    keys: Keys,
    before: OldImage,
    after: NewImage,
    writtenMs: (ApproximateCreationDateTime + 1) * 1000,
  };
}
