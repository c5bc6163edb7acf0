import * as z from 'zod';
import { Event } from '../../../shared/events/domain/event.ts';
import { EventDraft } from '../../../shared/events/domain/event-draft.ts';
import { EventState } from '../../../shared/events/domain/event-place.ts';
import { named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { SessionInShort } from '../../../shared/events/domain/session.ts';
import { NOTHING, organizerRoutes, PAGE } from '../../../shared/platform/runtime/route.ts';
import { Locale } from '../../../shared/platform/values/locale.ts';

const draft = {
  title: 'Pruning fruit trees',
  timeZone: 'Europe/Berlin',
  locale: 'de',
  form: { fields: [{ name: 'garden', label: 'How large is your garden?', type: 'number', required: false }] },
};

named('EventDraft', EventDraft, draft);
/** An event as organizers see it. */
export const EventView = named(
  'Event',
  Event.extend({
    locale: Locale,
    /** Where people register. */
    pageUrl: z.url(),
    /** What another site puts in its page to show the form there. */
    embed: z.string(),
    sessions: z.object({
      /** Cancelled ones among them. */
      total: z.number(),
      coming: z.number(),
      next: SessionInShort.optional(),
    }),
    /** Registrations in all of its sessions. */
    counts: z.object({
      registered: z.number(),
      waitlisted: z.number(),
      attended: z.number(),
      pending: z.number(),
    }),
  }),
  {
    ...draft,
    form: {
      ...draft.form,
      basics: {
        ...{ firstName: 'required', lastName: 'required', phone: 'hidden' },
        ...{ company: 'optional', jobTitle: 'optional' },
      },
      consents: [{ name: 'terms', text: 'I agree to …', version: '2027-03', required: true }],
    },
    id: 'evt_019a0b1c2d3e4f5061728394a5b6c7d8',
    kind: 'scheduled',
    description: '',
    allowedOrigins: [],
    doubleOptIn: false,
    approval: false,
    businessOnly: false,
    registration: { closesMinutesBefore: 10 },
    waitlist: {},
    attendanceThreshold: 50,
    attendanceLength: 'planned',
    sender: { name: 'The gardeners', replyTo: 'garden@example.org' },
    look: { colour: '#0b6650' },
    createdAt: '2027-03-01T09:00:00.000Z',
    version: 1,
    pageUrl: 'https://events.example.org/e/evt_019a0b1c2d3e4f5061728394a5b6c7d8',
    embed: '<script …></script>',
    sessions: { total: 3, coming: 0 },
    counts: { registered: 12, waitlisted: 0, attended: 9, pending: 3 },
  },
);
export type EventView = z.infer<typeof EventView>;

/** Which events: in a state, with these words in the title. Without both, all of them by creation. */
export const EventQuery = z.object({
  state: EventState.optional(),
  q: z.string().trim().max(200).optional(),
});

/** What changes of an event: a merge patch of what one enters when creating it. */
const EventPatch = named('EventPatch', z.object(EventDraft.omit({ kind: true }).partial().shape), {
  title: 'Pruning old fruit trees',
});

/** Whether an event is archived, or open again. */
export const ArchiveRequest = named(
  'ArchiveRequest',
  z.strictObject({ archived: z.boolean().default(true) }),
  {
    archived: true,
  },
);

/** What a copy is called, if not as the event. */
export const CopyRequest = named('CopyRequest', z.strictObject({ title: Event.shape.title.optional() }), {
  title: 'Pruning fruit trees, again',
});

/** What people register for. */
export const eventRoutes = organizerRoutes('Events', {
  'POST /v1/events': {
    id: 'createEvent',
    summary: 'Create an event',
    permission: 'events:write',
    body: EventDraft,
    answers: { 201: EventView },
    answerHeaders: ['location', 'etag'],
  },
  'POST /v1/events/preview': {
    id: 'previewEvent',
    summary: 'Show the registration page that an event would have',
    details: 'Nothing is stored. A scheduled event is shown with a date a week from now.',
    permission: 'events:write',
    body: EventDraft,
    query: z.object({ lang: Locale.optional() }),
    answers: { 200: PAGE },
  },
  'GET /v1/events': {
    id: 'listEvents',
    summary: 'List events, newest first, or by state and title',
    details:
      "`state=coming` lists events with a session to come, one that runs, or none planned yet, the next one first; `past` those whose sessions are over, the latest first. An event moves on within five minutes of its session's end. `q` finds titles that hold each of its words, in all states one after the other if none is named. A page may be short, even empty, and still have a cursor: the list ends where there is none.",
    permission: 'events:read',
    query: EventQuery.extend(Paging.shape),
    answers: { 200: pageOf(EventView) },
  },
  'GET /v1/events/{eventId}': {
    id: 'getEvent',
    summary: 'Show an event',
    permission: 'events:read',
    answers: { 200: EventView },
    answerHeaders: ['etag'],
  },
  'PATCH /v1/events/{eventId}': {
    id: 'changeEvent',
    summary: 'Change an event',
    details:
      'A merge patch (RFC 7396): what is left out stays, null takes a value away, objects are merged, lists are replaced whole. ' +
      'Sessions keep their own time zone. Other words of a consent need another version.',
    permission: 'events:write',
    headers: ['if-match'],
    body: EventPatch,
    answers: { 200: EventView },
    answerHeaders: ['etag'],
  },
  'DELETE /v1/events/{eventId}': {
    id: 'deleteEvent',
    summary: 'Delete an event that nobody ever registered for',
    details: 'With its sessions, rules and texts. Once somebody has registered, it can only be archived.',
    permission: 'events:write',
    headers: ['if-match'],
    answers: { 204: NOTHING },
    problems: ['conflict'],
  },
  'POST /v1/events/{eventId}/archive': {
    id: 'archiveEvent',
    summary: 'Archive an event, or open it again',
    details:
      'Nobody registers or confirms any more. Who has a place keeps it, with its mails and links. `{"archived": false}` opens ' +
      'it again.',
    permission: 'events:write',
    headers: ['if-match'],
    body: ArchiveRequest,
    mayBeEmpty: true,
    answers: { 200: EventView },
    answerHeaders: ['etag'],
  },
  'POST /v1/events/{eventId}/copy': {
    id: 'copyEvent',
    summary: 'Make a new event like this one',
    details:
      'With its form, texts and rules; without sessions and people. Hand-overs are copied for those who may set them up.',
    permission: 'events:write',
    body: CopyRequest,
    mayBeEmpty: true,
    answers: { 201: EventView },
    answerHeaders: ['location', 'etag'],
  },
});
