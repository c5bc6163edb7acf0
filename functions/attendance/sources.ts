import { counts, type AttendanceSource } from '../../shared/attendance/domain/attended.ts';
import { listSources } from '../../shared/attendance/table/source-items.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import type { AttendanceDeps } from './deps.ts';
import { findSession } from './find-session.ts';
import type { SourceView } from './routes/attendance-routes.ts';

/** What the attendance of a session is known from. */
export async function listAllSources(deps: AttendanceDeps, request: HttpRequest): Promise<HttpReply> {
  const { id } = await findSession(deps, request);
  const sources = await listSources(deps.table, id);
  return json(200, { items: sources.map(sourceView) });
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
