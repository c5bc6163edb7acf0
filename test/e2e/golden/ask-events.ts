import { ask, noId, type Step } from './ask.ts';

const event = 'POST /v1/events';
const sessions = 'POST /v1/events/{eventId}/sessions';
const session = 'PATCH /v1/sessions/{sessionId}';

const fields = [
  { name: 'topic', label: 'What brings you here?', type: 'text', required: true },
  { name: 'age', label: 'Age', type: 'number' },
  { name: 'news', label: 'Send me news', type: 'boolean' },
  { name: 'level', label: 'Level', type: 'choice', choices: ['Beginner', 'Expert'] },
  { name: 'since', label: 'Since', type: 'date' },
  { name: 'boss', label: 'Your boss', type: 'email' },
  { name: 'more', label: 'More', type: 'textarea', required: false },
];

/** Events and their sessions, before anybody has registered. */
export const eventSteps: Step[] = [
  ask(event, 'no more than must be', {
    json: { title: 'Pruning trees', timeZone: 'Europe/Berlin' },
    keep: { event: 'id' },
  }),
  ask(event, 'all that can be said', {
    json: {
      ...{ kind: 'scheduled', title: '  Bäume schneiden ', description: 'Was man *wissen* muss.' },
      ...{ timeZone: 'America/New_York', locale: 'de', form: { fields }, doubleOptIn: true },
      allowedOrigins: ['https://www.example.com'],
      attendanceThreshold: 60,
      thankYouUrl: 'https://www.example.com/danke',
    },
    keep: { full: 'id' },
  }),
  ask(event, 'a room', {
    json: { kind: 'room', title: 'Always open', timeZone: 'UTC', roomUrl: 'https://room.example.com/open' },
    by: 'member',
    keep: { room: 'id' },
  }),
  ask(event, 'a scheduled one with the room of all', {
    json: { title: 'Trees', timeZone: 'UTC', roomUrl: 'https://room.example.com/open' },
  }),
  ask(event, 'in Russian', {
    json: { title: 'Обрезка', timeZone: 'Europe/Moscow', locale: 'ru', doubleOptIn: true },
    keep: { russian: 'id' },
  }),
  ask(event, 'without sessions, by a member', {
    json: { title: 'Empty', timeZone: 'UTC', locale: 'fr' },
    by: 'member',
    keep: { empty: 'id' },
  }),
  ask(event, 'nothing said', { json: {} }),
  ask(event, 'a body that is empty', { headers: { 'content-type': 'application/json' }, text: '' }),
  ask(event, 'everything wrong at once', {
    json: {
      ...{ kind: 'party', title: '', description: 7, timeZone: 'Europe/Atlantis', locale: 'it' },
      ...{ allowedOrigins: ['https://www.example.com/'], doubleOptIn: 'yes', attendanceThreshold: 0 },
      ...{ thankYouUrl: 'http://example.com', id: 'evt_1' },
    },
  }),
  ask(event, 'a zone that does not exist', { json: { title: 'x', timeZone: 'Europe/Atlantis' } }),
  ask(event, 'a title too long', { json: { title: 'x'.repeat(201), timeZone: 'UTC' } }),
  ask(event, 'fields of one name, a choice without choices, words of programs', {
    json: {
      title: 'x',
      timeZone: 'UTC',
      form: {
        fields: [
          { name: 'a', label: 'A', type: 'choice' },
          { name: 'a', label: '', type: 'colour' },
          { name: 'constructor', label: 'C', type: 'text' },
          { name: '1st', label: 'D', type: 'text', hidden: true },
        ],
      },
    },
  }),
  ask(event, 'two fields of one name', {
    json: {
      ...{ title: 'x', timeZone: 'UTC' },
      form: { fields: [1, 2].map(() => ({ name: 'a', label: 'A', type: 'text' })) },
    },
  }),
  ask('GET /v1/events', 'all'),
  ask('GET /v1/events', 'one a page', { query: '?limit=1', keep: { nextEvents: 'cursor' } }),
  ask('GET /v1/events', 'the next page', { query: '?limit=1&cursor=$nextEvents' }),
  ask('GET /v1/events', 'by a member', { by: 'member' }),
  ask('GET /v1/events/{eventId}', 'one'),
  ask('GET /v1/events/{eventId}', 'with a form', { at: { eventId: '$full' }, by: 'member' }),
  ask('PUT /v1/events/{eventId}', 'no such method', { json: { title: 'x' } }),
  ask('DELETE /v1/events', 'no such method'),

  ask(sessions, 'at a time and in a room', {
    json: {
      ...{ startsAt: '2036-03-12T10:00', name: 'Morning', durationMinutes: 90, capacity: 3 },
      roomUrl: 'https://room.example.com/1',
      replayUrl: 'https://room.example.com/1/replay',
    },
    keep: { session: 'id' },
  }),
  ask(sessions, 'nothing said: a week later', { keep: { second: 'id' } }),
  ask(sessions, 'an empty object, by a member', { json: {}, by: 'member', keep: { third: 'id' } }),
  ask(sessions, 'a series', {
    json: { first: { startsAt: '2036-05-01T18:00', name: 'Evening' }, count: 3, every: 'P1W' },
    keep: { evening: 'items.0.id' },
  }),
  ask(sessions, 'two dates', {
    json: { dates: [{ startsAt: '2036-06-01T18:00' }, { startsAt: '2036-06-02T18:00', timeZone: 'UTC' }] },
  }),
  ask(sessions, 'of the event with a form', {
    at: { eventId: '$full' },
    json: { startsAt: '2036-03-13T12:00', roomUrl: 'https://room.example.com/2' },
    keep: { fullSession: 'id' },
  }),
  ask(sessions, 'of the Russian event', {
    at: { eventId: '$russian' },
    json: { startsAt: '2036-03-14T19:00' },
    keep: { russianSession: 'id' },
  }),
  ask(sessions, 'a first one without a time', { at: { eventId: '$empty' }, json: {} }),
  ask(sessions, 'a time that does not exist', {
    json: { startsAt: '2036-03-30T02:30', timeZone: 'Europe/Berlin' },
  }),
  ask(sessions, 'a time that comes twice', {
    json: { startsAt: '2036-10-26T02:30', timeZone: 'Europe/Berlin' },
  }),
  ask(sessions, 'a time that comes twice, and which is meant', {
    json: { startsAt: '2036-10-26T02:30', startsAtUtc: '2036-10-26T01:30:00Z', timeZone: 'Europe/Berlin' },
  }),
  ask(sessions, 'a time and another instant', {
    json: { startsAt: '2036-10-20T10:00', startsAtUtc: '2036-10-26T01:30:00Z', timeZone: 'Europe/Berlin' },
  }),
  ask(sessions, 'everything wrong at once', {
    json: {
      ...{ startsAt: 'tomorrow', name: 1, durationMinutes: 0, timeZone: '', capacity: 1.5 },
      ...{ roomUrl: 'http://room', replayUrl: 'https://a:b@room.example.com', colour: 'red' },
    },
  }),
  ask(sessions, 'a zone that does not exist', {
    json: { startsAt: '2036-04-01T10:00', timeZone: 'Mars/Base' },
  }),
  ask(sessions, 'a series with a wrong period', {
    json: { first: { startsAt: '2036-05-01T18:00' }, count: 101, every: '1 week' },
  }),
  ask(sessions, 'a series without a count', { json: { first: {} } }),
  ask(sessions, 'no dates', { json: { dates: [] } }),
  ask(sessions, 'a list', { json: [{ startsAt: '2036-05-01T18:00' }] }),
  ask('GET /v1/events/{eventId}/sessions', 'all'),
  ask('GET /v1/events/{eventId}/sessions', 'two a page', {
    query: '?limit=2',
    keep: { nextSessions: 'cursor' },
  }),
  ask('GET /v1/events/{eventId}/sessions', 'the next page', { query: '?limit=2&cursor=$nextSessions' }),
  ask('GET /v1/events/{eventId}/sessions', 'a cursor of another event', {
    at: { eventId: '$full' },
    query: '?cursor=$nextSessions',
  }),
  ask('GET /v1/sessions', 'of all events, in a span', {
    query: '?from=2036-03-13&to=2036-03-15',
    by: 'member',
  }),
  ask('GET /v1/sessions', 'from tomorrow on', { query: '?from=tomorrow' }),
  ask('GET /v1/sessions', 'a span that ends before it begins', { query: '?from=2036-03-15&to=2036-03-13' }),
  ask('GET /v1/sessions/{sessionId}', 'one'),
  ask('GET /v1/sessions/{sessionId}', 'by a member', { by: 'member' }),
  ask('PUT /v1/sessions/{sessionId}', 'no such method', { json: {} }),
  ask(session, 'its name and room', {
    at: { sessionId: '$third' },
    json: { name: 'Renamed', roomUrl: 'https://room.example.com/3', capacity: 10 },
    headers: { 'if-match': '"1"' },
  }),
  ask(session, 'moved, by a member', {
    at: { sessionId: '$third' },
    json: { startsAt: '2036-04-02T11:00', timeZone: 'Europe/London' },
    by: 'member',
  }),
  ask(session, 'a version that is gone', {
    at: { sessionId: '$third' },
    json: { name: 'Late' },
    headers: { 'if-match': '"1"' },
  }),
  ask(session, 'any version', {
    at: { sessionId: '$third' },
    json: { name: 'Any' },
    headers: { 'if-match': '*' },
  }),
  ask(session, 'nothing', { at: { sessionId: '$third' }, json: {} }),
  ask(session, 'everything wrong at once', {
    json: { startsAt: '2036-13-01T10:00', durationMinutes: 2000, name: null, status: 'ended', capacity: 0 },
  }),
  ask(session, 'a dry run', { at: { sessionId: '$third' }, json: { name: 'Perhaps', dryRun: true } }),
  ask(session, 'to a time that does not exist', { json: { startsAt: '2036-03-30T02:30' } }),
  ask('POST /v1/sessions/{sessionId}/cancel', 'one', { at: { sessionId: '$third' } }),
  ask('POST /v1/sessions/{sessionId}/cancel', 'once more', { at: { sessionId: '$third' }, by: 'member' }),
  ask(session, 'one that is called off', { at: { sessionId: '$third' }, json: { name: 'Too late' } }),
  ask('GET /v1/sessions/{sessionId}', 'called off', { at: { sessionId: '$third' } }),
  ask('DELETE /v1/sessions/{sessionId}', 'called off', { at: { sessionId: '$third' } }),
  ask('DELETE /v1/sessions/{sessionId}', 'once more', { at: { sessionId: '$third' } }),
  ask('DELETE /v1/sessions/{sessionId}', 'no such session', { at: { sessionId: noId('ses') } }),
  ask('GET /v1/time-zones', 'all'),
  ask('POST /v1/sessions/{sessionId}/cancel', 'no such session', { at: { sessionId: noId('ses') } }),
];
