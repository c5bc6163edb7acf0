import * as z from 'zod';
import { AttendanceSource, RoomRole } from '../../../shared/attendance/domain/attended.ts';
import { JudgementJob } from '../../../shared/attendance/domain/judgement-job.ts';
import { AttendanceSummary } from '../../../shared/attendance/domain/summary.ts';
import { Instant, named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { NOTHING, organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { AttendanceState, Registration } from '../../../shared/registrations/domain/registration.ts';

const { id, kind, label, at, coversAll, takenBackAt } = AttendanceSource.shape;

/** A source as organizers see it. */
export const SourceView = named(
  'AttendanceSource',
  z.object({
    ...{ id, kind, label, at, coversAll, takenBackAt },
    /** Whether what it says counts: all of it is there, and nobody took it back. */
    counts: z.boolean(),
    /** When the session really began and ended, as it tells. */
    ran: z.tuple([Instant, Instant]).optional(),
  }),
  {
    id: 'presence',
    kind: 'presence',
    label: 'Join page',
    at: '2027-03-21T10:02:00.000Z',
    coversAll: true,
    counts: true,
  },
);
export type SourceView = z.infer<typeof SourceView>;

/** Somebody who registered for a session, or was in it. */
export const AttendanceView = named(
  'AttendancePerson',
  z.object({
    participantId: Registration.shape.participantId.optional(),
    registrationId: z.string().optional(),
    name: z.string(),
    email: z.string().optional(),
    role: RoomRole,
    /** When they were in the room, within the session and without overlaps. */
    intervals: z.array(z.tuple([Instant, Instant])),
    /** Null where it is not known. */
    seconds: z.number().nullable(),
    share: z.number().nullable(),
    state: AttendanceState,
    /** An organizer said so; what sources say changes nothing until it is taken back. */
    byHand: z.boolean(),
    sources: z.array(SourceView.pick({ id: true, kind: true, label: true })),
  }),
  {
    participantId: 'par_5f0c2d3e4f5061728394a5b6c7d8e9fa',
    registrationId: '019a0b1c2d3e4f5061728394a5b6c7d8-5f0c2d3e4f5061728394a5b6c7d8e9fa',
    name: 'Ann Lee',
    email: 'ann@example.com',
    role: 'attendee',
    intervals: [['2027-03-21T09:00:00.000Z', '2027-03-21T09:50:00.000Z']],
    seconds: 3000,
    share: 0.8333,
    state: 'attended',
    byHand: false,
    sources: [{ id: 'presence', kind: 'presence', label: 'Join page' }],
  },
);
export type AttendanceView = z.infer<typeof AttendanceView>;

/** How to judge a session anew. */
export const JudgeRequest = named(
  'JudgeRequest',
  z
    .strictObject({
      dryRun: z.boolean().default(false),
      threshold: z.number().int().min(1).max(100).optional(),
    })
    .refine(({ dryRun, threshold }) => dryRun || threshold === undefined, {
      message: 'can only be tried in a dry run; set it at the event',
      path: ['threshold'],
    }),
  { dryRun: true, threshold: 75 },
);

const judgement = JudgementJob.shape;
/** A judgement that was asked for; `GET /v1/jobs/{id}` tells how it goes on. */
export const JudgementView = named(
  'Judgement',
  z.object({
    id: z.string(),
    status: judgement.status,
    sessionId: judgement.sessionId,
    dryRun: judgement.dryRun,
    threshold: judgement.threshold,
    createdAt: z.string(),
  }),
  {
    id: 'jdg_019a0b1c2d3e4f5061728394a5b6c7d8',
    status: 'waiting',
    sessionId: 'ses_019a0b1c2d3e4f5061728394a5b6c7d8',
    dryRun: true,
    threshold: 75,
    createdAt: '2027-03-21T11:00:00.000Z',
  },
);

/** Who was there, by what. */
export const attendanceRoutes = organizerRoutes('Attendance', {
  'GET /v1/sessions/{sessionId}/attendance': {
    id: 'listAttendance',
    summary: 'List who was in a session, and for how long',
    details:
      'Everybody who is registered, and guests whom nobody registered, in a fixed order that is no order of names. All sources add ' +
      'up, and no time counts twice; `seconds` and `share` are of the session. `unknown` is never 0 %: `absent` is only who was not ' +
      'there by a source that tells of everybody (`coversAll`). `summary` is that of the last judgement, and null before the first. ' +
      'A page may have fewer people than `limit`, also none, and yet a cursor.',
    permission: 'events:read',
    query: Paging.extend({ state: AttendanceState.optional() }),
    answers: {
      200: pageOf(AttendanceView).extend({
        summary: AttendanceSummary.nullable(),
        /** All of the session, also those that were taken back. */
        sources: z.array(SourceView),
      }),
    },
  },
  'POST /v1/sessions/{sessionId}/attendance/judge': {
    id: 'judgeSession',
    summary: 'Judge everybody of a session anew',
    details:
      'Which happens by itself when a source comes or is taken back, the threshold of the event changes, or the session is moved. ' +
      '`dryRun` tells what would change, also by another `threshold`: `GET /v1/jobs/{id}` shows the counts, and the first 50 changes.',
    permission: 'events:write',
    body: JudgeRequest,
    mayBeEmpty: true,
    answers: { 202: JudgementView },
  },
  'GET /v1/sessions/{sessionId}/attendance-sources': {
    id: 'listAttendanceSources',
    summary: 'List what the attendance of a session is known from',
    permission: 'events:read',
    answers: { 200: z.object({ items: z.array(SourceView) }) },
  },
  'DELETE /v1/sessions/{sessionId}/attendance-sources/{sourceId}': {
    id: 'takeBackAttendanceSource',
    summary: 'Take a source back',
    details:
      'What it says counts no more, and everybody is judged anew. It stays in the list; again = the same.',
    permission: 'events:write',
    answers: { 204: NOTHING },
  },
  'POST /v1/sessions/{sessionId}/attendance-sources/{sourceId}/restore': {
    id: 'restoreAttendanceSource',
    summary: 'Let a source that was taken back count again',
    permission: 'events:write',
    answers: { 200: SourceView },
  },
  'DELETE /v1/sessions/{sessionId}/registrations/{registrationId}/attendance': {
    id: 'takeBackAttendance',
    summary: 'Take back what was said by hand about a registrant',
    details:
      'The verdict follows from the sources again, which a judgement finds out; until then it is unknown. Again = the same.',
    permission: 'events:write',
    answers: { 204: NOTHING },
  },
});
