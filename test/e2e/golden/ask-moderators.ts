import { ask, linkOf, mails, noId, type Step } from './ask.ts';

const team = 'PUT /v1/events/{eventId}/team';
const speakers = 'PUT /v1/sessions/{sessionId}/speakers';
const stats = 'GET /v1/events/{eventId}/stats';

/** Those who moderate, their links, and the numbers of an event. */
export const moderatorSteps: Step[] = [
  ask('GET /v1/events/{eventId}/team', 'nobody yet', { at: { eventId: '$empty' } }),
  ask(team, 'one', {
    at: { eventId: '$empty' },
    json: { members: [{ email: 'mod@example.com', name: 'Mo' }] },
  }),
  ask('GET /v1/events/{eventId}/team', 'one', { at: { eventId: '$empty' }, by: 'member' }),
  ask(team, 'everything wrong at once', {
    at: { eventId: '$empty' },
    json: {
      members: [{ email: 'x' }, { name: 1 }, { email: 'a@example.com', sessionIds: [] }],
      speakers: [],
    },
  }),
  ask(team, 'somebody twice, and a session of another event', {
    at: { eventId: '$empty' },
    json: { members: [{ email: 'a@example.com', sessionIds: [noId('ses')] }, { email: 'A@example.com' }] },
  }),
  ask(team, 'no such event', { at: { eventId: noId('evt') }, json: { members: [] } }),
  linkOf('modsWay', 'mod@example.com', 'j'),
  linkOf('modsStop', 'mod@example.com', 'n'),
  mails('to who moderates'),
  ask('GET /j/{token}', 'of who moderates', { at: { token: '$modsWay' } }),
  ask('GET /n/{token}', 'before', { at: { token: '$modsStop' } }),
  ask('POST /n/{token}', 'stops', { at: { token: '$modsStop' }, form: {} }),
  ask('GET /n/{token}', 'after', { at: { token: '$modsStop' }, query: '?lang=fr' }),
  ask('GET /n/{token}', 'a token for another purpose', { at: { token: '$modsWay' } }),
  ask('POST /n/{token}', 'no token', { at: { token: 'x' } }),
  ask(team, 'nobody any more', { at: { eventId: '$empty' }, json: { members: [] } }),
  ask('GET /j/{token}', 'of who moderated', { at: { token: '$modsWay' } }),
  ask(speakers, 'nobody', { json: { speakers: [] } }),
  ask(speakers, 'no such session', { at: { sessionId: noId('ses') }, json: { speakers: [] } }),
  ask('GET /v1/sessions/{sessionId}/speakers', 'nobody'),
  ask(stats, 'of one day', { query: '?from=2036-03-03&to=2036-03-03' }),
  ask(stats, 'days that end before they begin', { query: '?from=2036-03-03&to=2036-03-01' }),
  ask(stats, 'no days', { query: '?from=monday&to=2036' }),
];
