import * as z from 'zod';
import { Session } from '../../../shared/events/domain/session.ts';
import { SessionDates, SessionDraft, SessionSeries } from '../../../shared/events/domain/session-draft.ts';
import { named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { NOTHING, organizerRoutes } from '../../../shared/platform/runtime/route.ts';

const count = z.number();

/** A time zone, by the name that the IANA gives it today. */
export const TimeZoneView = named(
  'TimeZone',
  z.object({
    name: z.string(),
    // Minutes east of UTC, at this moment.
    offsetMinutes: z.number(),
  }),
  { name: 'Europe/Berlin', offsetMinutes: 60 },
);
export type TimeZoneView = z.infer<typeof TimeZoneView>;

/** A session as organizers see it. */
export const SessionView = named(
  'Session',
  Session.omit({
    ...{ formerTimes: true, limitedAt: true, deletedAt: true },
    ...{ linksVersion: true, formerLinks: true, linkNews: true },
  }).extend({
    status: z.enum(['scheduled', 'live', 'ended', 'cancelled']),
    // Those who have yet to confirm are `pending`.
    counts: z.object({ registered: count, waitlisted: count, attended: count, pending: count }),
    // Only of one session: how many were mailed an invitation, and how many of them came by it.
    invitations: z.object({ invited: count, registered: count }).optional(),
    moves: z.number().meta({ deprecated: true, description: '`scheduleVersion`, by its former name.' }),
  }),
  {
    id: 'ses_019a0b1c2d3e4f5061728394a5b6c7d8',
    eventId: 'evt_019a0b1c2d3e4f5061728394a5b6c7d8',
    name: 'Spring',
    startsAt: '2027-03-21T10:00',
    timeZone: 'Europe/Berlin',
    startsAtUtc: '2027-03-21T09:00:00.000Z',
    zoneTable: '2026f',
    durationMinutes: 60,
    createdAt: '2027-03-01T09:00:00.000Z',
    scheduleVersion: 0,
    moves: 0,
    version: 1,
    status: 'scheduled',
    counts: { registered: 12, waitlisted: 0, attended: 0, pending: 3 },
  },
);
export type SessionView = z.infer<typeof SessionView>;

/** A session as it would be. */
const ForeseenSession = named(
  'ForeseenSession',
  Session.pick({
    ...{ name: true, startsAt: true, timeZone: true, startsAtUtc: true, durationMinutes: true },
    ...{ roomUrl: true, moderatorUrl: true, replayUrl: true, capacity: true },
  }),
  {
    name: '',
    startsAt: '2027-03-28T10:00',
    timeZone: 'Europe/Berlin',
    startsAtUtc: '2027-03-28T08:00:00.000Z',
    durationMinutes: 60,
  },
);

/** What a change would do: the session, and how many people it would tell. */
const ForeseenChange = z.object({ session: ForeseenSession, tells: count });

const dryRun = z.boolean().default(false);
export const PlanRequest = z.union([
  SessionDraft.extend({ dryRun }),
  SessionSeries.extend({ dryRun }),
  SessionDates.extend({ dryRun }),
]);
export const ChangeRequest = SessionDraft.extend({
  dryRun,
  /** Whether registrants are told of another room or recording. */
  tell: z.boolean().default(false),
});

/** The number of people who will be told, as a sign that one knows it. */
export const CancelSession = named(
  'CancelSession',
  z.strictObject({ confirm: z.number().int().min(0).default(0) }),
  { confirm: 15 },
);

/** Which sessions of an event: those that have yet to end, the next one first, or those that ended, the last one first. */
export const SessionsWhen = z.object({ when: z.enum(['coming', 'past']).optional() });

const Moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: 'must be a date like 2027-03-21 or an instant like 2027-03-21T09:00:00Z',
});

/** Which sessions: those that start from a moment on, and before another one; a date is its midnight in UTC. */
export const CalendarSpan = z.object({ from: Moment.optional(), to: Moment.optional() });

