import { jobSlice, type SliceDeps, type SliceOutcome, type Worker } from '../../jobs/usecases/job-slice.ts';
import { createJob } from '../../jobs/table/job-items.ts';
import type { JobKind, JobWork } from '../../jobs/usecases/job-kind.ts';
import type { Slice } from '../../jobs/usecases/slice.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import {
  belongsToSomebody,
  registeredSince,
  type Registration,
} from '../../registrations/domain/registration.ts';
import { listRegistrations } from '../../registrations/table/registration-items.ts';
import type { RuleRun } from '../domain/rule-run.ts';
import { walksOf } from '../domain/run-walk.ts';

export interface RunDeps {
  table: Table;
  /** Where the message goes that continues the walk. */
  runs: Queue;
  now: () => number;
  sizes?: RunSizes;
}

export interface RunSizes {
  /** Registrations read between two checkpoints. */
  page: number;
  /** Registrations read by one walk alone; what comes then is walked by several at once. */
  alone: number;
}

const SIZES: RunSizes = { page: 500, alone: 10_000 };
export const sizesOf = ({ sizes = SIZES }: RunDeps): RunSizes => sizes;

/** What a kind of run does with the registrations of a session. */
export interface Round {
  sessionId: string;
  isMeant: (registration: Registration) => boolean;
  /** Answers for how many of them something was done. A page may come again. */
  act: (chosen: Registration[]) => Promise<number>;
}

/**
 * The work on runs of a kind: a walk over the registrations, for which each run's `round` says what to do. `D` is what the
 * round needs besides the table and the clock.
 */
export function runWork<D, J extends RuleRun>(
  kind: JobKind<J>,
  roundOf: (deps: D & RunDeps, job: J) => Round,
): RunWork<D, J> {
  return {
    kind: { ...kind, waits: ({ walks }) => walks !== undefined },
    roundOf,
    takeFurther: (context, job) => walk(context, job, roundOf(context, job)),
  };
}

/** The work on runs of a kind; `roundOf` also serves the walks of large ones. */
export interface RunWork<D, J extends RuleRun = RuleRun> extends JobWork<D & RunDeps, J> {
  roundOf(deps: D & RunDeps, job: J): Round;
}

/** What the round does with those of a page that are meant; answers for how many. */
export const actOn = (round: Round, registrations: Registration[]): Promise<number> =>
  round.act(registrations.filter((one) => belongsToSomebody(one) && round.isMeant(one)));

/** Walks the registrations of a session for one of these kinds of runs, for one slice. */
export function runRule<D extends RunDeps>(
  deps: D,
  works: readonly JobWork<D & SliceDeps>[],
  jobId: string,
  worker: Worker,
): Promise<SliceOutcome> {
  return jobSlice({ ...deps, continueOn: deps.runs }, works, jobId, worker);
}

async function walk<J extends RuleRun>(context: RunDeps & Slice, claimed: J, round: Round): Promise<J> {
  if (claimed.walks !== undefined) return divide(context, claimed);
  const { page, alone } = sizesOf(context);
  let job = claimed;
  for (;;) {
    const { registrations, next } = await listRegistrations(context.table, round.sessionId, job.cursor, page);
    const chosen = await actOn(round, registrations);
    const counts = {
      ...job.counts,
      looked: job.counts.looked + registrations.length,
      chosen: job.counts.chosen + chosen,
    };
    if (!next) {
      const finishedAt = new Date(context.now()).toISOString();
      return context.checkpoint({ ...job, counts, status: 'done', finishedAt });
    }
    job = await context.checkpoint({ ...job, counts, cursor: next });
    if (counts.looked >= alone) return divide(context, job);
    if (!context.mayGoOn()) return job;
  }
}

/**
 * Hands what is left of a large run to walks, one a shard. The run is marked first: a walk may be over before the last one is
 * made. Doing it again, when the sweeper finds the run, makes those that a dead worker left out.
 */
async function divide<J extends RuleRun>(context: RunDeps & Slice, job: J): Promise<J> {
  const walks = walksOf(job, context.now());
  const divided = await context.checkpoint({ ...job, walks: job.walks ?? walks.length });
  for (const one of walks) await createJob(context.table, one);
  return divided;
}

/** Whether somebody was registered when the moment came. Whoever came later has just had a confirmation. */
export function wasRegisteredAt(due: string): (registration: Registration) => boolean {
  return (registration) => registration.status === 'registered' && registeredSince(registration) <= due;
}
