import { randomBytes } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { isFinished, isHeld } from '../../shared/jobs/domain/job.ts';
import { beginExport } from '../../shared/exports/usecases/begin-export.ts';
import { beginImport, importIdOf } from '../../shared/imports/usecases/begin-import.ts';
import { runJob, type JobDeps } from '../../functions/jobs/job-registry.ts';
import { ExportRequest } from '../../shared/exports/domain/export-job.ts';
import { ExportJob } from '../../shared/exports/domain/export-job.ts';
import { ImportJob } from '../../shared/imports/domain/import-job.ts';
import { planDeps } from './factories.ts';
import type { LocalAws } from './local-aws.ts';
import { mortal } from './mortal.ts';
import { getJob, type Job } from './stored-jobs.ts';

export const identityKey = Buffer.from('identity key of the tests');
const MOST_SLICES = 500;

/** A clock that jobs look at; moved on past every lease between two slices. */
export interface TestClock {
  now: number;
}

/** A stage without credentials of a Zoom app. */
export const noZoom: JobDeps['zoom'] = {
  get: () => Promise.resolve({ is: 'refused', reason: 'There are no credentials.' }),
};

export function jobDeps(aws: LocalAws, clock: TestClock, overrides: Partial<JobDeps> = {}): JobDeps {
  return {
    table: aws.table,
    imports: aws.imports,
    exports: aws.exports,
    identityKey,
    jobs: aws.jobs,
    bulk: aws.bulk,
    now: () => clock.now,
    random: randomBytes,
    pause: () => Promise.resolve(),
    onCountsDiffered: () => undefined,
    zoom: noZoom,
    ...overrides,
  };
}

/** A worker's death at its n-th call of the table, before or after the call took effect. */
export interface Death {
  atCall: number;
  afterEffect: boolean;
}

/** What one worker after another is given, of whom the first ones die; `deaths` is used up by them. */
export function dyingWorkers(
  aws: LocalAws,
  clock: TestClock,
  deaths: Death[],
  overrides: Partial<JobDeps> = {},
): () => JobDeps {
  return () => {
    const death = deaths.shift();
    if (!death) return jobDeps(aws, clock, overrides);
    const client = mortal(aws.table.client, death.atCall, death.afterEffect);
    return jobDeps(aws, clock, { ...overrides, table: { ...aws.table, client } });
  };
}

/** Runs a job slice by slice until it is over, as the queue and the sweeper would. Slices that die are followed by another. */
export async function runToEnd(
  deps: () => JobDeps,
  clock: TestClock,
  jobId: string,
  mayGoOn: () => boolean = () => true,
): Promise<Job> {
  for (let slice = 0; slice < MOST_SLICES; slice += 1) {
    const current = deps();
    await runJob(current, jobId, { owner: `worker-${slice}`, mayGoOn }).catch(() => 'died');
    clock.now += 10 * 60_000;
    const job = await getJob(current.table, jobId).catch(() => undefined);
    if (job && (isFinished(job) || isHeld(job))) return job;
  }
  throw new Error(`Job ${jobId} was not over after ${MOST_SLICES} slices.`);
}

/** Puts a file into the bucket, as an organizer would. */
export async function putFile(
  aws: LocalAws,
  name: string,
  content: string | Uint8Array,
  metadata: Record<string, string> = {},
) {
  const key = `imports/${name}`;
  const { bucket } = aws.imports;
  const put = await aws.imports.client.send(
    new PutObjectCommand({ Bucket: bucket, Key: key, Body: content, Metadata: metadata }),
  );
  return { bucket, key, etag: put.ETag!.replaceAll('"', ''), size: Buffer.byteLength(content) };
}

/** Puts a file into the bucket, as an organizer would, and announces it. Answers the import's id. */
export async function arrive(
  aws: LocalAws,
  name: string,
  content: string | Uint8Array,
  metadata: Record<string, string> = {},
): Promise<string> {
  const file = await putFile(aws, name, content, metadata);
  await beginImport({ table: aws.table, now: () => planDeps(aws.table).now() }, file, 'bucket');
  return importIdOf(file);
}

/** Imports a file undisturbed. */
export async function importFile(
  aws: LocalAws,
  clock: TestClock,
  name: string,
  content: string | Uint8Array,
  metadata: Record<string, string> = {},
): Promise<ImportJob> {
  return ImportJob.parse(
    await runToEnd(() => jobDeps(aws, clock), clock, await arrive(aws, name, content, metadata)),
  );
}

/** Exports undisturbed; answers the job and the file's text. */
export async function exportAll(
  aws: LocalAws,
  clock: TestClock,
  request: Partial<ExportRequest> = {},
): Promise<{ job: ExportJob; text: string }> {
  const { id } = await beginExport(planDeps(aws.table), ExportRequest.parse(request), 'test');
  const job = ExportJob.parse(await runToEnd(() => jobDeps(aws, clock), clock, id));
  return { job, text: await readText(aws.exports, job.key) };
}

export async function readText(store: LocalAws['imports'], key: string): Promise<string> {
  const answer = await store.client.send(new GetObjectCommand({ Bucket: store.bucket, Key: key }));
  return answer.Body!.transformToString();
}
