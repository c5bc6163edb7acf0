import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import { ZoomPullJob } from '../domain/zoom-pull-job.ts';

/** Pulls of reports as jobs. */
export const zoomPullKind: JobKind<ZoomPullJob> = {
  schema: ZoomPullJob,
  queue: 'jobs',
  permissionToEnd: () => 'events:write',
  view: ({ sessionId, counts }) => ({ sessionId, counts }),
};
