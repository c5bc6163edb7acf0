import { isFinished, isLeased } from '../domain/job.ts';
import { listFiles } from '../files/read-file.ts';
import type { FileStore } from '../files/file-store.ts';
import { sendMessages, type Queue } from '../queue/send-messages.ts';
import { getJob, listJobs, type JobKind } from '../table/job-items.ts';
import type { Table } from '../table/table.ts';
import { beginImport, IMPORT_PREFIX, importIdOf } from './begin-import.ts';
import type { JobMessage } from './run-job.ts';

export interface SweepDeps {
  table: Table;
  imports: FileStore;
  jobs: Queue;
  now: () => number;
}

const MINUTE_MS = 60_000;
/** Younger ones are probably on their way. */
const PATIENCE_MS = 3 * MINUTE_MS;
/** Older ones are an operator's matter: their alarms have long rung. */
const HORIZON_MS = 3 * 24 * 60 * MINUTE_MS;

/** Takes up what died half-way: jobs that nobody works on, and files that were never announced. */
export async function sweep(deps: SweepDeps): Promise<{ jobs: number; files: number }> {
  const files = await takeUpFiles(deps);
  const idle = [...(await idleJobs(deps, 'import')), ...(await idleJobs(deps, 'export'))];
  const unsent = await sendMessages(
    deps.jobs,
    idle.map((jobId) => ({ jobId }) satisfies JobMessage),
  );
  if (unsent.size > 0) throw new Error(`${unsent.size} of ${idle.length} jobs could not be queued.`);
  return { jobs: idle.length, files };
}

async function idleJobs(deps: SweepDeps, kind: JobKind): Promise<string[]> {
  const idle: string[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await listJobs(deps.table, kind, after, 100);
    const recent = page.jobs.filter((job) => deps.now() - Date.parse(job.createdAt) < HORIZON_MS);
    const waits = (time: string) => deps.now() - Date.parse(time) > PATIENCE_MS;
    idle.push(
      ...recent
        .filter((job) => !isFinished(job) && !isLeased(job, deps.now()) && waits(job.createdAt))
        .map((job) => job.id),
    );
    after = page.next;
    more = after !== undefined && recent.length === page.jobs.length;
  }
  return idle;
}

async function takeUpFiles(deps: SweepDeps): Promise<number> {
  let taken = 0;
  for await (const { modifiedAt, ...facts } of listFiles(deps.imports, IMPORT_PREFIX)) {
    const age = deps.now() - modifiedAt.getTime();
    if (age < PATIENCE_MS || age > HORIZON_MS) continue;
    const file = { ...facts, bucket: deps.imports.bucket };
    if (await getJob(deps.table, importIdOf(file))) continue;
    if ((await beginImport(deps, file, 'sweeper')) === 'begun') taken += 1;
  }
  return taken;
}
