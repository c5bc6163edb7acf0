import * as z from 'zod';
import { AttendanceImportJob } from '../../shared/attendance-reports/domain/attendance-import-job.ts';
import { listReports, putReportUpload } from '../../shared/attendance-reports/table/report-items.ts';
import {
  beginReport,
  REPORT_PREFIX,
  reportImportIdOf,
} from '../../shared/attendance-reports/usecases/begin-report.ts';
import { answerReport, revertReport } from '../../shared/attendance-reports/usecases/change-report.ts';
import { getJob, getJobs, listJobs } from '../../shared/jobs/table/job-items.ts';
import { putFile } from '../../shared/platform/object-store/resumable-upload.ts';
import { uploadLink } from '../../shared/platform/object-store/signed-link.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  PASTE_BODY,
  readId,
  readJson,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { AttendanceImportId, newId, SessionId } from '../../shared/platform/values/ids.ts';
import { attendanceImportView } from './attendance-import-view.ts';
import type { AttendanceDeps } from './deps.ts';
import { findSession } from './find-session.ts';
import { AttendanceAnswer, AttendanceImportRequest } from './routes/attendance-import-routes.ts';

/** An upload link lives for minutes; the sweeper may find its file days later. */
const UPLOAD_DAYS = 7;

/** Begins to read a pasted report, or answers an upload link; after that it is a file in the bucket like any other. */
export async function createAttendanceImport(
  deps: AttendanceDeps,
  request: OrganizerRequest,
): Promise<HttpReply> {
  const { organizer } = request;
  const session = await findSession(deps, request);
  const { fileName, text, ...answers } = readJson(request, AttendanceImportRequest, PASTE_BODY);
  const key = `${REPORT_PREFIX}${session.id}/${newId('ati', deps.now(), deps.random)}/${fileName}`;
  const expiresAt = Math.floor(deps.now() / 1000) + UPLOAD_DAYS * 24 * 3600;
  // Before the file: whoever takes it up must find what was said of it.
  await putReportUpload(deps.table, key, { createdBy: organizer.id, answers }, expiresAt);
  if (text === undefined)
    return json(201, { key, uploadUrl: await uploadLink(deps.imports, key, new Date(deps.now())) });
  const etag = await putFile(deps.imports, key, text, 'text/csv; charset=utf-8');
  const file = { bucket: deps.imports.bucket, key, etag, size: Buffer.byteLength(text) };
  // The bucket tells of it, too, but whoever pasted it looks at once.
  await beginReport(deps, file, 'bucket');
  return json(202, { id: reportImportIdOf(file), key, status: 'waiting' });
}

/** The reports of a session, newest first. */
export async function listAttendanceImports(deps: AttendanceDeps, request: HttpRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  const keys = await deps.linkKeys();
  const list = `attendance-imports ${session.id}`;
  const { limit, position } = readListPosition(request, keys, list, z.string());
  const { ids, next } = await listReports(deps.table, session.id, position, limit);
  const jobs = await getJobs(deps.table, ids, [AttendanceImportJob]);
  const views = ids.flatMap((id) => jobs.get(id) ?? []).map(attendanceImportView);
  return listReply(keys, list, views, next);
}

/** The reports of all sessions, newest first. */
export async function listAllAttendanceImports(
  deps: AttendanceDeps,
  request: HttpRequest,
): Promise<HttpReply> {
  const keys = await deps.linkKeys();
  const { limit, position } = readListPosition(request, keys, 'attendance-imports', z.string());
  const { jobs, next } = await listJobs(deps.table, AttendanceImportJob, position, limit);
  return listReply(keys, 'attendance-imports', jobs.map(attendanceImportView), next);
}

export async function showAttendanceImport(deps: AttendanceDeps, request: HttpRequest): Promise<HttpReply> {
  return json(200, attendanceImportView(await findAttendanceImport(deps, request)));
}

/** Answers questions of a report. One of which nobody knows the session becomes one of the session in the path. */
export async function answerAttendanceImport(
  deps: AttendanceDeps,
  request: OrganizerRequest,
): Promise<HttpReply> {
  const answers = request.body.length === 0 ? {} : readJson(request, AttendanceAnswer);
  const session = await findSession(deps, request);
  const job = await findAttendanceImport(deps, request);
  const placed = job.sessionId === undefined ? { session: session.id, ...answers } : answers;
  return json(202, attendanceImportView(await answerReport(deps, job, placed, request.organizer.id)));
}

export async function revertAttendanceImport(
  deps: AttendanceDeps,
  request: OrganizerRequest,
): Promise<HttpReply> {
  const job = await findAttendanceImport(deps, request);
  return json(200, attendanceImportView(await revertReport(deps, job, request.organizer.id)));
}

/** The report that a request names: of the session in its path, or of none that is known yet. */
async function findAttendanceImport(
  deps: AttendanceDeps,
  request: HttpRequest,
): Promise<AttendanceImportJob> {
  const sessionId = readId(request, 'sessionId', SessionId);
  const job = await getJob(deps.table, readId(request, 'importId', AttendanceImportId), AttendanceImportJob);
  if (job && (job.sessionId === undefined || job.sessionId === sessionId)) return job;
  throw new Refusal(
    'not-found',
    'There is no such report of this session (yet): a file appears here some seconds after its upload.',
  );
}
