import * as z from 'zod';
import { Event } from '../../shared/events/domain/event.ts';
import { RegistrationWindow } from '../../shared/events/domain/registration-window.ts';
import { SessionInShort } from '../../shared/events/domain/session.ts';
import { named } from '../../shared/platform/runtime/api-shapes.ts';
import { NOTHING, publicRoutes } from '../../shared/platform/runtime/route.ts';
import { personFieldsWith } from '../../shared/person-fields/domain/person-field-names.ts';
import { Locale } from '../../shared/platform/values/locale.ts';
import { recordOf } from '../../shared/platform/values/record-of.ts';
import { RegistrationRequest } from '../../shared/registrations/domain/registration-request.ts';

const session = SessionInShort.extend({ status: z.enum(['scheduled', 'live']), full: z.boolean() });

const PublicEvent = named(
  'PublicEvent',
  Event.pick({
    id: true,
    kind: true,
    title: true,
    description: true,
    timeZone: true,
    locale: true,
    form: true,
    look: true,
  }).extend({
    locale: Locale,
    /** Whether one can register now; each session says for itself whether it takes somebody. */
    registration: RegistrationWindow.extend({
      state: z.enum(['open', 'not-open-yet', 'closed', 'archived']),
    }),
    sessions: z.array(session),
  }),
  {
    id: 'evt_019a0b1c2d3e4f5061728394a5b6c7d8',
    kind: 'scheduled',
    title: 'Pruning fruit trees',
    description: '',
    timeZone: 'Europe/Berlin',
    locale: 'de',
    form: {
      fields: [],
      basics: {
        firstName: 'required',
        lastName: 'optional',
        phone: 'hidden',
        company: 'hidden',
        jobTitle: 'hidden',
      },
      consents: [{ name: 'terms', text: 'I agree to …', version: '2027-03', required: true }],
    },
    look: { colour: '#0b6650' },
    registration: { closesMinutesBefore: 10, state: 'open' },
    sessions: [
      {
        id: 'ses_019a0b1c2d3e4f5061728394a5b6c7d8',
        name: 'Spring',
        startsAt: '2027-03-21T10:00',
        timeZone: 'Europe/Berlin',
        startsAtUtc: '2027-03-21T09:00:00.000Z',
        durationMinutes: 60,
        status: 'scheduled',
        full: false,
      },
    ],
  },
);

named('RegistrationRequest', RegistrationRequest, {
  email: 'ann@example.com',
  firstName: 'Ann',
  sessionIds: ['ses_019a0b1c2d3e4f5061728394a5b6c7d8'],
  answers: { garden: 300 },
  utm: { source: 'newsletter' },
  consents: { terms: true },
});

const Accepted = named(
  'Accepted',
  z.object({
    status: z.literal('accepted'),
    /** Of a room that lets everybody in at once: what opens it for twelve hours, and nothing else; and the page to go to. */
    token: z.string().optional(),
    joinUrl: z.url().optional(),
  }),
  { status: 'accepted' },
);

/** What a form of HTML posts: the form's own fields by their names, and these. */
const RegistrationForm = z.looseObject({
  email: z.string(),
  ...recordOf(personFieldsWith('told', 'by-anybody'), () => z.string().optional()),
  sessionIds: z.array(z.string()).optional(),
});

/** The public routes that landing pages read and post to. */
export const registrationRoutes = publicRoutes('Registration', {
  'GET /v1/public/events/{eventId}': {
    id: 'getPublicEvent',
    summary: 'What a landing page needs to know of an event',
    answers: { 200: PublicEvent },
  },
  'OPTIONS /v1/public/events/{eventId}': {
    id: 'preflightPublicEvent',
    summary: 'What browsers ask before they read from another site with headers of their own',
    answers: { 204: NOTHING },
  },
  'POST /v1/events/{eventId}/registrations': {
    id: 'register',
    summary: 'Register somebody',
    details:
      'A script gets an answer in JSON, the same whoever registers: nobody learns who is known. It may send JSON or a form (`URLSearchParams`, `FormData`). A form that a browser posts as a page is answered with a redirect to the thank-you page, or with the form again and what is wrong in it. In JSON, `null` and empty texts count as left out, and numbers are taken where texts are meant. A room that is always open answers everybody with a way in: `joinUrl`, or a redirect to it.',
    headers: ['idempotency-key'],
    body: RegistrationRequest,
    form: RegistrationForm,
    answers: { 202: Accepted, 303: NOTHING },
    problems: ['no-open-session', 'session-closed', 'not-open-yet', 'registration-closed', 'event-archived'],
  },
  'OPTIONS /v1/events/{eventId}/registrations': {
    id: 'preflightRegistration',
    summary: 'What browsers ask before they post from another site',
    answers: { 204: NOTHING },
  },
});
