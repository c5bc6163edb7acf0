import { hashedId } from '../../platform/values/hashed-id.ts';
import { jobPut } from '../../jobs/table/job-items.ts';
import type { Table } from '../../platform/table/table.ts';
import type { ZoomLink } from '../domain/zoom-link.ts';
import type { ZoomPullJob } from '../domain/zoom-pull-job.ts';
import { saveZoomLink } from '../table/zoom-link-items.ts';

interface Deps {
  table: Table;
  now: () => number;
}

/** Begins a pull now. Undefined: the link was changed in between, by who began one too, for instance. */
export async function beginZoomPull(
  { table, now }: Deps,
  link: ZoomLink,
  createdBy: string,
): Promise<ZoomPullJob | undefined> {
  const at = new Date(now()).toISOString();
  const job: ZoomPullJob = {
    kind: 'zoom-pull',
    id: hashedId('zpl', `zoom pull\n${link.sessionId}\n${link.version}`),
    sessionId: link.sessionId,
    status: 'waiting',
    createdAt: at,
    createdBy,
    version: 1,
    idleSlices: 0,
    counts: { instances: 0, joins: 0 },
  };
  const running = { ...link, pull: { state: 'running' as const, jobId: job.id, at } };
  return (await saveZoomLink(table, link, running, [jobPut(table, job)])) ? job : undefined;
}
