import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { AwsError } from '../endpoint/aws-service.ts';
import type { StreamReader, StreamRecord, TableDefinition } from '../seams/ports.ts';
import { type DynamoDbLink, streamsTarget } from './dynamodb-link.ts';

const streams = z.object({ Streams: z.array(z.object({ StreamArn: z.string() })) });
const shard = z.object({ ShardId: z.string(), ParentShardId: z.string().optional() });
const description = z.object({ StreamDescription: z.object({ Shards: z.array(shard) }) });
const iterator = z.object({ ShardIterator: z.string() });
const streamRecord = z.looseObject({
  eventID: z.string(),
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.looseObject({ SequenceNumber: z.string() }),
});
const page = z.object({ Records: z.array(streamRecord), NextShardIterator: z.string().nullish() });

/** After a page that was not full; else, while many are written, each read would find a record or two. */
const restMs = 5;

/** The place of a reader: a shard, and the last record read in it. */
interface Position {
  shard: string;
  sequence?: string;
}

/**
 * Reads a table's stream through the DynamoDB Streams API, shard after shard.
 * `onWake` hands over what is to be called when the table was written to.
 */
export function readStream(
  link: DynamoDbLink,
  table: TableDefinition,
  region: string,
  onWake: (wake: () => void) => void,
): StreamReader {
  const api = createStreamApi(link, table.name);
  let restUntil = 0;
  let following: { position: string; iterator: string } | undefined;

  const openIterator = (position: string | undefined, at: Position): Promise<string> =>
    following !== undefined && following.position === position
      ? Promise.resolve(following.iterator)
      : api.iterator(at);

  const read: StreamReader['read'] = async (position, limit) => {
    const at = parsePosition(position) ?? (await api.firstShard());
    if (at === undefined) return { records: [], position };
    const { Records, NextShardIterator } = await api.records(await openIterator(position, at), limit);
    restUntil = Records.length < limit ? performance.now() + restMs : 0;
    const sequence = Records.at(-1)?.dynamodb.SequenceNumber ?? at.sequence;
    const after = formatPosition({ shard: at.shard, ...(sequence !== undefined && { sequence }) });
    following =
      typeof NextShardIterator === 'string' ? { position: after, iterator: NextShardIterator } : undefined;
    if (Records.length === 0 && following === undefined) {
      const child = await api.childOf(at.shard);
      return { records: [], position: child === undefined ? after : formatPosition(child) };
    }
    return { records: Records.map((record) => toLambdaRecord(record, table, region)), position: after };
  };

  return {
    async read(position, limit) {
      const rest = restUntil - performance.now();
      if (rest > 0) await wait(rest);
      try {
        return await read(position, limit);
      } catch (error) {
        if (following === undefined || !(error instanceof AwsError)) throw error;
        following = undefined; // a kept iterator may have expired
        return await read(position, limit);
      }
    },
    onWrite: onWake,
  };
}

function createStreamApi(link: DynamoDbLink, tableName: string) {
  const call = <S extends z.ZodType>(operation: string, input: unknown, output: S): Promise<z.output<S>> =>
    link.call(`${streamsTarget}.${operation}`, input).then((answer) => output.parse(answer));
  let streamArn: Promise<string> | undefined;
  const arn = (): Promise<string> =>
    (streamArn ??= call('ListStreams', { TableName: tableName }, streams).then(({ Streams }) => {
      const latest = Streams.at(-1);
      if (latest === undefined) throw new Error(`The table ${tableName} has no stream.`);
      return latest.StreamArn;
    }));
  const shards = async (): Promise<z.output<typeof shard>[]> =>
    (await call('DescribeStream', { StreamArn: await arn() }, description)).StreamDescription.Shards;

  return {
    firstShard: async (): Promise<Position | undefined> => toPosition((await shards())[0]),
    childOf: async (id: string): Promise<Position | undefined> =>
      toPosition((await shards()).find((one) => one.ParentShardId === id)),
    async iterator({ shard: ShardId, sequence }: Position): Promise<string> {
      const start =
        sequence === undefined
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: sequence };
      return (await call('GetShardIterator', { StreamArn: await arn(), ShardId, ...start }, iterator))
        .ShardIterator;
    },
    records: (ShardIterator: string, Limit: number): Promise<z.output<typeof page>> =>
      call('GetRecords', { ShardIterator, Limit }, page),
  };
}

function toPosition(found: z.output<typeof shard> | undefined): Position | undefined {
  return found && { shard: found.ShardId };
}

function parsePosition(position: string | undefined): Position | undefined {
  if (position === undefined) return undefined;
  const [shardId = '', sequence] = position.split(' ');
  return { shard: shardId, ...(sequence !== undefined && { sequence }) };
}

function formatPosition({ shard: shardId, sequence }: Position): string {
  return sequence === undefined ? shardId : `${shardId} ${sequence}`;
}

/** As Lambda hands it over: the table's own stream ARN, and a sequence number of AWS's length, so that text order is its order. */
function toLambdaRecord(
  record: z.output<typeof streamRecord>,
  table: TableDefinition,
  awsRegion: string,
): StreamRecord {
  const SequenceNumber = record.dynamodb.SequenceNumber.padStart(21, '0');
  return {
    ...record,
    eventID: `${table.name}-${SequenceNumber}`,
    eventSource: 'aws:dynamodb',
    awsRegion,
    eventSourceARN: table.streamArn,
    dynamodb: { ...record.dynamodb, SequenceNumber },
  };
}
