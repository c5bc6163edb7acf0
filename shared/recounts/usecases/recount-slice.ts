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

/** Entries of those to be made anew that are read at once. */
const PAGE = 25;

async function recountFurther(context: Context, job: RecountJob): Promise<RecountJob> {
  let current = job;
  while (current.cursor.shard < SHARDS) {
    if (!context.mayGoOn()) return current;
    const { shards, next } = await shardsAt(context.table, current);
    for (const { shard, place } of shards) {
      const counts = await recounted(context, current, shard);
      // A recount of a large shard takes a part of the lease.
      current = await context.checkpoint({ ...current, counts, cursor: place });
      if (!context.mayGoOn()) return current;
    }
    current = { ...current, cursor: next };
  }
  const finishedAt = new Date(context.now()).toISOString();
  return context.checkpoint({ ...current, status: 'done', finishedAt });
}

/** What is next to be counted, and where the job stands after each and after all of it. */
async function shardsAt(
  table: Table,
  { scope, cursor }: RecountJob,
): Promise<{ shards: { shard: CountedShard; place: ShardPlace }[]; next: ShardPlace }> {
  const next = { shard: cursor.shard + 1 };
  if (!('due' in scope)) {
    const shard =
      'sessionId' in scope
        ? countedRegistrations(table, scope.sessionId, cursor.shard)
        : countedMembers(table, scope.groupId, cursor.shard);
    return { shards: [{ shard, place: next }], next };
  }
  const { due, more } = await listDueRecounts(table, scope.due, cursor, PAGE);
  const shards = due.map(({ key, entry }) => ({
    shard: countedShardOf(table, key),
    place: { shard: cursor.shard, after: entry },
  }));
  const last = shards.at(-1)?.place;
  return { shards, next: more && last ? last : next };
}

async function recounted(
  { table, pause, onCountsDiffered }: Context,
  { id, counts }: RecountJob,
  shard: CountedShard,
): Promise<RecountJob['counts']> {
  const streamTime = () => tableTime(table, shard.key);
  const found = await recountShard({ table, pause, streamTime }, shard);
  if (found?.differed) onCountsDiffered({ counts: shard.key.pk, shard: shard.key.sk, jobId: id });
  return {
    recounted: counts.recounted + 1,
    looked: counts.looked + (found?.looked ?? 0),
    differed: counts.differed + Number(found?.differed === true),
    open: counts.open + Number(found === undefined),
  };
}
