import type * as z from 'zod';
import { jobSlice, type Slice, type SliceOutcome, type Worker } from '../../jobs/usecases/job-slice.ts';
import type { Job } from '../../jobs/table/job-items.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import { isSomebodys, registeredSince, type Registration } from '../../registrations/domain/registration.ts';
import { listRegistrations } from '../../registrations/table/registration-items.ts';
import type { RuleRun } from '../domain/rule-run.ts';

export interface RunDeps {
  table: Table;
  /** Where the message goes that continues the walk. */
  schedules: Queue;
  now: () => number;
}

/** What one run does with the registrations of a session. */
export interface Round {
  sessionId: string;
  isMeant: (registration: Registration) => boolean;
  /** Answers for how many of them something was done. A page may come again. */
  act: (chosen: Registration[]) => Promise<number>;
}

/** The work on runs of one kind; `D` is what it needs in its hands besides the table and the clock. */
export interface RunWork<D = unknown> {
  kind: string;
  takeFurther: (deps: D & RunDeps, slice: Slice, job: Job) => Promise<RuleRun>;
}

/** The work on runs that the schema reads: a walk over the registrations that each run's round names. */
export function runWork<D, J extends RuleRun>(
  schema: z.ZodType<J> & { shape: { kind: { value: J['kind'] } } },
  roundOf: (deps: D & RunDeps, job: J) => Round,
): RunWork<D> {
  return {
    kind: schema.shape.kind.value,
    takeFurther: (deps, slice, job) => {
      const run = schema.parse(job);
      return walk(deps, slice, run, roundOf(deps, run));
    },
  };
}

/** Registrations read between two checkpoints. */
const PAGE = 500;

/** Walks the registrations of a session for one of these kinds of runs, for one slice. */
export async function runRule<D>(
  deps: D & RunDeps,
  works: RunWork<D>[],
  jobId: string,
  worker: Worker,
): Promise<SliceOutcome> {
  return jobSlice({ ...deps, continueOn: deps.schedules }, jobId, worker, async (slice, job) => {
    const work = works.find(({ kind }) => kind === job.kind);
    if (!work) throw new Error(`A job of kind ${job.kind} came to the queue of runs.`);
    return work.takeFurther(deps, slice, job);
  });
}

async function walk<J extends RuleRun>(deps: RunDeps, slice: Slice, claimed: J, round: Round): Promise<J> {
  let job = claimed;
  for (;;) {
    const { registrations, next } = await listRegistrations(deps.table, round.sessionId, job.cursor, PAGE);
    const chosen = await round.act(registrations.filter((one) => isSomebodys(one) && round.isMeant(one)));
    const counts = {
      ...job.counts,
      looked: job.counts.looked + registrations.length,
      chosen: job.counts.chosen + chosen,
    };
    if (!next) {
      const finishedAt = new Date(deps.now()).toISOString();
      return slice.checkpoint({ ...job, counts, status: 'done', finishedAt });
    }
    job = await slice.checkpoint({ ...job, counts, cursor: next });
    if (!slice.mayGoOn()) return job;
  }
}

/** Who was registered when the moment came. Who came later has just had a confirmation. */
export function wasRegisteredAt(due: string): (registration: Registration) => boolean {
  return (registration) => registration.status === 'registered' && registeredSince(registration) <= due;
}
