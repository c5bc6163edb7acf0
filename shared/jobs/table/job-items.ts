import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { JobCore } from '../domain/job.ts';
import { isConditionFailure, wasWritten } from '../../platform/table/failures.ts';
import { getItem, getItems } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { toJobItem, fromJobItem } from './job-item.ts';
import { jobKey, jobListKey, jobsPartition, jobWakeKey, WOKEN, wokenListKey } from './job-keys.ts';
import { expiryOf } from '../../platform/table/expiry.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

/** How the jobs of one kind read; the kind is a literal in it. */
export type JobSchema<J extends JobCore = JobCore> = z.ZodType<J> & { shape: { kind: { value: string } } };

/** A job of any kind, with whatever it has besides what all have: to be shown, not to be saved again. */
const StoredJob = z.looseObject(JobCore.shape);
export type StoredJob = z.infer<typeof StoredJob>;

const read = <J extends JobCore>(schema: z.ZodType<J>, item: Record<string, unknown>): J =>
  readItem(schema, 'job', fromJobItem(item));

/** The job that the item holds, where it is of one of the kinds. */
function readOneOf<J extends JobCore>(
  schemas: readonly JobSchema<J>[],
  item: Record<string, unknown>,
): J | undefined {
  const schema = schemas.find(({ shape }) => shape.kind.value === item['kind']);
  return schema && read(schema, item);
}

/** Records a new job; false when it exists already, which is how a repeated request is recognized. */
export async function createJob(table: Table, job: JobCore): Promise<boolean> {
  return wasWritten(table.client.send(new PutCommand(newJob(table, job))));
}

/** The same together with other writes, all or nothing. */
export async function createJobWith(table: Table, job: JobCore, alongside: TransactItem[]): Promise<boolean> {
  return (await transact(table, [jobPut(table, job), ...alongside])).done;
}

/** A new job as part of the transaction that asks for it. */
export const jobPut = (table: Table, job: JobCore): TransactItem => ({ Put: newJob(table, job) });

const newJob = (table: Table, job: JobCore) => ({
  TableName: table.name,
  Item: {
    ...jobKey(job.id),
    ...jobListKey(job.kind, job.createdAt, job.id),
    ...stamp('job'),
    ...toJobItem(job),
    ...expiryOf(table, 'job', job.createdAt),
  },
  ConditionExpression: 'attribute_not_exists(pk)',
});

/** The job, where it is of this kind or of one of these. */
export const getJob = <J extends JobCore>(
  table: Table,
  jobId: string,
  schema: JobSchema<J>,
  ...others: JobSchema<J>[]
): Promise<J | undefined> => getJobOf(table, jobId, [schema, ...others]);

/** The job, where it is of one of the kinds. */
export async function getJobOf<J extends JobCore>(
  table: Table,
  jobId: string,
  schemas: readonly JobSchema<J>[],
): Promise<J | undefined> {
  const item = await getItem(table, jobKey(jobId));
  return item && readOneOf(schemas, item);
}

/** What the job has in common with all. */
export const getJobCore = (table: Table, jobId: string): Promise<JobCore | undefined> =>
  getJobAs(table, jobId, JobCore);

/** The job as it is stored, of whatever kind. */
export const getStoredJob = (table: Table, jobId: string): Promise<StoredJob | undefined> =>
  getJobAs(table, jobId, StoredJob);

async function getJobAs<J extends JobCore>(
  table: Table,
  jobId: string,
  schema: z.ZodType<J>,
): Promise<J | undefined> {
  const item = await getItem(table, jobKey(jobId));
  return item && read(schema, item);
}

/** Those of the ids that belong to a job. Any number; consistent. */
export async function whichJobsExist(table: Table, jobIds: string[]): Promise<Set<string>> {
  const items = await getItems(table, [...new Set(jobIds)].map(jobKey));
  return new Set(items.map((item) => String(item['id'])));
}

/** Those of the jobs that exist and are of one of the kinds, by id. */
export async function getJobs<J extends JobCore>(
  table: Table,
  jobIds: string[],
  schemas: readonly JobSchema<J>[],
): Promise<Map<string, J>> {
  const items = await getItems(table, [...new Set(jobIds)].map(jobKey));
  return new Map(items.flatMap((item) => readOneOf(schemas, item) ?? []).map((job) => [job.id, job]));
}

/** A page of jobs, newest first; `next` is the last one's place in that order, where there are more. */
export interface JobPage<J extends JobCore> {
  jobs: J[];
  next?: string;
}

/** Jobs of a kind, newest first; `after` is the last one's place in that order. */
export const listJobs = <J extends JobCore>(
  table: Table,
  schema: JobSchema<J>,
  after: string | undefined,
  limit: number,
): Promise<JobPage<J>> => listAs(table, schema.shape.kind.value, schema, { after, limit });

