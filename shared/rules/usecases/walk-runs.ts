import { isFinished } from '../../jobs/domain/job.ts';
import { getJobOf } from '../../jobs/table/job-items.ts';
import type { JobWork } from '../../jobs/usecases/job-kind.ts';
import { JobLost, type Slice } from '../../jobs/usecases/slice.ts';
import { listRegistrations } from '../../registrations/table/registration-items.ts';
import { placeOf, type RunWalk } from '../domain/run-walk.ts';
import { endWalk } from '../table/run-walk-items.ts';
import { actOn, sizesOf, type RunDeps, type RunWork } from './run-rule.ts';
import { walkKind } from './walk-kind.ts';

/** The work on walks, of runs of any of these kinds. */
export function walkRuns<D>(works: readonly RunWork<D>[]): JobWork<D & RunDeps, RunWalk> {
  return { kind: walkKind, takeFurther: (context, walk) => walkShard(context, works, walk) };
}

async function walkShard<D>(
  context: D & RunDeps & Slice,
  works: readonly RunWork<D>[],
  claimed: RunWalk,
): Promise<RunWalk> {
  const run = await getJobOf(
    context.table,
    claimed.of,
    works.map(({ kind }) => kind.schema),
  );
  const work = works.find(({ kind }) => kind.schema.shape.kind.value === run?.kind);
  // Of a run that has ended, there is nothing left to walk.
  if (!run || !work || isFinished(run)) return end(context, claimed);
  const round = work.roundOf(context, run);
  let walk = claimed;
  for (;;) {
    const { page } = sizesOf(context);
    const { registrations, next } = await listRegistrations(
      context.table,
      round.sessionId,
      placeOf(walk),
      page,
      walk.shard + 1,
    );
    const chosen = await actOn(round, registrations);
    const counts = {
      looked: walk.counts.looked + registrations.length,
      chosen: walk.counts.chosen + chosen,
    };
    walk = { ...walk, counts, after: next?.after };
    if (!next) return end(context, walk);
    walk = await context.checkpoint(walk);
    if (!context.mayGoOn()) return walk;
  }
}

async function end(context: RunDeps, walk: RunWalk): Promise<RunWalk> {
  const over: RunWalk = {
    ...walk,
    ...{ status: 'done', idleSlices: 0, lease: undefined },
    finishedAt: new Date(context.now()).toISOString(),
  };
  const ended = await endWalk(context.table, over);
  if (!ended) throw new JobLost(walk.id);
  return ended;
}
