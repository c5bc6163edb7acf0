import { ask, noId, upload, type Step } from './ask.ts';

const ofSession = '/v1/sessions/{sessionId}/attendance-imports';
const show = `GET ${ofSession}/{importId}`;
const answer = `POST ${ofSession}/{importId}/answer`;
const revert = `POST ${ofSession}/{importId}/revert`;
const at = { sessionId: '$grafting' };
const report = { ...at, importId: '$report' };
const none = { sessionId: noId('ses') };
const header = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest';
const row = (from: string, until: string): string =>
  `Ida Ilm,ida@example.org,09/10/2037 ${from} AM,09/10/2037 ${until} AM,60,No`;

/** What organizers do with reports of who was there. */
export const attendanceImportSteps: Step[] = [
  ask('POST /v1/events', 'one that reports tell of', {
    json: { title: 'Grafting', timeZone: 'Europe/Berlin' },
    keep: { graftings: 'id' },
  }),
  ask('POST /v1/events/{eventId}/sessions', 'its session', {
    at: { eventId: '$graftings' },
    json: { startsAt: '2037-09-10T10:00', roomUrl: 'https://room.example.com/grafting' },
    keep: { grafting: 'id' },
  }),
  ask('POST /v1/sessions/{sessionId}/registrations', 'somebody who came', {
    at,
    json: { email: 'ida@example.org', firstName: 'Ida', lastName: 'Ilm', notify: false },
  }),
  ask(`GET ${ofSession}`, 'none yet', { at }),
  ask(`POST ${ofSession}`, 'a link', { at, json: { fileName: 'zoom.csv' } }),
  ask(`POST ${ofSession}`, 'no such zone', { at, json: { text: header, timeZone: 'Middle/Earth' } }),
  ask(`POST ${ofSession}`, 'no such session', { at: none, json: { text: header } }),
  ask(`POST ${ofSession}`, 'pasted, of another zone', {
    at,
    json: { text: [header, row('04:00:00', '05:00:00')].join('\n') },
    keep: { report: 'id' },
  }),
  ask(show, 'held', { at: report }),
  ask(show, 'of another session', { at: { ...none, importId: '$report' } }),
  ask(show, 'no such report', { at: { ...at, importId: noId('ati') } }),
  ask(answer, 'nonsense', { at: report, json: { dateOrder: 'year-first' } }),
  ask(answer, 'its zone', { at: report, json: { timeZone: 'America/New_York' } }),
  ask(show, 'read', { at: report }),
  ask(`GET ${ofSession}`, 'read', { at, query: '?limit=10' }),
  ask('GET /v1/sessions/{sessionId}/attendance', 'by a report', { at }),
  ask(answer, 'another session', { at: report, json: { session: '$lesson' } }),
  ask(revert, 'taken back', { at: report, by: 'member' }),
  ask(revert, 'taken back again', { at: report }),
  upload('attendance/lost.csv', [header, row('10:00:00', '11:00:00').replaceAll('2037', '2031')].join('\n')),
  ask('GET /v1/attendance-imports', 'one that nobody knows the session of', { query: '?limit=1' }),
];
