import { ask, linkOf, noId, type Step } from './ask.ts';

const post = 'POST /v1/events/{eventId}/registrations';
const list = 'GET /v1/sessions/{sessionId}/registrations';
const moveUp = 'POST /v1/sessions/{sessionId}/registrations/{registrationId}/move-up';
const cancel = 'POST /v1/sessions/{sessionId}/registrations/{registrationId}/cancel';
const say = 'POST /w/{token}';

const asked = { eventId: '$asked' };
const small = { sessionId: '$small' };
const [ada, ben, cem] = ['ada', 'ben', 'cem'].map((name) => `${name}@wait.example`) as [
  string,
  string,
  string,
];
const idBy = (email: string) => (body: any) => body.items.find((one: any) => one.email === email)?.id;
const personBy = (email: string) => (body: any) =>
  body.items.find((one: any) => one.email === email)?.participantId;
const come = (email: string) => ask(post, `${email} comes`, { at: asked, json: { email } });

/** A waiting list whose people are asked: its order, who is moved up, and what they see and press. */
export const waitingSteps: Step[] = [
  ask('POST /v1/events', 'one that asks who waits', {
    json: { title: 'Few places', timeZone: 'Europe/Berlin', waitlist: { deadlineMinutes: 20_160 } },
    keep: { asked: 'id' },
  }),
  ask('PATCH /v1/events/{eventId}', 'deadlines that cannot be', {
    at: asked,
    json: { waitlist: { deadlineMinutes: 4 } },
  }),
  ask('POST /v1/events/{eventId}/sessions', 'a date with one place', {
    at: asked,
    // So soon that the deadline is cut at its start.
    json: { startsAt: '2036-03-25T10:00', capacity: 1 },
    keep: { small: 'id' },
  }),
  come(ada),
  come(ben),
  come(cem),
  linkOf('bensPlace', ben, 'w'),
  linkOf('cemsFirst', cem, 'w'),
  linkOf('adasJoin', ada, 'j'),
  linkOf('adasWishes', ada, 'u'),
  linkOf('bensWishes', ben, 'u'),
  linkOf('cemsWishes', cem, 'u'),
  ask(list, 'all', {
    at: small,
    keep: {
      ...{ adasPerson: personBy(ada), bensPerson: personBy(ben), cemsPerson: personBy(cem) },
      ...{ ada: idBy(ada), ben: idBy(ben), cem: idBy(cem) },
    },
  }),
  ask(list, 'who waits, in order', { at: small, query: '?status=waitlisted' }),
  ask(list, 'the first who waits', {
    at: small,
    query: '?status=waitlisted&limit=1',
    keep: { more: 'cursor' },
  }),
  ask(list, 'the next who waits', {
    at: small,
    query: '?status=waitlisted&limit=1&cursor=$more',
    keep: { last: 'cursor' },
  }),
  ask(list, 'a status that has no list', { at: small, query: '?status=late' }),
  ask(moveUp, 'the last', { at: { ...small, registrationId: '$cem' } }),
  ask(moveUp, 'again', { at: { ...small, registrationId: '$cem' } }),
  ask(moveUp, 'one who has a place', { at: { ...small, registrationId: '$ada' } }),
  ask(moveUp, 'no such registration', { at: { ...small, registrationId: noId('x') } }),
  ask(list, 'who waits, in the new order', { at: small, query: '?status=waitlisted' }),
  ask('GET /w/{token}', 'in line', { at: { token: '$bensPlace' } }),
  ask(cancel, 'the one with a place', { at: { ...small, registrationId: '$ada' }, json: { notify: false } }),
  linkOf('cemsPlace', cem, 'w'),
  ask(list, 'one is asked', { at: small, query: '?status=waitlisted' }),
  ask('GET /w/{token}', 'a place', { at: { token: '$cemsPlace' } }),
  ask('GET /w/{token}', 'a place, in German', { at: { token: '$cemsPlace' }, query: '?lang=de' }),
  ask('HEAD /w/{token}', 'a place', { at: { token: '$cemsPlace' } }),
  ask(say, 'nothing', { at: { token: '$cemsPlace' }, form: {} }),
  ask(say, 'given away', { at: { token: '$cemsPlace' }, form: { answer: 'decline' } }),
  ask(say, 'taken after all', { at: { token: '$cemsPlace' }, form: { answer: 'take' } }),
  ask(say, 'taken', { at: { token: '$bensPlace' }, form: { answer: 'take' } }),
  ask(say, 'taken again', { at: { token: '$bensPlace' }, form: { answer: 'take' } }),
  ask('GET /w/{token}', 'what is taken', { at: { token: '$bensPlace' } }),
  linkOf('bensJoin', ben, 'j'),
  ask('GET /w/{token}', 'no token', { at: { token: 'x' } }),
  ask(say, 'no token', { at: { token: 'x' }, form: { answer: 'take' } }),
  ask('POST /v1/sessions/{sessionId}/cancel', 'the date of those who waited', {
    at: small,
    json: { confirm: 1 },
  }),
  ask(moveUp, 'in a date that is cancelled', { at: { ...small, registrationId: '$cem' } }),
  ask('GET /w/{token}', 'a date that is cancelled', { at: { token: '$bensPlace' } }),
];
