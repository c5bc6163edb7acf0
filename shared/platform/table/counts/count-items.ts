import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { recountDueKey, type RecountReason } from '../count-keys.ts';
import { movesOf, type CountRecord } from './count-record.ts';
import { packChanges } from './counted-change.ts';
import { getCounts, logRing, noCounts, readLog, type Counts } from './counts-item.ts';
import { wasWritten } from '../failures.ts';
import { stamp } from '../item.ts';
import { talliesAfter } from './tallies.ts';
import { judgeRecords, type CountedPast, type Judged } from './judge-records.ts';
import type { Key } from '../key.ts';
import { updateExpression } from '../update-expression.ts';
import type { Table } from '../table.ts';

/** Of 17 bytes each: an item that takes one record at a time stays within one write unit, 1 KB. */
const RING = 44;
/** What is counted by label has less room left: its log has shorter pages. */
const LABELLED_RING = 16;

/**
 * Applies the records of one key, each once, in whatever order and however often they come, also while others apply theirs:
 * the counts and the changes that they hold are written together, on the condition that nobody wrote since they were read.
 * Where nobody can tell any more whether a record is counted, a recount is asked for.
 */
export async function applyCounts(table: Table, records: CountRecord[]): Promise<void> {
  const [first, ...others] = records;
  if (!first) return;
  for (;;) {
    const stored = await getCounts(table, first.key);
    const counts = stored ?? noCounts;
    const judged = await judge(table, first.key, counts, records);
    const isFormer = counts.lastSequence !== undefined && counts.doubts === 0;
    if (judged.fresh.length === 0 && judged.doubtful === 0 && !isFormer) return;
    const doubts = counts.doubts + judged.doubtful + Number(isFormer);
    const news = { ...judged, doubtful: doubts - counts.doubts };
    if (await addCounts(table, [first, ...others], stored, news)) return;
  }
}

/** What the counts of a shard say of the past. */
export const pastOf = ({ loggedUntil, recountFrom, recountUntil, lastSequence }: Counts): CountedPast => ({
  loggedUntil,
  lastSequence,
  recount:
    recountFrom === undefined || recountUntil === undefined
      ? undefined
      : { from: recountFrom, until: recountUntil },
});

async function judge(table: Table, key: Key, counts: Counts, records: CountRecord[]): Promise<Judged> {
  const past = pastOf(counts);
  const judged = judgeRecords(past, counts.ring, records, undefined);
  if ('fresh' in judged) return judged;
  const whole = judgeRecords(past, counts.ring, records, await readLog(table, key, counts, judged.readFrom));
  if ('fresh' in whole) return whole;
  throw new Error('Records wait for a log that was read.');
}

async function addCounts(
  table: Table,
  records: readonly [CountRecord, ...CountRecord[]],
  stored: Counts | undefined,
  { fresh, doubtful }: Judged,
): Promise<boolean> {
  const [{ key, columns }] = records;
  const counts = stored ?? noCounts;
  const tallies = talliesAfter(counts.tallies, records, fresh);
  const isFull = counts.ring.length > (tallies ? LABELLED_RING : RING);
  // First what others look for: a worker that dies in between has counted nothing.
  const [logged] = await Promise.all([
    isFull ? logRing(table, key, counts) : undefined,
    counts.isDue ? undefined : askForRecount(table, 'daily', key),
    doubtful > 0 ? askForRecount(table, 'doubt', key) : undefined,
  ]);
  const update = updateExpression({
    set: {
      ...stamp('counts'),
      ...logged,
      ring: packChanges(isFull ? fresh : [...counts.ring, ...fresh]),
      version: counts.version + 1,
      isDue: true,
      ...(tallies && { tallies }),
      ...(doubtful > 0 && { doubts: counts.doubts + doubtful }),
    },
    increase: movesOf(columns, fresh),
  });
  return wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: key,
        ...update,
        ...sinceRead(stored, update.ExpressionAttributeValues),
      }),
    ),
  );
}

/** The condition that nobody wrote to the counts since they were read. */
export function sinceRead(stored: Counts | undefined, values: Record<string, unknown> | undefined) {
  if (!stored) return { ConditionExpression: 'attribute_not_exists(pk)' };
  // Counts of the version before have none.
  const isFirst = stored.version === 0;
  return {
    ConditionExpression: isFirst ? 'attribute_not_exists(#u_version)' : '#u_version = :seen',
    ExpressionAttributeValues: { ...values, ...(!isFirst && { ':seen': stored.version }) },
  };
}

/** Puts the counts among those that are made anew. */
async function askForRecount(table: Table, reason: RecountReason, key: Key): Promise<void> {
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: recountDueKey(reason, key),
      ...updateExpression({ set: stamp('recount-due') }),
    }),
  );
}
