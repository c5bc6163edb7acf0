import { createHash } from 'node:crypto';
import { sessionEnd } from '../../events/domain/session.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { JobWork } from '../../jobs/usecases/job-kind.ts';
import type { SliceOf } from '../../jobs/usecases/slice.ts';
import type { FileStore } from '../../platform/object-store/file-store.ts';
import { putFile } from '../../platform/object-store/resumable-upload.ts';
import type { Table } from '../../platform/table/table.ts';
import { pullAfter, type PullOutcome } from '../domain/next-pull.ts';
import { reportFileOf } from './report-file.ts';
import type { ZoomPullJob } from '../domain/zoom-pull-job.ts';
import { getZoomLink, saveZoomLink } from '../table/zoom-link-items.ts';
import { readZoomReports } from './read-zoom-reports.ts';
import type { ZoomClient } from './zoom-client.ts';
import { zoomPullKind } from './zoom-pull-kind.ts';

export interface ZoomPullDeps {
  table: Table;
  imports: FileStore;
  zoom: ZoomClient;
  now: () => number;
}
type Context = ZoomPullDeps & SliceOf<ZoomPullJob>;

/** The work on pulls: see `pullZoomReports`. */
export const zoomPullWork: JobWork<ZoomPullDeps, ZoomPullJob> = {
  kind: zoomPullKind,
  takeFurther: pullZoomReports,
};

/** Where the report of a time that the session took place is put: the same for the same. */
const keyOf = (sessionId: string, uuid: string): string =>
  `attendance/${sessionId}/zoom-${createHash('sha256').update(uuid).digest('hex').slice(0, 12)}.csv`;

/**
 * Asks Zoom who was in a session, and puts what it tells where reports of attendance are read from: from there on it is matched, counted
 * and taken back as any of them. The same report again is the same file.
 */
async function pullZoomReports(context: Context, job: ZoomPullJob): Promise<ZoomPullJob> {
  const { table, imports, now } = context;
  const [link, session] = await Promise.all([
    getZoomLink(table, job.sessionId),
    getSession(table, job.sessionId),
  ]);
  if (!link || !session || link.pull.jobId !== job.id)
    return end(context, job, 'No pull is wanted any more.');
  let current = job;
  const span = [Date.parse(session.startsAtUtc), sessionEnd(session)] as const;
  const read = await readZoomReports(context.zoom, link.meeting, span, async () => {
    current = await context.checkpoint(current);
  });
  if (read.is === 'taken') {
    for (const { uuid, stays } of read.reports)
      await putFile(imports, keyOf(session.id, uuid), reportFileOf(stays), 'text/csv');
    const joins = read.reports.reduce((sum, { stays }) => sum + stays.length, 0);
    current = { ...current, counts: { instances: read.reports.length, joins } };
  }
  const outcome: PullOutcome = read.is === 'taken' ? { is: 'taken' } : read;
  const pull = pullAfter(outcome, { endMs: sessionEnd(session), nowMs: now(), jobId: job.id });
  // Whoever changed the link meanwhile decides.
  await saveZoomLink(table, link, { ...link, pull });
  return end(context, current, pull.reason);
}

const end = ({ checkpoint, now }: Context, job: ZoomPullJob, reason?: string): Promise<ZoomPullJob> =>
  checkpoint({
    ...job,
    status: 'done',
    ...(reason !== undefined && { reason }),
    finishedAt: new Date(now()).toISOString(),
    lease: undefined,
  });
