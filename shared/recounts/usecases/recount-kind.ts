import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import { RecountJob } from '../domain/recount-job.ts';

/** Recounts as jobs. */
export const recountKind: JobKind<RecountJob> = {
  schema: RecountJob,
  queue: 'jobs',
  isListed: true,
  permissionToEnd: () => 'settings:write',
  progress: ({ cursor }) => Math.min(1, cursor.shard / SHARDS),
};
