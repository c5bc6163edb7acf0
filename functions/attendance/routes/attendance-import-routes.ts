import * as z from 'zod';
import {
  AttendanceImportCounts,
  AttendanceImportJob,
  AttendanceImportStatus,
  MatchSuggestion,
} from '../../../shared/attendance-reports/domain/attendance-import-job.ts';
import { ReportAnswers, ReportQuestion } from '../../../shared/attendance-reports/domain/report-settings.ts';
import { Instant, named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { FileName } from '../../../shared/platform/values/text/file-name.ts';

const { timeZone, dateOrder, clock, columns } = ReportAnswers.shape;

export const AttendanceImportRequest = named(
  'AttendanceImportRequest',
  z.strictObject({
    fileName: FileName.default('report.csv'),
    /** Pasted text; without it, the answer is a link to upload the file to. */
    text: z.string().min(1).optional(),
    /** What the file may not tell, where it is known beforehand. */
    ...{ timeZone, dateOrder, clock, columns },
  }),
  { fileName: 'participants.csv', timeZone: 'Europe/Berlin' },
);

export const AttendanceAnswer = named('AttendanceAnswer', ReportAnswers, {
  timeZone: 'Europe/Berlin',
  dateOrder: 'month-first',
});

const job = AttendanceImportJob.shape;
const importId = 'ati_019a0b1c2d3e4f5061728394a5b6c7d8';
const sessionId = 'ses_019a0b1c2d3e4f5061728394a5b6c7d8';
const key = `attendance/${sessionId}/${importId}/participants.csv`;

/** A report of who was there, as organizers see it. */
export const AttendanceImportView = named(
  'AttendanceImport',
  z.object({
    id: z.string(),
    key: z.string(),
    sessionId: job.sessionId,
    status: AttendanceImportStatus,
    /** Why it failed. */
    reason: z.string().optional(),
    detail: z.string().optional(),
    /** Which program's report it is; `table` for any other. */
    form: job.form,
    /** What the report says of the meeting. */
    meeting: z
      .object({
        id: z.string().optional(),
        topic: z.string().optional(),
        startsAt: Instant.optional(),
        durationMinutes: z.number().optional(),
      })
      .optional(),
    /** What it does not say. A held one waits for that; `matches` is asked of one that is done. */
    questions: z.array(ReportQuestion),
    counts: AttendanceImportCounts,
    /** Guests who bear the name of one registrant. */
    suggestions: z.array(MatchSuggestion),
    answers: z.object({ ...ReportAnswers.shape, timeZone: z.string().optional() }),
    /** The import that had read the same report before. */
    sameAs: z.string().optional(),
    size: z.number(),
    createdAt: z.string(),
    createdBy: z.string(),
    finishedAt: z.string().optional(),
    revertedAt: z.string().optional(),
    revertedBy: z.string().optional(),
  }),
  {
    id: importId,
    key,
    sessionId,
    status: 'held',
    form: 'zoom-meeting',
    questions: [
      {
        name: 'timeZone',
        choices: ['Europe/Berlin', 'UTC'],
        message: 'The report does not say of which time zone its times are.',
      },
    ],
    counts: { rows: 0, people: 0, matched: 0, guests: 0 },
    suggestions: [],
    answers: {},
    size: 1800,
    createdAt: '2027-03-21T11:00:00.000Z',
    createdBy: 'user-1',
  },
);
export type AttendanceImportView = z.infer<typeof AttendanceImportView>;

const AttendanceImportTaken = named(
  'AttendanceImportTaken',
  z.object({ id: z.string(), key: z.string(), status: z.literal('waiting') }),
  { id: importId, key, status: 'waiting' },
);

/** Reports of who was there. */
export const attendanceImportRoutes = organizerRoutes('Attendance', {
  'POST /v1/sessions/{sessionId}/attendance-imports': {
    id: 'createAttendanceImport',
    summary: 'Read a pasted report of who was there, or get a link to upload one to',
    details:
      'Reports of Zoom, Teams, Webex, Google Meet, BigBlueButton and GoTo are known by what they hold, any other table by `columns`. ' +
      'With `text` it is read at once (202). Without it the answer is a link (201): PUT the file there, and it is read under the ' +
      '`key`. An object put under `attendance/<sessionId>/` is read as well; one put under `attendance/` finds its session itself.',
    permission: 'imports:write',
    body: AttendanceImportRequest,
    answers: { 201: z.object({ key: z.string(), uploadUrl: z.url() }), 202: AttendanceImportTaken },
  },
  'GET /v1/sessions/{sessionId}/attendance-imports': {
    id: 'listAttendanceImports',
    summary: 'List the reports of a session, newest first',
    permission: 'imports:read',
    query: Paging,
    answers: { 200: pageOf(AttendanceImportView) },
  },
  'GET /v1/attendance-imports': {
    id: 'listAllAttendanceImports',
    summary: 'List the reports of all sessions, newest first',
    details: 'Those too of which nobody knows yet of which session they are.',
    permission: 'imports:read',
    query: Paging,
    answers: { 200: pageOf(AttendanceImportView) },
  },
  'GET /v1/sessions/{sessionId}/attendance-imports/{importId}': {
    id: 'getAttendanceImport',
    summary: 'Show a report',
    permission: 'imports:read',
    answers: { 200: AttendanceImportView },
  },
  'POST /v1/sessions/{sessionId}/attendance-imports/{importId}/answer': {
    id: 'answerAttendanceImport',
    summary: 'Answer what a report does not say, and have it read',
    details:
      'One that is held goes on; one that failed or was reverted is read anew; of one that is done, `matches` says who its guests are. ' +
      'A report of which nobody knows the session becomes one of the session that is named here.',
    permission: 'imports:write',
    body: AttendanceAnswer,
    mayBeEmpty: true,
    answers: { 202: AttendanceImportView },
    problems: ['conflict'],
  },
  'POST /v1/sessions/{sessionId}/attendance-imports/{importId}/revert': {
    id: 'revertAttendanceImport',
    summary: 'Take back what a report says',
    details: 'Everybody is judged anew by all other sources. Again = the same.',
    permission: 'imports:revert',
    answers: { 200: AttendanceImportView },
    problems: ['conflict'],
  },
});
