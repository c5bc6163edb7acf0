import { isAlwaysOpen } from '../../shared/events/domain/room.ts';
import { isFinished } from '../../shared/jobs/domain/job.ts';
import { getJobCore } from '../../shared/jobs/table/job-items.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import { readJson, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import type { ZoomLink } from '../../shared/zoom/domain/zoom-link.ts';
import { getZoomLink } from '../../shared/zoom/table/zoom-link-items.ts';
import { beginZoomPull } from '../../shared/zoom/usecases/begin-zoom-pull.ts';
import { linkZoom, unlinkZoom } from '../../shared/zoom/usecases/link-zoom.ts';
import type { AttendanceDeps } from './deps.ts';
import { findSession } from './find-session.ts';
import { ProviderRequest, type ProviderView } from './routes/provider-routes.ts';

/** In which webinar or meeting a session takes place. */
export async function readProvider(deps: AttendanceDeps, request: HttpRequest): Promise<HttpReply> {
  const { id } = await findSession(deps, request);
  return json(200, providerView(await findLink(deps.table, id)));
}

/** Links a session to a webinar or meeting. */
export async function setProvider(deps: AttendanceDeps, request: OrganizerRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  if (isAlwaysOpen(session))
    throw new Refusal('conflict', 'A room has no end, after which Zoom could be asked who was there.');
  const { kind, number } = readJson(request, ProviderRequest);
  return json(200, providerView(await linkZoom(deps, session, { kind, number }, request.organizer.id)));
}

/** Forgets the link. */
export async function removeProvider(deps: AttendanceDeps, request: HttpRequest): Promise<HttpReply> {
  const { id } = await findSession(deps, request);
  await unlinkZoom(deps.table, id);
  return { status: 204 };
}

/** Begins a pull, unless one is running. */
export async function pullProvider(deps: AttendanceDeps, request: OrganizerRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  for (;;) {
    const link = await findLink(deps.table, session.id);
    if (await isRunning(deps, link)) return json(202, providerView(link));
    if (await beginZoomPull(deps, link, request.organizer.id))
      return json(202, providerView(await findLink(deps.table, session.id)));
  }
}

/** A job that was given up has told nobody. */
async function isRunning({ table }: AttendanceDeps, { pull }: ZoomLink): Promise<boolean> {
  const job =
    pull.state === 'running' && pull.jobId !== undefined ? await getJobCore(table, pull.jobId) : undefined;
  return job !== undefined && !isFinished(job);
}

async function findLink(table: AttendanceDeps['table'], sessionId: string): Promise<ZoomLink> {
  const link = await getZoomLink(table, sessionId);
  if (!link)
    throw new Refusal('not-found', 'The session is not linked to a webinar or meeting: PUT it first.');
  return link;
}

const providerView = ({ meeting, linkedAt, pull }: ZoomLink): ProviderView => ({
  provider: 'zoom',
  ...meeting,
  linkedAt,
  pull,
});
