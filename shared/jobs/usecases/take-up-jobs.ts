import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import { isRecent } from '../../platform/values/clocks.ts';
import { SWEEP_HORIZON_MS, SWEEP_PATIENCE_MS } from '../../platform/values/sweep-times.ts';
import { isFinished, isHeld, isLeased, type JobCore } from '../domain/job.ts';
import type { JobMessage } from '../domain/job-message.ts';
import { getJobCore, listJobCores, listWoken } from '../table/job-items.ts';
import { nameOf, type JobKind, type JobQueue } from './job-kind.ts';

interface TakeUpDeps extends Record<JobQueue, Queue> {
  table: Table;
  now: () => number;
}

/** How far back jobs are listed: one may be at work for days before its worker dies. */
const LISTED_MS = 7 * 24 * 60 * 60_000;
const PAGE = 100;

/** Calls a worker for each job that should be worked on and is not, kind by kind. Answers how many. */
export async function takeUpJobs(deps: TakeUpDeps, all: readonly JobKind[]): Promise<number> {
  const woken = await wokenJobs(deps);
  let taken = 0;
  for (const name of ['jobs', 'runs'] as const) {
    const kinds = all.filter(({ queue }) => queue === name).map(nameOf);
    const idle = (await Promise.all(kinds.map((kind) => idleJobs(deps, kind)))).flat();
    const idleWoken = woken.filter(({ kind }) => kinds.includes(kind));
    const ids = new Set([...idle, ...idleWoken].map(({ id }) => id));
    taken += await sendAll(
      deps[name],
      [...ids].map((jobId): JobMessage => ({ jobId })),
    );
  }
  return taken;
}

async function idleJobs(deps: TakeUpDeps, kind: string): Promise<JobCore[]> {
  const idle: JobCore[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await listJobCores(deps.table, kind, after, PAGE);
    idle.push(...page.jobs.filter((job) => isIdle(deps, job, signsOf(job))));
    after = page.next;
    const oldest = page.jobs.at(-1);
    more =
      after !== undefined && oldest !== undefined && deps.now() - Date.parse(oldest.createdAt) < LISTED_MS;
  }
  return idle;
}

/** The last time that a worker or an organizer did something with a job. */
const signsOf = ({ createdAt, startedAt, lease }: JobCore): (string | undefined)[] => [
  createdAt,
  startedAt,
  lease?.until,
];

/**
 * Whether the job should be worked on and is not, for long enough to be sure and not so long that it needs an operator.
 */
function isIdle(deps: TakeUpDeps, job: JobCore, signs: (string | undefined)[]): boolean {
  const quiet = deps.now() - Math.max(...signs.map((at) => Date.parse(at ?? '1970')));
  const isOpen = !isFinished(job) && !isHeld(job) && !isLeased(job, deps.now());
  return isOpen && quiet < SWEEP_HORIZON_MS && !isYoung(deps, job.createdAt);
}

const isYoung = ({ now }: TakeUpDeps, at: string): boolean =>
  isRecent(Date.parse(at), now(), SWEEP_PATIENCE_MS);

/** Jobs that were held, ended or cancelled and then started (again), which may be long after they came. */
async function wokenJobs(deps: TakeUpDeps): Promise<JobCore[]> {
  const idle: JobCore[] = [];
  const since = new Date(deps.now() - SWEEP_HORIZON_MS).toISOString();
  for (const { id, at } of await listWoken(deps.table, since)) {
    if (isYoung(deps, at)) continue;
    const job = await getJobCore(deps.table, id);
    if (job && isIdle(deps, job, [...signsOf(job), at])) idle.push(job);
  }
  return idle;
}