/** The same of a kind that is only known by its name: what its jobs have in common with all. */
export const listJobCores = (
  table: Table,
  kind: string,
  after: string | undefined,
  limit: number,
): Promise<JobPage<JobCore>> => listAs(table, kind, JobCore, { after, limit });

async function listAs<J extends JobCore>(
  table: Table,
  kind: string,
  schema: z.ZodType<J>,
  page: { after: string | undefined; limit: number },
): Promise<JobPage<J>> {
  const { items, more } = await queryIndexPage(table, {
    partition: jobsPartition(kind),
    ...page,
    newestFirst: true,
  });
  const jobs = items.map((item) => read(schema, item));
  const last = jobs.at(-1);
  return { jobs, ...(more && last && { next: jobListKey(kind, last.createdAt, last.id).gsi1sk }) };
}

/**
 * Writes a job's next state if nobody wrote since it was read. The state is written whole:
 * cursor, counts and lease move together or not at all. Undefined: somebody else was quicker.
 * Whoever cancelled the job meanwhile is no one else: the answer then says `cancelling`.
 */
export async function saveJob<J extends JobCore>(table: Table, job: J): Promise<J | undefined> {
  const next = { ...job, version: job.version + 1 };
  try {
    const { Attributes } = await table.client.send(
      new UpdateCommand({ ...jobUpdate(table, next), ReturnValues: 'ALL_NEW' }),
    );
    return Attributes?.['cancelling'] === true ? { ...next, cancelling: true } : next;
  } catch (error) {
    if (isConditionFailure(error)) return undefined;
    throw error;
  }
}

/**
 * Asks whoever is at work on the job to end it. Not a step of the job, so its version stays: the worker loses nothing of
 * what it has done since its last checkpoint. Undefined: the job has moved on; look again.
 */
export async function markCancelling<J extends JobCore>(table: Table, job: J): Promise<J | undefined> {
  const marked = { ...job, cancelling: true };
  const update = updateExpression({ set: { cancelling: true } });
  const written = await wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: jobKey(job.id),
        ...update,
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#version': 'version' },
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':seen': job.version },
      }),
    ),
  );
  return written ? marked : undefined;
}

/**
 * The same together with other writes, all or nothing. A transaction answers nothing, so of a job that was cancelled meanwhile
 * this does not tell: the next `saveJob` does.
 */
export async function saveJobWith<J extends JobCore>(
  table: Table,
  job: J,
  alongside: TransactItem[],
): Promise<J | undefined> {
  const next = { ...job, version: job.version + 1 };
  const outcome = await transact(table, [{ Update: jobUpdate(table, next) }, ...alongside]);
  return outcome.done ? next : undefined;
}

/** How long a call for a worker is kept. */
export const WAKE_DAYS = 7;

const Wake = z.object({ id: z.string(), at: z.string() });

/**
 * An item beside the job whose arrival in the stream calls a worker, as the arrival of a new job does. It also tells the
 * audit log who asked for it (`by`). `expiresAt` in seconds.
 */
export function wakeItem(
  table: Table,
  job: Pick<JobCore, 'id' | 'kind' | 'version'>,
  { at, by, expiresAt }: { at: string; by: string | undefined; expiresAt: number },
): TransactItem {
  const { id, kind } = job;
  const place = { ...jobWakeKey(id, job.version), ...wokenListKey(at, id) };
  const wake = { id, kind, at, ...(by !== undefined && { by }), expiresAt };
  return { Put: { TableName: table.name, Item: { ...place, ...stamp('job-wake'), ...wake } } };
}

/** The jobs for which a worker was called again since an instant, and when (ISO 8601), the first call first. */
export async function listWoken(table: Table, since: string): Promise<{ id: string; at: string }[]> {
  const woken: { id: string; at: string }[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await queryIndexPage(table, {
      partition: WOKEN,
      ...(after === undefined ? { from: since } : { after }),
    });
    woken.push(...page.items.map((item) => readItem(Wake, 'job-wake', item)));
    const last = woken.at(-1);
    after = last && wokenListKey(last.at, last.id).gsi1sk;
    more = page.more && after !== undefined;
  }
  return woken;
}

function jobUpdate(table: Table, next: JobCore) {
  const optional = ['lease', 'reason', 'detail', 'heldFor', 'finishedAt', 'report', 'upload'];
  const values = new Map<string, unknown>(Object.entries(next));
  const remove = new Set([...optional, ...values.keys()].filter((name) => values.get(name) === undefined));
  const update = updateExpression({ set: { ...toJobItem(next) }, remove: [...remove] });
  return {
    TableName: table.name,
    Key: jobKey(next.id),
    ...update,
    ConditionExpression: '#u_version = :seen',
    ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':seen': next.version - 1 },
  };
}
