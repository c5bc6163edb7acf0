import { ask, mails, noId, type Step } from './ask.ts';

const data = 'GET /v1/participants/{participantId}/data';
const erase = 'POST /v1/participants/{participantId}/erase';
const retention = 'PUT /v1/retention';
const audit = 'GET /v1/audit';
const bea = { participantId: '$bea' };

/** What people may ask for by law, and how long they are kept. */
export const privacySteps: Step[] = [
  ask(data, 'of somebody who registered', { at: bea }),
  ask(data, 'of somebody who was merged', { at: { participantId: '$hans' } }),
  ask(data, 'by a member', { at: bea, by: 'member' }),
  ask(erase, 'not confirmed', { at: bea, json: { confirm: 'yes' } }),
  ask(erase, 'nothing said', { at: bea, json: {} }),
  ask(erase, 'by a member', { at: bea, json: { confirm: 'bea@example.com' }, by: 'member' }),
  ask(erase, 'one', { at: bea, json: { confirm: ' BEA@example.com ' }, keep: { erasing: 'id' } }),
  ask('GET /v1/jobs/{jobId}', 'an erasing', { at: { jobId: '$erasing' } }),
  ask('POST /v1/jobs/{jobId}/undo', 'an erasing', { at: { jobId: '$erasing' } }),
  ask('GET /v1/participants/{participantId}', 'who is erased', { at: bea }),
  ask('GET /v1/participants/{participantId}/history', 'who is erased', { at: bea }),
  ask('POST /v1/participants', 'who is erased', { json: { email: 'bea@example.com' } }),
  ask('POST /v1/participants/unblock', 'who is erased', { json: { email: 'bea@example.com' } }),
  ask('GET /v1/sessions/{sessionId}/registrations', 'with somebody who is erased', {
    at: { sessionId: '$fullSession' },
  }),
  ask('POST /v1/participants', 'by name alone', { json: { lastName: 'Nobody' }, keep: { named: 'id' } }),
  ask(erase, 'by id', { at: { participantId: '$named' }, json: { confirm: '$named' } }),
  ask('DELETE /v1/groups/{groupId}', 'that a filter uses', {}),
  ask('DELETE /v1/variables/{name}', 'that a filter uses', { at: { name: 'trees' } }),
  ask('DELETE /v1/variables/{name}', 'a version that is gone', {
    at: { name: 'city' },
    headers: { 'if-match': '"7"' },
  }),
  ask('DELETE /v1/variables/{name}', 'one, by a member', { at: { name: 'city' }, by: 'member' }),
  ask('DELETE /v1/variables/{name}', 'once more', { at: { name: 'city' } }),
  ask('DELETE /v1/groups/{groupId}', 'a version that is gone', {
    at: { groupId: '$street' },
    headers: { 'if-match': '"7"' },
  }),
  ask('DELETE /v1/groups/{groupId}', 'one, by a member', {
    at: { groupId: '$street' },
    by: 'member',
    keep: { dissolving: 'jobId' },
  }),
  ask('GET /v1/jobs/{jobId}', 'a dissolving', { at: { jobId: '$dissolving' } }),
  ask('DELETE /v1/groups/{groupId}', 'once more', { at: { groupId: '$street' } }),
  ask('GET /v1/groups', 'after deleting one'),
  ask('GET /v1/variables', 'after deleting one'),
  mails('of erasing'),
  ask(audit, 'all', { query: '?limit=200' }),
  ask(audit, 'two a page', { query: '?limit=2&month=2036-03', keep: { nextAudit: 'cursor' } }),
  ask(audit, 'the next page', { query: '?limit=2&month=2036-03&cursor=$nextAudit' }),
  ask(audit, 'a cursor of another month', { query: '?month=2036-02&cursor=$nextAudit' }),
  ask(audit, 'a month of nothing', { query: '?month=2035-12' }),
  ask(audit, 'no month', { query: '?month=2036-13' }),
  ask(audit, 'by a member', { by: 'member' }),
  ask('GET /v1/retention', 'at first'),
  ask('GET /v1/retention', 'by a member', { by: 'member' }),
  ask(retention, 'foreseen', {
    json: { enabled: true, unseenMonths: 240, dryRun: true },
    keep: { foreseen: 'id' },
  }),
  ask('GET /v1/jobs/{jobId}', 'a foreseeing', { at: { jobId: '$foreseen' } }),
  ask(retention, 'set, still off', { json: { unseenMonths: 12 }, headers: { 'if-match': '"0"' } }),
  ask(retention, 'a version that is gone', { json: { unseenMonths: 6 }, headers: { 'if-match': '"0"' } }),
  ask(retention, 'everything wrong at once', { json: { enabled: 'yes', unseenMonths: 0, dryRun: 1, x: 1 } }),
  ask(retention, 'by a member', { json: { enabled: false }, by: 'member' }),
  ask('GET /v1/retention', 'once set'),
  ask(erase, 'nobody', { at: { participantId: noId('par') }, json: { confirm: 'x' } }),
  ask('POST /v1/recounts', 'a session', { json: { sessionId: '$fullSession' } }),
  ask('POST /v1/recounts', 'a session by a member', { json: { sessionId: '$fullSession' }, by: 'member' }),
];