named('SessionDraft', SessionDraft, { name: 'Spring', startsAt: '2027-03-21T10:00', durationMinutes: 60 });
named('SessionSeries', SessionSeries, { first: { startsAt: '2027-03-21T10:00' }, count: 4, every: 'P1W' });
named('SessionDates', SessionDates, { dates: [{ startsAt: '2027-03-21T10:00' }] });

/** The dates of events. */
export const sessionRoutes = organizerRoutes('Sessions', {
  'POST /v1/events/{eventId}/sessions': {
    id: 'createSessions',
    summary: 'Plan one session, a series, or a list of dates',
    details:
      'One session is answered as it is, several as a list. With `dryRun` nothing is planned: the answer says what would be. Length, room, zone and time come from the session before where they are left out: without a body the next one is a week later. A fault in a later date of a series is told at `dates.N`, as if its dates were listed.',
    permission: 'events:write',
    body: PlanRequest,
    mayBeEmpty: true,
    answers: {
      200: z.object({ items: z.array(ForeseenSession) }),
      201: z.union([SessionView, z.object({ items: z.array(SessionView) })]),
    },
    problems: ['conflict'],
  },
  'GET /v1/events/{eventId}/sessions': {
    id: 'listSessions',
    summary: 'List the sessions of an event, the latest first',
    details:
      'With `when=coming` those that have yet to end, the next one first; with `when=past` those that ended, the last one first. `previous` is the cursor of the page before.',
    permission: 'events:read',
    query: Paging.extend(SessionsWhen.shape),
    answers: { 200: pageOf(SessionView).extend({ previous: z.string().optional() }) },
  },
  'GET /v1/sessions': {
    id: 'listCalendar',
    summary: 'List the sessions of all events by their start, the first one first',
    details:
      'Those that start at `from` or later and before `to`, cancelled ones among them. Without `from` it is from now on, without `to` a year from there. At most five years at once.',
    permission: 'events:read',
    query: Paging.extend(CalendarSpan.shape),
    answers: { 200: pageOf(SessionView) },
  },
  'GET /v1/sessions/{sessionId}': {
    id: 'getSession',
    summary: 'Show a session',
    permission: 'events:read',
    answers: { 200: SessionView },
    answerHeaders: ['etag'],
  },
  'PATCH /v1/sessions/{sessionId}': {
    id: 'changeSession',
    summary: 'Change a session',
    details:
      'Registrants are told when it is moved; what is due before or after it moves along. Of another room or recording those with a place are told only with `tell` (of the recording once the session is over), each once and compared with what they were told last; also when it was changed before. Null takes away a name, room, replay or capacity. With `dryRun` nothing is changed: the answer says how many would be told.',
    permission: 'events:write',
    headers: ['if-match'],
    body: ChangeRequest,
    answers: { 200: z.union([SessionView, ForeseenChange]) },
    answerHeaders: ['etag'],
  },
  'POST /v1/sessions/{sessionId}/cancel': {
    id: 'cancelSession',
    summary: 'Call a session off',
    details:
      'Registrants are told. It cannot be taken back, so `confirm` repeats how many people will be told: those with a place, on the waiting list, or yet to confirm. Without the right number it is refused, and the refusal `tells` it. A large number may be off by two per cent, for people register meanwhile.',
    permission: 'events:write',
    body: CancelSession,
    mayBeEmpty: true,
    answers: { 200: SessionView },
    problems: ['conflict'],
  },
  'DELETE /v1/sessions/{sessionId}': {
    id: 'deleteSession',
    summary: 'Delete a session that nobody registered for',
    details: 'Where somebody ever registered it is refused: cancel the session instead.',
    permission: 'events:write',
    headers: ['if-match'],
    answers: { 204: NOTHING },
    problems: ['conflict'],
  },
  'GET /v1/time-zones': {
    id: 'listTimeZones',
    summary: 'List the time zones, and what their clocks show now',
    permission: 'events:read',
    answers: { 200: z.object({ version: z.string(), items: z.array(TimeZoneView) }) },
  },
});
