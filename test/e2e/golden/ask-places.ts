import { ask, linkOf, mails, noId, type Step } from './ask.ts';

const hand = 'POST /v1/sessions/{sessionId}/registrations';
const move = 'POST /v1/sessions/{sessionId}/registrations/{registrationId}/move';
const act = 'POST /v1/participants/actions';
const show = 'GET /r/{token}';
const press = 'POST /r/{token}';
const at = { sessionId: '$may' };
const june = { sessionId: '$june' };
const planned = { eventId: '$places' };
const gus = { token: '$gus' };
const idBy = (email: string, field: string) => (body: any) =>
  body.items.find((one: any) => one.email === email)?.[field];

/** What organizers and registrants do with places: by hand, to another date, to a colleague, and invitations to them. */
export const placeSteps: Step[] = [
  ask('POST /v1/events', 'one with dates to choose from', {
    json: { title: 'Grafting', timeZone: 'Europe/Berlin' },
    keep: { places: 'id' },
  }),
  ask('POST /v1/events/{eventId}/sessions', 'in May', {
    at: planned,
    json: { startsAt: '2037-05-05T10:00', capacity: 5 },
    keep: { may: 'id' },
  }),
  ask('POST /v1/events/{eventId}/sessions', 'in June', {
    at: planned,
    json: { startsAt: '2037-06-02T10:00', capacity: 5 },
    keep: { june: 'id' },
  }),
  ask('POST /v1/events/{eventId}/sessions', 'in July, with one seat', {
    at: planned,
    json: { startsAt: '2037-07-07T10:00', capacity: 1 },
    keep: { july: 'id' },
  }),
  ask(hand, 'one by hand', { at, json: { email: 'gus@example.org', firstName: 'Gus' } }),
  ask(hand, 'the same again', { at, json: { email: 'gus@example.org' }, by: 'member' }),
  ask(hand, 'several', {
    at,
    json: { items: [{ email: 'gil@example.org' }, { email: 'guy@example.org' }], notify: false },
  }),
  ask(hand, 'one for July', { at: { sessionId: '$july' }, json: { email: 'gal@example.org' } }),
  ask(hand, 'faults at their places', {
    at,
    json: { items: [{ email: 'x' }, { email: 'ok@example.org', shoe: 43 }, {}] },
  }),
  ask(hand, 'nobody', { at, json: { items: [] } }),
  ask(hand, 'no such session', { at: { sessionId: noId('ses') }, json: { email: 'gus@example.org' } }),
  ask('GET /v1/sessions/{sessionId}/registrations', 'who was entered', {
    at,
    keep: {
      gusPlace: idBy('gus@example.org', 'id'),
      gusId: idBy('gus@example.org', 'participantId'),
      gilId: idBy('gil@example.org', 'participantId'),
      guyId: idBy('guy@example.org', 'participantId'),
    },
  }),
  ask(move, 'to June', { at: { ...at, registrationId: '$gusPlace' }, json: { sessionId: '$june' } }),
  ask(move, 'to June once more', {
    at: { ...at, registrationId: '$gusPlace' },
    json: { sessionId: '$june' },
  }),
  ask(move, 'where it is not any more', {
    at: { ...at, registrationId: '$gusPlace' },
    json: { sessionId: '$july' },
  }),
  ask(move, 'to another event', {
    at: { ...at, registrationId: '$gusPlace' },
    json: { sessionId: '$gate' },
  }),
  ask(move, 'to nowhere', { at: { ...at, registrationId: '$gusPlace' }, json: {} }),
  linkOf('gus', 'gus@example.org', 'r'),
  mails('of entering and moving'),
  ask(act, 'many to June, counted first', {
    json: {
      action: { type: 'move', fromSessionId: '$may', sessionId: '$june' },
      ids: ['$gilId', '$gusId'],
      dryRun: true,
    },
  }),
  ask(act, 'many to June', {
    json: { action: { type: 'move', fromSessionId: '$may', sessionId: '$june' }, ids: ['$gilId', '$gusId'] },
    keep: { moving: 'id' },
  }),
  ask('GET /v1/jobs/{jobId}', 'many to June', { at: { jobId: '$moving' } }),
  ask(act, 'to the same date', {
    json: { action: { type: 'move', fromSessionId: '$may', sessionId: '$may' }, ids: ['$gilId'] },
  }),
  ...(['approve', 'refuse', 'cancel', 'invite'] as const).map((type) =>
    ask(act, `${type} many, counted first`, {
      json: { action: { type, sessionId: '$june' }, ids: ['$gilId', '$guyId'], dryRun: true },
    }),
  ),
  ask(act, 'cancel many', {
    json: { action: { type: 'cancel', sessionId: '$june' }, ids: ['$gilId', '$guyId'] },
    keep: { cancelling: 'id' },
  }),
  ask('GET /v1/jobs/{jobId}', 'cancel many', { at: { jobId: '$cancelling' } }),
  ask(act, 'invite many', {
    json: { action: { type: 'invite', sessionId: '$june' }, ids: ['$gilId', '$guyId'] },
    keep: { inviting: 'id' },
  }),
  ask('GET /v1/jobs/{jobId}', 'invite many', { at: { jobId: '$inviting' } }),
  ask(act, 'invite to no session', {
    json: { action: { type: 'invite', sessionId: noId('ses') }, ids: ['$gilId'] },
  }),
  mails('of moving, cancelling and inviting many'),
  ask('GET /v1/sessions/{sessionId}', 'with whom it invited', { at: june }),
  ask(show, 'what somebody has', { at: gus }),
  ask(show, 'the question before a change', { at: gus, query: '?do=change&date=$june' }),
  ask(show, 'the question before a cancellation', { at: gus, query: '?do=cancel&date=$june&lang=fr' }),
  ask(show, 'the question before a hand-over', { at: gus, query: '?do=hand-over&date=$june&lang=de' }),
  ask(show, 'a date that is not theirs', { at: gus, query: '?do=cancel&date=$july' }),
  ask(show, 'no token', { at: { token: 'x' } }),
  ask(press, 'nothing', { at: gus, form: {} }),
  ask(press, 'no token', { at: { token: 'x' }, form: { action: 'cancel' } }),
  ask(press, 'for a date that is full', {
    at: gus,
    form: { action: 'change', date: '$june', to: '$july' },
  }),
  ask(press, 'for another date', { at: gus, form: { action: 'change', date: '$june', to: '$may' } }),
  ask(press, 'for no colleague', { at: gus, form: { action: 'hand-over', date: '$may', email: 'x' } }),
  ask(press, 'for a colleague', {
    at: gus,
    form: { action: 'hand-over', date: '$may', email: 'gia@example.org', firstName: 'Gia' },
  }),
  ask(press, 'for a colleague once more', {
    at: gus,
    form: { action: 'hand-over', date: '$may', email: 'gia@example.org' },
  }),
  ask(show, 'of a place that was handed over', { at: gus }),
  mails('of changing and handing over'),
];
