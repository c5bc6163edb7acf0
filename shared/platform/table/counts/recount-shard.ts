import { isDeepStrictEqual } from 'node:util';
import { sinceRead } from './count-items.ts';
import { recountDueKey } from '../count-keys.ts';
import { movesOf } from './count-record.ts';
import { changeName, isLater, itemNumber, type CountedChange } from './counted-change.ts';
import { getCounts, noCounts, readLog, type Counts } from './counts-item.ts';
import { stamp } from '../item.ts';
import type { Key } from '../key.ts';
import type { Table } from '../table.ts';
import { areCutShort, tallied, type Tallies } from './tallies.ts';
import { transact } from '../transact.ts';
import { updateExpression } from '../update-expression.ts';

/** A shard of things that are counted, and the counts of it. */
export interface CountedShard {
  key: Key;
  columns: readonly string[];
  /**
   * Reads all of the things, consistently: their sort keys, a bit for each count that they add to, and what they are counted
   * under.
   */
  walk: () => AsyncIterable<{ item: string; bits: number; labels?: readonly string[] }[]>;
  /** Whether they are counted by label as well. */
  isLabelled?: boolean;
}

export interface RecountDeps {
  table: Table;
  /** Lets the dispatcher catch up. */
  pause: (ms: number) => Promise<unknown>;
  /** What time it is by the clock of the stream's records: whole seconds since the epoch. */
  streamTime: (key: Key) => Promise<number>;
}

/** Clocks of the table's machines may differ by so much; seconds. */
const MARGIN = 3;
/** Before counts are taken for wrong, the dispatcher has so long to apply what was written; milliseconds. */
const PAUSES = [500, 1_500, 3_000, 5_000];
const WALKS = 3;

/** What was read of a shard, and when by the table's clock, with a margin. */
interface Walked {
  from: number;
  until: number;
  sums: Record<string, number>;
  bits: ReadonlyMap<number, number>;
  /** Of things that are counted by label. */
  tallies?: Tallies;
  looked: number;
}

/**
 * Counts a shard anew while others go on writing to it. What was read, corrected by the changes that the counts hold since,
 * is what the counts must say. Answers how many things were read, and whether the counts were wrong (they are not any
 * more); undefined when they could not be told, as records in doubt came meanwhile: they stay among those to be made anew.
 */
export async function recountShard(
  deps: RecountDeps,
  shard: CountedShard,
): Promise<{ looked: number; differed: boolean } | undefined> {
  for (let walks = 0; walks < WALKS; walks += 1) {
    const before = (await getCounts(deps.table, shard.key)) ?? noCounts;
    const walked = await walkShard(deps, shard);
    const outcome = await compare(deps, shard, walked, before.doubts);
    if (outcome !== 'walk again') return { looked: walked.looked, differed: outcome === 'differed' };
  }
  return undefined;
}

async function walkShard(
  { streamTime }: RecountDeps,
  { key, columns, walk, isLabelled }: CountedShard,
): Promise<Walked> {
  const from = (await streamTime(key)) - MARGIN;
  const bits = new Map<number, number>();
  const sums: Record<string, number> = movesOf(columns, []);
  let tallies: Tallies = {};
  let looked = 0;
  for await (const page of walk()) {
    looked += page.length;
    for (const one of page) if (one.bits > 0) bits.set(itemNumber(one.item), one.bits);
    const moves = movesOf(
      columns,
      page.map((one) => ({ before: 0, after: one.bits })),
    );
    for (const [column, moved] of Object.entries(moves)) sums[column] = (sums[column] ?? 0) + moved;
    if (isLabelled)
      tallies = tallied(
        tallies,
        page.map(({ labels = [] }) => ({ before: [], after: labels })),
      );
  }
  // The table tells whole seconds.
  const until = (await streamTime(key)) + 1 + MARGIN;
  return { from, until, sums, bits, looked, ...(isLabelled && { tallies }) };
}

