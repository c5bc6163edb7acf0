import type { Routes } from '../../shared/platform/runtime/http-function.ts';
import type { OrganizerHandlers } from '../../shared/platform/runtime/route.ts';
import { serveOrganizers } from '../../shared/platform/runtime/serve-routes.ts';
import { forgetByHand, judge, listPeople } from './attendance.ts';
import {
  answerAttendanceImport,
  createAttendanceImport,
  listAllAttendanceImports,
  listAttendanceImports,
  revertAttendanceImport,
  showAttendanceImport,
} from './attendance-imports.ts';
import type { AttendanceDeps } from './deps.ts';
import { noteElsewhere, showOnline } from './online.ts';
import { pullProvider, readProvider, removeProvider, setProvider } from './provider.ts';
import { attendanceRoutes } from './routes.ts';
import { listAllSources, restoreSource, takeBack } from './sources.ts';

const handlers: OrganizerHandlers<typeof attendanceRoutes, AttendanceDeps> = {
  'GET /v1/sessions/{sessionId}/attendance': listPeople,
  'POST /v1/sessions/{sessionId}/attendance/judge': judge,
  'GET /v1/sessions/{sessionId}/attendance-sources': listAllSources,
  'DELETE /v1/sessions/{sessionId}/attendance-sources/{sourceId}': takeBack,
  'POST /v1/sessions/{sessionId}/attendance-sources/{sourceId}/restore': restoreSource,
  'GET /v1/sessions/{sessionId}/online': showOnline,
  'POST /v1/sessions/{sessionId}/presence': noteElsewhere,
  'DELETE /v1/sessions/{sessionId}/registrations/{registrationId}/attendance': forgetByHand,
  'GET /v1/sessions/{sessionId}/provider': readProvider,
  'PUT /v1/sessions/{sessionId}/provider': setProvider,
  'DELETE /v1/sessions/{sessionId}/provider': removeProvider,
  'POST /v1/sessions/{sessionId}/provider/pull': pullProvider,
  'POST /v1/sessions/{sessionId}/attendance-imports': createAttendanceImport,
  'GET /v1/sessions/{sessionId}/attendance-imports': listAttendanceImports,
  'GET /v1/attendance-imports': listAllAttendanceImports,
  'GET /v1/sessions/{sessionId}/attendance-imports/{importId}': showAttendanceImport,
  'POST /v1/sessions/{sessionId}/attendance-imports/{importId}/answer': answerAttendanceImport,
  'POST /v1/sessions/{sessionId}/attendance-imports/{importId}/revert': revertAttendanceImport,
};

/** Who was there: attendance of sessions, its sources, and the reports that it is read from. */
export const serveAttendance = (deps: AttendanceDeps): Routes =>
  serveOrganizers(attendanceRoutes, handlers, deps);
