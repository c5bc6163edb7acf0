import { countedMembers } from '../../groups/table/count-member.ts';
import type { JobWork } from '../../jobs/usecases/job-kind.ts';
import type { SliceOf } from '../../jobs/usecases/slice.ts';
import { listDueRecounts } from '../../platform/table/counts/due-recounts.ts';
import { recountShard, type CountedShard } from '../../platform/table/counts/recount-shard.ts';
import { tableTime } from '../../platform/table/counts/table-time.ts';
import type { Table } from '../../platform/table/table.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { countedRegistrations } from '../../registrations/table/count-registration.ts';
import { countedForEvent } from '../../statistics/table/tally-registration.ts';
import type { RecountJob } from '../domain/recount-job.ts';
import { countedShardOf } from '../table/counted-shard-of.ts';
import { recountKind } from './recount-kind.ts';

export interface RecountDeps {
  table: Table;
  now: () => number;
  /** Lets the dispatcher catch up. */
  pause: (ms: number) => Promise<unknown>;
  /** Hears of counts that were wrong, by the name of their partition and shard. */
  onCountsDiffered: (facts: { counts: string; shard: string; jobId: string }) => void;
}
type Context = RecountDeps & SliceOf<RecountJob>;

/** The work on recounts. */
export const recountWork: JobWork<RecountDeps, RecountJob> = {
  kind: recountKind,
  takeFurther: recountFurther,
};

/** Shards that are counted at once: they wait for the dispatcher together. One of a million things takes some 60 MB. */
const AT_ONCE = 8;

async function recountFurther(context: Context, job: RecountJob): Promise<RecountJob> {
  let current = job;
  while (current.cursor.shard < SHARDS) {
    if (!context.mayGoOn()) return current;
    const { shards, next } = await shardsAt(context.table, current);
    const found = await Promise.all(shards.map((shard) => recount(context, current, shard)));
    const moved = { ...current, cursor: next, counts: found.reduce(plus, current.counts) };
    // Shards without anything due are passed over in the next checkpoint.
    current = shards.length > 0 ? await context.checkpoint(moved) : moved;
  }
  const finishedAt = new Date(context.now()).toISOString();
  return context.checkpoint({ ...current, status: 'done', finishedAt });
}

/** What is next to be counted, and where the job stands after it. */
async function shardsAt(
  table: Table,
  { scope, cursor }: RecountJob,
): Promise<{ shards: CountedShard[]; next: ShardPlace }> {
  if ('due' in scope) {
    const { due, more } = await listDueRecounts(table, scope.due, cursor, AT_ONCE);
    const last = due.at(-1)?.entry;
    return {
      shards: due.map(({ key }) => countedShardOf(table, key)),
      next: more && last !== undefined ? { shard: cursor.shard, after: last } : { shard: cursor.shard + 1 },
    };
  }
  const end = Math.min(SHARDS, cursor.shard + AT_ONCE);
  const numbers = Array.from({ length: end - cursor.shard }, (_, index) => cursor.shard + index);
  const shardOf = (shard: number): CountedShard => {
    if ('sessionId' in scope) return countedRegistrations(table, scope.sessionId, shard);
    if ('eventId' in scope) return countedForEvent(table, scope.eventId, shard);
    return countedMembers(table, scope.groupId, shard);
  };
  return { shards: numbers.map(shardOf), next: { shard: end } };
}

type Counts = RecountJob['counts'];

async function recount(
  { table, pause, onCountsDiffered }: Context,
  { id }: RecountJob,
  shard: CountedShard,
): Promise<Counts> {
  const streamTime = () => tableTime(table, shard.key);
  const found = await recountShard({ table, pause, streamTime }, shard);
  if (found?.differed) onCountsDiffered({ counts: shard.key.pk, shard: shard.key.sk, jobId: id });
  return {
    recounted: 1,
    looked: found?.looked ?? 0,
    differed: Number(found?.differed === true),
    open: Number(found === undefined),
  };
}

const plus = (one: Counts, other: Counts): Counts => ({
  recounted: one.recounted + other.recounted,
  looked: one.looked + other.looked,
  differed: one.differed + other.differed,
  open: one.open + other.open,
});
