import { ask, noId, type Step } from './ask.ts';

const post = 'POST /v1/events/{eventId}/registrations';
const list = 'GET /v1/sessions/{sessionId}/registrations';
const note = 'PATCH /v1/sessions/{sessionId}/registrations/{registrationId}';
const approve = 'POST /v1/sessions/{sessionId}/registrations/{registrationId}/approve';
const cancel = 'POST /v1/sessions/{sessionId}/registrations/{registrationId}/cancel';
const preflight = 'OPTIONS /v1/events/{eventId}/registrations';
const json = { 'content-type': 'application/json' };
const site = 'https://www.example.com';

const findBy =
  (email: string, field = 'id') =>
  (body: any) =>
    body.items.find((one: any) => one.email === email)?.[field];

/** What landing pages post, and what organizers see and do of who is registered. */
export const registrationSteps: Step[] = [
  ask('GET /v1/public/events/{eventId}', 'one'),
  ask('GET /v1/public/events/{eventId}', 'with a form, asked from its site', {
    at: { eventId: '$full' },
    headers: { origin: site },
  }),
  ask('GET /v1/public/events/{eventId}', 'without sessions', { at: { eventId: '$empty' } }),
  ask('GET /v1/public/events/{eventId}', 'no such event', { at: { eventId: noId('evt') } }),
  ask('GET /v1/public/events/{eventId}', 'no id', { at: { eventId: 'x' }, headers: { origin: site } }),
  ask('HEAD /v1/public/events/{eventId}', 'the same without a body'),
  ask('OPTIONS /v1/public/events/{eventId}', 'from its site', {
    at: { eventId: '$full' },
    headers: { origin: site, 'access-control-request-method': 'GET' },
  }),
  ask('OPTIONS /v1/public/events/{eventId}', 'no such event', { at: { eventId: noId('evt') } }),
  ask(preflight, 'from a site that the event names', {
    at: { eventId: '$full' },
    headers: { origin: site, 'access-control-request-method': 'POST' },
  }),
  ask(preflight, 'from another site', {
    at: { eventId: '$full' },
    headers: { origin: `${site}.evil.example` },
  }),
  ask(preflight, 'no such event', { at: { eventId: noId('evt') }, headers: { origin: site } }),

  ask(post, 'an address, no more', { json: { email: 'ann@example.com' } }),
  ask(post, 'the same again', { json: { email: 'Ann@Example.com' } }),
  ask(post, 'all that can be said, from its site', {
    at: { eventId: '$full' },
    headers: { origin: site, 'idempotency-key': 'one' },
    json: {
      ...{ email: 'bea@example.com', firstName: ' Bea ', lastName: 'Müller', phone: '+49 555 1' },
      ...{ company: 'Trees Ltd', timeZone: 'Europe/Berlin', locale: 'de-AT', sessionIds: ['$fullSession'] },
      answers: {
        ...{ topic: 'Pruning', age: 42, news: true, level: 'Expert' },
        ...{ since: '2020-02-29', boss: 'boss@example.com', more: 'Two\nlines' },
      },
      utm: { source: 'vk', medium: 'post', campaign: 'spring', term: 'trees', content: 'a' },
      consent: { given: true, text: 'I agree.' },
    },
  }),
  ...['a key', 'the same with the same key'].map((title) =>
    ask(post, title, { headers: { 'idempotency-key': 'two' }, json: { email: 'zoe@example.com' } }),
  ),
  ask(post, 'something else with the same key', {
    headers: { 'idempotency-key': 'two' },
    json: { email: 'other@example.com' },
  }),
  ask(post, 'an Idempotency-Key too long', {
    headers: { 'idempotency-key': 'x'.repeat(256) },
    json: { email: 'bea@example.com' },
  }),
  ask(post, 'a robot', { json: { email: 'robot@example.com', website: 'https://spam.example' } }),
  ask(post, 'with problem+json as its type', {
    headers: { 'content-type': 'application/problem+json' },
    text: '{"email":"cleo@example.com","firstName":"Cleo"}',
  }),
  ask(post, 'for a session that is full: the waiting list', {
    json: { email: 'dora@example.com', sessionIds: ['$session'] },
  }),
  ask(post, 'one more', { json: { email: 'eve@example.com', sessionIds: ['$session', '$second'] } }),
  ask(post, 'without sessions', { at: { eventId: '$empty' }, json: { email: 'guest@example.com' } }),
  ask(post, 'in Russian', {
    at: { eventId: '$russian' },
    json: { email: 'rita@example.com', firstName: 'Рита', locale: 'ru' },
  }),
  ask(post, 'no address', { json: {} }),
  ask(post, 'everything wrong at once', {
    at: { eventId: '$full' },
    headers: { origin: site },
    json: {
      ...{ email: 'no address', firstName: 7, lastName: 'x'.repeat(101), phone: 'x'.repeat(51) },
      ...{ sessionIds: ['x'], answers: 'none', utm: { source: 'x'.repeat(201), other: 'x' } },
      ...{ consent: { given: 'yes' }, rolle: 'x', locale: 7, timeZone: 7 },
    },
  }),
  ask(post, 'wrong answers', {
    at: { eventId: '$full' },
    json: {
      email: 'f@example.com',
      answers: {
        ...{ age: 'old', news: 'yes', level: 'Master', since: '2021-02-29', boss: 'x', more: 1, shoe: 43 },
      },
    },
  }),
  ask(post, 'over-posting', { json: { email: 'f@example.com', status: 'registered', createdAt: 'x' } }),
  ask(post, 'a session of another event', { json: { email: 'f@example.com', sessionIds: ['$fullSession'] } }),
  ask(post, 'a session that is called off', { json: { email: 'f@example.com', sessionIds: ['$third'] } }),
  ask(post, 'eleven sessions', {
    json: { email: 'f@example.com', sessionIds: Array.from({ length: 11 }, () => noId('ses')) },
  }),
  ask(post, 'JSON that is cut off', { headers: json, text: '{"email":' }),
  ask(post, 'a __proto__', { headers: json, text: '{"email":"f@example.com","__proto__":{"a":1}}' }),
  ask(post, 'null', { headers: json, text: 'null' }),
  ask(post, 'JSON as plain text', {
    headers: { 'content-type': 'text/plain' },
    text: '{"email":"f@example.com"}',
  }),
  ask(post, 'no content type, no body'),
  ask(post, 'a body of 40 kB', { json: { email: 'f@example.com', company: 'x'.repeat(40_000) } }),
  ask(post, 'no such event', { at: { eventId: noId('evt') }, json: { email: 'f@example.com' } }),
  ask(post, 'no id', { at: { eventId: 'evt' }, json: { email: 'f@example.com' } }),
  ask('GET /v1/events/{eventId}/registrations', 'no such method'),

  ask(post, 'a form', {
    form: {
      ...{ email: 'form@example.com', firstName: 'Fo', lastName: 'Rm', gclid: 'x', submit: 'Go' },
      ...{ utm_source: 'vk', utm_medium: '', company: '' },
    },
  }),
  ask(post, 'a form with answers, sessions and consent', {
    at: { eventId: '$full' },
    headers: { origin: site },
    form: [
      ['email', 'gabi@example.com'],
      ['sessionIds', '$fullSession'],
      ['sessionIds', ''],
      ['answers.topic', 'Roses'],
      ['answers.age', '7'],
      ['answers.news', 'on'],
      ['consent', 'I agree to everything.'],
      ['locale', 'fr'],
    ],
  }),
  ask(post, 'a form with what is wrong', {
    form: { email: 'not an address', firstName: 'Kept', utm_source: 'vk' },
  }),
  ask(post, 'a form with wrong answers, in French', {
    at: { eventId: '$full' },
    headers: { 'accept-language': 'fr' },
    form: { email: 'gabi@example.com', 'answers.age': 'old', 'answers.level': 'Master' },
  }),
  ask(post, 'a form for a session that is called off', {
    form: { email: 'f@example.com', sessionIds: '$third' },
  }),
  ask(post, 'a form of 40 kB', { form: { email: 'f@example.com', company: 'x'.repeat(40_000) } }),
  ask(post, 'a form for no event', { at: { eventId: noId('evt') }, form: { email: 'f@example.com' } }),

  ask(list, 'all of a session', {
    keep: {
      ann: findBy('ann@example.com', 'participantId'),
      cleo: findBy('cleo@example.com', 'participantId'),
      annsPlace: findBy('ann@example.com'),
      cleosPlace: findBy('cleo@example.com'),
      robotsPost: findBy('robot@example.com'),
    },
  }),
  ask(list, 'two a page', { query: '?limit=2', keep: { nextRegistrations: 'cursor' } }),
  ask(list, 'the next page', { query: '?limit=2&cursor=$nextRegistrations', by: 'member' }),
  ask(list, 'a cursor of another session', {
    at: { sessionId: '$second' },
    query: '?cursor=$nextRegistrations',
  }),
  ask(list, 'with answers and consent', {
    at: { sessionId: '$fullSession' },
    keep: { bea: findBy('bea@example.com', 'participantId'), beasPlace: findBy('bea@example.com') },
  }),
  ask(note, 'attended', {
    at: { registrationId: '$annsPlace' },
    json: { attendance: { state: 'attended', seconds: 3000, share: 0.8 } },
  }),
  ask(note, 'absent, by a member', {
    at: { registrationId: '$cleosPlace' },
    json: { attendance: { state: 'absent' } },
    by: 'member',
  }),
  ask(note, 'a state that does not exist', {
    at: { registrationId: '$annsPlace' },
    json: { attendance: { state: 'there', seconds: -1, share: 80, note: 'x' } },
  }),
  ask(note, 'seconds of nothing known', {
    at: { registrationId: '$annsPlace' },
    json: { attendance: { state: 'unknown', seconds: 0 } },
  }),
  ask(note, 'nothing', { at: { registrationId: '$annsPlace' }, json: {} }),
  ask(note, 'a registration of another session', {
    at: { registrationId: '$beasPlace' },
    json: { attendance: { state: 'absent' } },
  }),
  ask(note, 'no id', { at: { registrationId: 'x' }, json: { attendance: { state: 'absent' } } }),
  ask(cancel, 'one', { at: { registrationId: '$cleosPlace' } }),
  ask(cancel, 'once more, by a member', { at: { registrationId: '$cleosPlace' }, by: 'member' }),
  ask(cancel, 'of another session', { at: { registrationId: '$beasPlace' } }),
  ask(cancel, 'no id', { at: { registrationId: 'x' } }),
  ask(approve, 'what a robot sent', { at: { registrationId: '$robotsPost' } }),
  ask(approve, 'once more, by a member', { at: { registrationId: '$robotsPost' }, by: 'member' }),
  ask(approve, 'of another session', { at: { sessionId: '$second', registrationId: '$robotsPost' } }),
  ask(approve, 'what nobody suspects', { at: { registrationId: '$annsPlace' } }),
  ask('GET /v1/sessions/{sessionId}', 'with its counts'),
];
