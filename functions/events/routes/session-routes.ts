import * as z from 'zod';
import { Session, SessionDates, SessionDraft, SessionSeries } from '../../../shared/events/domain/session.ts';
import { named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

const count = z.number();

/** A session as organizers see it. */
export const SessionView = named(
  'Session',
  Session.omit({ formerTimes: true, limitedAt: true }).extend({
    status: z.enum(['scheduled', 'live', 'ended', 'cancelled']),
    counts: z.object({ registered: count, waitlisted: count, attended: count }),
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
    counts: { registered: 12, waitlisted: 0, attended: 0 },
  },
);
export type SessionView = z.infer<typeof SessionView>;

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
      'One session is answered as it is, several as a list. Length, room, zone and time come from the session before where they are left out: without a body the next one is a week later. A fault in a later date of a series is told at `dates.N`, as if its dates were listed.',
    permission: 'events:write',
    body: z.union([SessionDraft, SessionSeries, SessionDates]),
    mayBeEmpty: true,
    answers: { 201: z.union([SessionView, z.object({ items: z.array(SessionView) })]) },
    problems: ['conflict'],
  },
  'GET /v1/events/{eventId}/sessions': {
    id: 'listSessions',
    summary: 'List the sessions of an event, the latest first',
    permission: 'events:read',
    query: Paging,
    answers: { 200: pageOf(SessionView) },
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
      'Registrants are told when it is moved; what is due before or after it moves along. Null takes away a name, room, replay or capacity.',
    permission: 'events:write',
    headers: ['if-match'],
    body: SessionDraft,
    answers: { 200: SessionView },
    answerHeaders: ['etag'],
  },
  'POST /v1/sessions/{sessionId}/cancel': {
    id: 'cancelSession',
    summary: 'Call a session off',
    details: 'Registrants are told. It cannot be taken back.',
    permission: 'events:write',
    answers: { 200: SessionView },
    problems: ['conflict'],
  },
});
