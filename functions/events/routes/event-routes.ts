import * as z from 'zod';
import { Event, EventDraft } from '../../../shared/events/domain/event.ts';
import { EventState } from '../../../shared/events/domain/event-place.ts';
import { named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

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
  // Where people register.
  Event.extend({ pageUrl: z.url() }),
  {
    ...draft,
    id: 'evt_019a0b1c2d3e4f5061728394a5b6c7d8',
    kind: 'scheduled',
    description: '',
    allowedOrigins: [],
    doubleOptIn: false,
    attendanceThreshold: 50,
    createdAt: '2027-03-01T09:00:00.000Z',
    pageUrl: 'https://events.example.org/e/evt_019a0b1c2d3e4f5061728394a5b6c7d8',
  },
);
export type EventView = z.infer<typeof EventView>;

/** Which events: in a state, with these words in the title. Without both, all of them by creation. */
export const EventQuery = z.object({
  state: EventState.optional(),
  q: z.string().trim().max(200).optional(),
});

/** What people register for. */
export const eventRoutes = organizerRoutes('Events', {
  'POST /v1/events': {
    id: 'createEvent',
    summary: 'Create an event',
    permission: 'events:write',
    body: EventDraft,
    answers: { 201: EventView },
    answerHeaders: ['location'],
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
  },
});
