/**
 * Keys of jobs.
 *
 * | what                            | where                                 | item      |
 * | ------------------------------- | ------------------------------------- | --------- |
 * | one job                         | JOB#<job> / JOB                       | job       |
 * | calls for a worker              | JOB#<job> / WAKE#<version>            | job-wake  |
 * | calls for a worker by time      | gsi1 WOKEN / <called at>#<job>        | job-wake  |
 * | jobs of a kind, newest first    | gsi1 JOBS#<kind> / <created at>#<job> | job       |
 * | whom a bulk job met at an alias | JOB#<job> / ALIAS#<participant>       | job-alias |
 * | what a bulk action replaced     | UNDO#<job>#<shard> / <participant>    | undo      |
 */
import { shardName, type IndexKey, type Key } from '../../platform/table/key.ts';
import { shardOf } from '../../platform/values/shard.ts';

export const jobKey = (jobId: string): Key => ({ pk: `JOB#${jobId}`, sk: 'JOB' });

/** After which state of the job a worker was called for anew. */
export const jobWakeKey = (jobId: string, version: number): Key => ({
  pk: `JOB#${jobId}`,
  sk: `WAKE#${version}`,
});
export const WOKEN = 'WOKEN';
export const wokenListKey = (at: string, jobId: string): IndexKey => ({
  gsi1pk: WOKEN,
  gsi1sk: `${at}#${jobId}`,
});

export const jobsPartition = (kind: string): string => `JOBS#${kind}`;
export const jobListKey = (kind: string, createdAt: string, jobId: string): IndexKey => ({
  gsi1pk: jobsPartition(kind),
  gsi1sk: `${createdAt}#${jobId}`,
});

export const jobAliasPrefix = 'ALIAS#';
/** At which of their identities a bulk job met somebody. */
export const jobAliasKey = (jobId: string, participantId: string): Key => ({
  pk: `JOB#${jobId}`,
  sk: `${jobAliasPrefix}${participantId}`,
});

export const undoPartition = (jobId: string, shard: number): string => `UNDO#${jobId}#${shardName(shard)}`;
export const undoKey = (jobId: string, participantId: string): Key => ({
  pk: undoPartition(jobId, shardOf(participantId)),
  sk: participantId,
});