/** Looks at the counts until they say what was read, or have had all the time to. */
async function compare(
  { table, pause }: RecountDeps,
  shard: CountedShard,
  walked: Walked,
  doubts: number,
): Promise<'right' | 'differed' | 'walk again'> {
  for (let look = 0; ;) {
    const stored = await getCounts(table, shard.key);
    const counts = stored ?? noCounts;
    if (counts.doubts !== doubts) return 'walk again';
    const expected = await countsExpected(table, shard, counts, walked);
    if (!expected) return 'walk again';
    const isRight =
      shard.columns.every((column) => (counts[column] ?? 0) === expected[column]) &&
      isTalliedAs(counts, walked);
    const wait = PAUSES[look];
    if (!isRight && wait !== undefined) {
      look += 1;
      await pause(wait);
    } else if (
      await settle(
        table,
        shard,
        stored,
        isRight && !counts.lastSequence ? undefined : { ...walked, expected },
      )
    ) {
      return isRight ? 'right' : 'differed';
    }
  }
}

/**
 * Whether the tallies say what was read. Those that were cut short depend on what came first: nobody can tell, and they stay as
 * they are.
 */
function isTalliedAs({ tallies }: Counts, walked: Walked): boolean {
  if (!walked.tallies || areCutShort(tallies) || areCutShort(walked.tallies)) return true;
  return isDeepStrictEqual({ ...tallies }, { ...walked.tallies });
}

/**
 * What the counts must say with the changes that they hold now. Changes of the seconds in which the items were read may
 * have been read or not: such an item counts as the latest of its changes left it. Later ones come on top. Undefined: the
 * changes of those seconds are not in the log any more, or things that are counted by label changed meanwhile, since what is
 * remembered of a change does not say its labels.
 */
async function countsExpected(
  table: Table,
  { key, columns }: CountedShard,
  counts: Counts,
  { from, until, sums, bits, tallies }: Walked,
): Promise<Record<string, number> | undefined> {
  const log = await readLog(table, key, counts, from);
  if (log.wholeFrom > from && counts.loggedUntil >= from) return undefined;
  const held = new Map([...log.changes, ...counts.ring].map((change) => [changeName(change), change]));
  if (tallies && [...held.values()].some(({ at }) => at >= from)) return undefined;
  const latest = new Map<number, CountedChange>();
  const moved: { before: number; after: number }[] = [];
  for (const change of held.values()) {
    if (change.at < from) continue;
    if (change.at > until) moved.push(change);
    const other = latest.get(change.item);
    if (change.at <= until && !(other && isLater(other, change))) latest.set(change.item, change);
  }
  for (const { item, after } of latest.values()) moved.push({ before: bits.get(item) ?? 0, after });
  const moves = movesOf(columns, moved);
  return Object.fromEntries(
    columns.map((column) => [column, (sums[column] ?? 0) + (moves[column] ?? 0)] as const),
  );
}

/** Stores what was found, and takes the counts from those to be made anew. False: somebody wrote to them meanwhile. */
async function settle(
  table: Table,
  { key }: CountedShard,
  stored: Counts | undefined,
  found: (Walked & { expected: Record<string, number> }) | undefined,
): Promise<boolean> {
  const reasons = (['daily', 'doubt'] as const).map((reason) => recountDueKey(reason, key));
  const done = reasons.map((Key) => ({ Delete: { TableName: table.name, Key } }));
  if (!stored && !found) return (await transact(table, done)).done;
  const version = (stored?.version ?? 0) + 1;
  const corrected = found && {
    ...found.expected,
    recountFrom: found.from,
    recountUntil: found.until,
    ...(found.tallies && { tallies: found.tallies }),
  };
  const update = updateExpression({
    set: { ...stamp('counts'), version, ...corrected },
    remove: ['isDue', 'lastSequence'],
  });
  const condition = sinceRead(stored, update.ExpressionAttributeValues);
  const { done: isDone } = await transact(table, [
    { Update: { TableName: table.name, Key: key, ...update, ...condition } },
    ...done,
  ]);
  return isDone;
}
