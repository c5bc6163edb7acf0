import { ask, linkOf, noId, type Step } from './ask.ts';

const list = 'GET /v1/sessions/{sessionId}/attendance';
const judge = 'POST /v1/sessions/{sessionId}/attendance/judge';
const sources = 'GET /v1/sessions/{sessionId}/attendance-sources';
const byHand = 'DELETE /v1/sessions/{sessionId}/registrations/{registrationId}/attendance';
const provider = 'GET /v1/sessions/{sessionId}/provider';
const setProvider = 'PUT /v1/sessions/{sessionId}/provider';
const removeProvider = 'DELETE /v1/sessions/{sessionId}/provider';
const pull = 'POST /v1/sessions/{sessionId}/provider/pull';
const zoom = { provider: 'zoom', kind: 'webinar' };
const at = { sessionId: '$lesson' };
const source = 'DELETE /v1/sessions/{sessionId}/attendance-sources/{sourceId}';
const restore = 'POST /v1/sessions/{sessionId}/attendance-sources/{sourceId}/restore';
const online = 'GET /v1/sessions/{sessionId}/online';
const elsewhere = 'POST /v1/sessions/{sessionId}/presence';
const presence = 'POST /v1/presence';
const today = { sessionId: '$talk' };
const none = { sessionId: noId('ses') };

/** What organizers see and do of who was in a session. */
export const attendanceSteps: Step[] = [
  ask('POST /v1/events', 'one that is attended', {
    json: { title: 'Budding', timeZone: 'Europe/Berlin', attendanceThreshold: 60, attendanceLength: 'real' },
    keep: { budding: 'id' },
  }),
  ask('POST /v1/events/{eventId}/sessions', 'its session', {
    at: { eventId: '$budding' },
    json: { startsAt: '2037-09-09T10:00', roomUrl: 'https://room.example.com/budding' },
    keep: { lesson: 'id' },
  }),
  ask('POST /v1/sessions/{sessionId}/registrations', 'somebody who comes', {
    at,
    json: { email: 'hal@example.org', firstName: 'Hal', notify: false },
    keep: { hal: 'id' },
  }),
  ask(list, 'before anybody came', { at }),
  ask(list, 'of one state', { at, query: '?state=attended&limit=10', by: 'member' }),
  ask(list, 'of no such state', { at, query: '?state=there' }),
  ask(list, 'no such session', { at: none }),
  ask(sources, 'none yet', { at }),
  ask(sources, 'no such session', { at: none }),
  ask('PATCH /v1/sessions/{sessionId}/registrations/{registrationId}', 'that somebody attended', {
    at: { ...at, registrationId: '$hal' },
    json: { attendance: { state: 'attended', seconds: 3000, share: 0.83 } },
  }),
  ask(list, 'said by hand', { at }),
  ask(byHand, 'taken back', { at: { ...at, registrationId: '$hal' } }),
  ask(byHand, 'taken back again', { at: { ...at, registrationId: '$hal' } }),
  ask(byHand, 'of nobody', { at: { ...at, registrationId: `${'0'.repeat(32)}-${'0'.repeat(32)}` } }),
  ask(list, 'taken back', { at }),
  ask(judge, 'a dry run', { at, json: { dryRun: true, threshold: 80 } }),
  ask(judge, 'anew', { at }),
  ask(judge, 'a threshold for good', { at, json: { threshold: 80 } }),
  ask(judge, 'no such session', { at: none }),

  ask('POST /v1/events/{eventId}/sessions', 'one that is about to begin', {
    at: { eventId: '$budding' },
    json: { startsAt: '2036-03-19T13:25', durationMinutes: 60 },
    keep: { talk: 'id' },
  }),
  ask('POST /v1/sessions/{sessionId}/registrations', 'somebody who comes, and is told', {
    at: today,
    json: { email: 'ivy@example.org' },
  }),
  linkOf('ivysJoin', 'ivy@example.org', 'j'),
  ask(presence, 'somebody comes', { json: { token: '$ivysJoin', state: 'join' }, by: 'nobody' }),
  ask(presence, 'as sendBeacon posts it', {
    headers: { 'content-type': 'text/plain;charset=UTF-8' },
    text: '{"token":"$ivysJoin","state":"beat"}',
    by: 'nobody',
  }),
  ask(presence, 'a forged link', { json: { token: 'x', state: 'join' }, by: 'nobody' }),
  ask(presence, 'nothing that we know', { json: { token: 1, state: 'there', shoe: 43 }, by: 'nobody' }),
  ask('GET /v1/presence/{file}', 'the script', { at: { file: 'beat.js' }, by: 'nobody' }),
  ask('GET /v1/presence/{file}', 'no such file', { at: { file: 'x.js' }, by: 'nobody' }),
  ask(online, 'somebody', { at: today }),
  ask(online, 'no such session', { at: none }),
  ask(elsewhere, 'who leaves', {
    at: today,
    json: { email: 'ivy@example.org', state: 'leave' },
    by: 'machine',
  }),
  ask(elsewhere, 'nobody who is registered', { at: today, json: { email: 'no@example.org', state: 'join' } }),
  ask(elsewhere, 'of a session that is long to come', {
    at,
    json: { email: 'hal@example.org', state: 'join' },
  }),
  ask(elsewhere, 'nobody at all', { at: today, json: { state: 'join' } }),
  ask(source, 'taken back', { at: { ...today, sourceId: 'presence' } }),
  ask(source, 'taken back again', { at: { ...today, sourceId: 'presence' } }),
  ask(source, 'no such source', { at: { ...today, sourceId: 'zoom' } }),
  ask(restore, 'let count again', { at: { ...today, sourceId: 'presence' } }),
  ask(restore, 'no such source', { at: { ...today, sourceId: 'zoom' } }),
  ask(provider, 'none yet', { at }),
  ask(setProvider, 'a webinar, as Zoom shows its number', { at, json: { ...zoom, number: '847 5984 1045' } }),
  ask(setProvider, 'the same again', { at, json: { ...zoom, number: '84759841045' } }),
  ask(setProvider, 'a link in place of a number', {
    at,
    json: { ...zoom, number: 'https://zoom.us/j/84759841045' },
  }),
  ask(setProvider, 'of no such kind', { at, json: { ...zoom, kind: 'party', number: '84759841045' } }),
  ask(provider, 'a webinar', { at }),
  ask(pull, 'without credentials', { at }),
  ask(provider, 'pulled without credentials', { at }),
  ask(removeProvider, 'the webinar', { at }),
  ask(removeProvider, 'the webinar again', { at }),
  ask(pull, 'of none', { at }),
  ask(removeProvider, 'no such session', { at: none }),
];
