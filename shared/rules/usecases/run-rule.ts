import { jobSlice, type SliceDeps, type SliceOutcome, type Worker } from '../../jobs/usecases/job-slice.ts';
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

export interface RunDeps {
  table: Table;
  /** Where the message goes that continues the walk. */
  runs: Queue;
  now: () => number;
}

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
): JobWork<D & RunDeps, J> {
  return { kind, takeFurther: (context, job) => walk(context, job, roundOf(context, job)) };
}

/** Registrations read between two checkpoints. */
const PAGE = 500;

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
  let job = claimed;
  for (;;) {
    const { registrations, next } = await listRegistrations(context.table, round.sessionId, job.cursor, PAGE);
    const chosen = await round.act(
      registrations.filter((one) => belongsToSomebody(one) && round.isMeant(one)),
    );
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
    if (!context.mayGoOn()) return job;
  }
}

/** Whether somebody was registered when the moment came. Whoever came later has just had a confirmation. */
export function wasRegisteredAt(due: string): (registration: Registration) => boolean {
  return (registration) => registration.status === 'registered' && registeredSince(registration) <= due;
}
