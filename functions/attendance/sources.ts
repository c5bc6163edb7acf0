import { counts, type AttendanceSource } from '../../shared/attendance/domain/attended.ts';
import { listSources } from '../../shared/attendance/table/source-items.ts';
import { takeBackSource } from '../../shared/attendance/usecases/add-source-attendance.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import type { AttendanceDeps } from './deps.ts';
import { findSession } from './find-session.ts';
import type { SourceView } from './routes/attendance-routes.ts';

/** What the attendance of a session is known from. */
export async function listAllSources(deps: AttendanceDeps, request: HttpRequest): Promise<HttpReply> {
  const { id } = await findSession(deps, request);
  const sources = await listSources(deps.table, id);
  return json(200, { items: sources.map(sourceView) });
}

/** Takes a source back. */
export async function takeBack(deps: AttendanceDeps, request: OrganizerRequest): Promise<HttpReply> {
  await change(deps, request, false);
  return { status: 204 };
}

/** Lets a source count again. */
export async function restoreSource(deps: AttendanceDeps, request: OrganizerRequest): Promise<HttpReply> {
  return json(200, sourceView(await change(deps, request, true)));
}

async function change(
  deps: AttendanceDeps,
  request: OrganizerRequest,
  isBack: boolean,
): Promise<AttendanceSource> {
  const session = await findSession(deps, request);
  const which = { sessionId: session.id, id: request.params['sourceId'] ?? '' };
  const source = await takeBackSource(deps, which, { by: request.organizer.id, isBack });
  if (!source) throw new Refusal('not-found', 'There is no such source.');
  return source;
}

/** A source as organizers see it. */
export function sourceView(source: AttendanceSource): SourceView {
  const { id, kind, label, at, coversAll, takenBackAt, ran } = source;
  return {
    ...{ id, kind, label, at, coversAll, takenBackAt },
    counts: counts(source),
    ...(ran && { ran: [new Date(ran[0]).toISOString(), new Date(ran[1]).toISOString()] }),
  };
}
