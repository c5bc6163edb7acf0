import * as z from 'zod';
import { PersonDetails } from '../../../shared/people/domain/participant.ts';
import { SessionId } from '../../../shared/platform/values/ids.ts';
import { ParticipantStatus } from '../../../shared/people/domain/wish.ts';
import { named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import {
  Attendance,
  AttendanceState,
  Consent,
  GivenAnswers,
  Registration,
} from '../../../shared/registrations/domain/registration.ts';
import { RegistrationRequest } from '../../../shared/registrations/domain/registration-request.ts';

const { participantId, sessionId, eventId, email, status, source, cameFrom, createdAt } = Registration.shape;
const { firstName, lastName } = PersonDetails.shape;

/** A registration as organizers see it. */
export const RegistrationView = named(
  'Registration',
  z.object({
    id: z.string(),
    ...{ participantId, sessionId, eventId, email, status },
    /** Whose word a pending one waits for, where it is not the person's. */
    awaits: z.literal('approval').optional(),
    /** When an organizer refused it. */
    refusedAt: z.string().optional(),
    /** Until when its person can take the place that is held for them. */
    offeredUntil: z.string().optional(),
    /** When such a place was given on because nobody took it. */
    lapsedAt: z.string().optional(),
    /** Where it stands in the line for a seat, beginning with 1: only in the list of those who wait, and when it was moved. */
    place: z.number().int().optional(),
    source,
    answers: GivenAnswers,
    consent: Consent.optional(),
    /** Which of the event's consents were given, in which words. */
    consents: z.array(z.object({ name: z.string(), version: z.string(), text: z.string() })),
    /** The page that led to the form, and the click on an advertisement. */
    cameFrom,
    createdAt,
    attendance: z.object({
      state: AttendanceState,
      seconds: z.number().nullable(),
      share: z.number().nullable(),
    }),
    /** Only in lists; of a suspected one as they were posted. */
    ...{ firstName, lastName },
    /** Only in lists, where the participant exists. */
    participantStatus: ParticipantStatus.optional(),
  }),
  {
    id: '019a0b1c2d3e4f5061728394a5b6c7d8-5f0c2d3e4f5061728394a5b6c7d8e9fa',
    participantId: 'par_5f0c2d3e4f5061728394a5b6c7d8e9fa',
    sessionId: 'ses_019a0b1c2d3e4f5061728394a5b6c7d8',
    eventId: 'evt_019a0b1c2d3e4f5061728394a5b6c7d8',
    email: 'ann@example.com',
    status: 'registered',
    source: 'self-registration',
    answers: { garden: 300, tools: ['Saw', 'Shears'] },
    consents: [{ name: 'terms', version: '2027-03', text: 'I agree to …' }],
    cameFrom: { referrer: 'https://www.example.com/blog' },
    createdAt: '2027-03-02T09:00:00.000Z',
    attendance: { state: 'unknown', seconds: null, share: null },
  },
);
export type RegistrationView = z.infer<typeof RegistrationView>;

/** The attendance that an organizer records. */
export const AttendanceNote = named(
  'AttendanceNote',
  z.strictObject({
    attendance: z
      .strictObject(Attendance.pick({ state: true, seconds: true, share: true }).shape)
      .refine(
        ({ state, seconds, share }) => state !== 'unknown' || (seconds ?? share) === undefined,
        'of an unknown attendance nothing can be told',
      ),
  }),
  { attendance: { state: 'attended', seconds: 3000, share: 0.83 } },
);

/** How to refuse a registration. */
export const RefuseRequest = named('RefuseRequest', z.strictObject({ notify: z.boolean().default(true) }), {
  notify: false,
});

/** How to cancel a registration. */
export const CancelRequest = named('CancelRequest', z.strictObject({ notify: z.boolean().default(true) }), {
  notify: false,
});

const HandRegistration = named(
  'RegistrationByHand',
  RegistrationRequest.omit({ sessionIds: true, website: true, invitation: true }),
  { email: 'ann@example.com', firstName: 'Ann' },
);
const notify = z.boolean().default(true);
/** People that one request may register. */
const MOST_BY_HAND = 200;

/** Whom an organizer registers: one, or many. */
export const RegisterOne = HandRegistration.extend({ notify });
export const RegisterMany = named(
  'RegistrationsByHand',
  z.strictObject({ items: z.array(HandRegistration).min(1).max(MOST_BY_HAND), notify }),
  { items: [{ email: 'ann@example.com' }, { email: 'bob@example.com', lastName: 'Lee' }] },
);

/** The date that a registration goes to. */
export const MoveRequest = named('MoveRequest', z.strictObject({ sessionId: SessionId, notify }), {
  sessionId: 'ses_019a0b1c2d3e4f5061728394a5b6c7d8',
});

/** Who is registered for a session. */
export const registrationRoutes = organizerRoutes('Registrations', {
  'GET /v1/sessions/{sessionId}/registrations': {
    id: 'listRegistrations',
    summary: 'List who is registered for a session',
    details:
      'In a fixed order that is no order of names or dates. What a robot seems to have sent stands among them as `suspected` for ' +
      '30 days: nobody is registered by it, and no mail goes out, until it is approved. With `status=waitlisted`, only those who ' +
      'wait: first whom a place is offered to (`offeredUntil`), then the line in its order, each with their `place`. Who asked a ' +
      'moment ago and has no answer yet is not in the line.',
    permission: 'events:read',
    query: Paging.extend({ status: z.literal('waitlisted').optional() }),
    answers: { 200: pageOf(RegistrationView) },
  },
  'POST /v1/sessions/{sessionId}/registrations': {
    id: 'registerByHand',
    summary: 'Register people by hand, one or many',
    details:
      'What is wrong with one of them is told at its place, and nobody is registered then. Whoever is registered keeps their place, who ' +
      'had cancelled is back, who opted out (or, where the event asks everybody, has yet to confirm) is asked by one mail. What the form ' +
      'requires, its window and approval hold for people who come by themselves only. Again = the same.',
    permission: 'events:write',
    headers: ['idempotency-key'],
    body: z.union([RegisterOne, RegisterMany]),
    answers: { 201: z.union([RegistrationView, z.object({ items: z.array(RegistrationView) })]) },
    problems: ['session-closed', 'event-archived', 'idempotency-key-reused'],
  },
  'PATCH /v1/sessions/{sessionId}/registrations/{registrationId}': {
    id: 'setAttendance',
    summary: 'Note whether a registrant was there',
    permission: 'events:write',
    body: AttendanceNote,
    answers: { 200: RegistrationView },
    problems: ['conflict'],
  },
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/approve': {
    id: 'approveRegistration',
    summary: 'Accept a registration that awaits approval, or a suspected one',
    details:
      'Gives the person a place, or one on the waiting list, with the mail that follows; a suspected one registers as if it ' +
      'had been posted now. Answers how they are registered; again = the same.',
    permission: 'events:write',
    answers: { 200: RegistrationView },
    problems: ['conflict', 'session-closed', 'event-archived'],
  },
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/refuse': {
    id: 'refuseRegistration',
    summary: 'Refuse a registration that awaits approval',
    details:
      'It is `cancelled` from then on, with `refusedAt`. The person is told by a mail, unless `notify` is false. They may ' +
      'register again, and wait again.',
    permission: 'events:write',
    body: RefuseRequest,
    mayBeEmpty: true,
    answers: { 200: RegistrationView },
    problems: ['conflict'],
  },
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/move-up': {
    id: 'moveRegistrationUp',
    summary: 'Move somebody who waits to the front of the waiting list',
    details:
      'They get the next seat that is free, or are the next to be asked whether they take it. Nobody gets a seat beyond the ' +
      'capacity by it: raise the capacity for that. Who has a place, or is offered one, stays as they are; again = the same.',
    permission: 'events:write',
    answers: { 200: RegistrationView },
    problems: ['conflict', 'session-closed', 'event-archived'],
  },
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/move': {
    id: 'moveRegistration',
    summary: 'Take a registrant to another date of the event',
    details:
      'In one step: their seat becomes free, and where that date has seats they ask for one there, as if they had registered now. They are ' +
      'told by one mail, which names both dates. Answers the registration there; again = the same.',
    permission: 'events:write',
    body: MoveRequest,
    answers: { 200: RegistrationView },
    problems: ['conflict', 'session-closed', 'event-archived'],
  },
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/cancel': {
    id: 'cancelRegistration',
    summary: 'Take one registration back',
    details: 'The person is told by a mail, unless `notify` is false.',
    permission: 'events:write',
    body: CancelRequest,
    mayBeEmpty: true,
    answers: { 200: RegistrationView },
    problems: ['conflict'],
  },
});
