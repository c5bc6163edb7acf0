import { ask, clockAt, mails, noId, receiverAnswers, webhooks, type Step } from './ask.ts';

const reminders = 'PUT /v1/events/{eventId}/reminders';
const handovers = 'PUT /v1/events/{eventId}/handovers';
const runs = 'GET /v1/handovers/{handoverId}/runs';
const deliveries = 'GET /v1/runs/{runId}/deliveries';
const redrive = 'POST /v1/runs/{runId}/redrive';
const hook = { type: 'webhook', url: '$receiver' };
const crm = { handoverId: 'crm' };
const rule = { id: 'crm', name: 'CRM', anchor: 'end', offsetMinutes: 5, audience: 'all', destination: hook };

/** What works by itself: rules are set, the clock walks on, and they fire. */
export const ruleSteps: Step[] = [
  ask('GET /v1/events/{eventId}/reminders', 'none yet', { by: 'member' }),
  ask(reminders, 'two', {
    json: {
      rules: [
        { id: 'before', offsetMinutes: -60 },
        { id: 'after', anchor: 'end', offsetMinutes: 30, audience: 'all', template: 'follow-up' },
      ],
    },
    headers: { 'if-match': '"0"' },
  }),
  ask(reminders, 'a version that is gone', { json: { rules: [] }, headers: { 'if-match': '"0"' } }),
  ask(reminders, 'as they were told, by a member', {
    json: {
      rules: [
        {
          id: 'before',
          anchor: 'start',
          offsetMinutes: -60,
          audience: 'registered',
          template: 'reminder',
          version: 1,
        },
        { id: 'after', anchor: 'end', offsetMinutes: 45, audience: 'all', template: 'follow-up' },
      ],
      planned: [],
    },
    by: 'member',
  }),
  ask(reminders, 'everything wrong at once', {
    json: {
      rules: [
        { id: 'A B', anchor: 'middle', offsetMinutes: 1.5, audience: 'everybody', template: 'x', colour: 1 },
        { offsetMinutes: 1_000_000 },
        {},
      ],
      x: 1,
    },
  }),
  ask(reminders, 'an audience that is not there yet', {
    json: { rules: [{ offsetMinutes: 1, audience: 'attended' }] },
  }),
  ask(reminders, 'two of one id', {
    json: {
      rules: [
        { id: 'a', offsetMinutes: 1 },
        { id: 'a', offsetMinutes: 2 },
      ],
    },
  }),
  ask(reminders, 'no list', { json: { rules: {} } }),
  ask(reminders, 'twenty-one', {
    json: { rules: Array.from({ length: 21 }, (_, n) => ({ offsetMinutes: -n })) },
  }),
  ask('GET /v1/events/{eventId}/reminders', 'two'),

  ask('GET /v1/events/{eventId}/handovers', 'none yet', { by: 'member' }),
  ask(handovers, 'one, by a member', { json: { rules: [rule] }, by: 'member' }),
  ask(handovers, 'one', { json: { rules: [rule] } }),
  ask(handovers, 'another time, by a member', {
    json: { rules: [{ ...rule, offsetMinutes: 10 }] },
    by: 'member',
  }),
  ask(handovers, 'another place, by a member', {
    json: { rules: [{ ...rule, destination: { type: 'webhook', url: 'https://example.com/hook' } }] },
    by: 'member',
  }),
  ask(handovers, 'another secret', {
    json: { rules: [{ ...rule, destination: { ...hook, secret: `whsec_${'B'.repeat(32)}` } }] },
    headers: { 'if-match': '"2"' },
  }),
  ask(handovers, 'a version that is gone', { json: { rules: [] }, headers: { 'if-match': '"1"' } }),
  ask(handovers, 'everything wrong at once', {
    json: {
      rules: [
        {
          ...{ id: 'A B', name: '', anchor: 'middle', offsetMinutes: 'x', audience: 'some', colour: 1 },
          destination: { type: 'fax', url: 7, secret: 'x', colour: 1 },
        },
        { offsetMinutes: 1, destination: 'https://example.com' },
        {},
      ],
    },
  }),
  ...[
    ...[
      'http://example.com/x',
      'https://user:pw@example.com/x',
      'https://10.0.0.1/x',
      'https://example.com/#x',
    ],
    ...['https://[::ffff:127.0.0.2]/x', 'https://169.254.169.254/latest', 'https://intranet/x', 'nowhere'],
  ].map((url) =>
    ask(handovers, `to ${url}`, {
      json: { rules: [{ offsetMinutes: 1, destination: { type: 'webhook', url } }] },
    }),
  ),
  ask('GET /v1/events/{eventId}/handovers', 'one'),
  ask(handovers, 'an audience that nobody knows', {
    json: { rules: [{ ...rule, audience: 'late' }] },
  }),
  ask(handovers, 'of another event', {
    at: { eventId: '$full' },
    json: { rules: [{ ...rule, id: 'other' }] },
  }),
  ask(runs, 'before any', { at: crm }),

  mails('before the clock walks on'),
  clockAt('2036-03-12T12:00:00Z'),
  mails('of reminding'),
  webhooks('of the rule'),
  ask(runs, 'one', { at: crm, keep: { run: 'items.0.id' } }),
  ask(runs, 'of the event', { at: crm, query: '?eventId=$event', by: 'member' }),
  ask(runs, 'of another event', { at: crm, query: '?eventId=$full' }),
  ask(runs, 'an event that is none', { at: crm, query: '?eventId=x' }),
  ask(runs, 'a hand-over that does not exist', { at: { handoverId: 'shoe' } }),
  ask(runs, 'no id', { at: { handoverId: 'A B' } }),
  ask(deliveries, 'all', {
    keep: {
      firstHanded: 'items.0.participantId',
    },
  }),
  ask(deliveries, 'one a page', { query: '?limit=1', by: 'member', keep: { nextDeliveries: 'cursor' } }),
  ask(deliveries, 'the next page', { query: '?limit=1&cursor=$nextDeliveries' }),
  ask(redrive, 'nothing failed', { by: 'member' }),
  ask(redrive, 'named people', { json: { participantIds: ['$firstHanded', noId('par')] } }),
  ask(redrive, 'everything wrong at once', { json: { participantIds: [7], all: true } }),
  ask('GET /v1/jobs/{jobId}', 'a run', { at: { jobId: '$run' } }),
  ask('POST /v1/jobs/{jobId}/cancel', 'a run', { at: { jobId: '$run' } }),
  ask('POST /v1/jobs/{jobId}/undo', 'a run', { at: { jobId: '$run' } }),
  receiverAnswers('410'),
  clockAt('2036-03-19T12:00:00Z'),
  webhooks('that is gone'),
  mails('of the second session'),
  ask('GET /v1/events/{eventId}/handovers', 'switched off'),
  ask(runs, 'two', { at: crm, query: '?limit=1', keep: { goneRun: 'items.0.id', nextRuns: 'cursor' } }),
  ask(runs, 'the next page', { at: crm, query: '?limit=1&cursor=$nextRuns' }),
  ask(deliveries, 'switched off', { at: { runId: '$goneRun' } }),
  receiverAnswers('200'),
  ask(redrive, 'all, by a member', { at: { runId: '$goneRun' }, by: 'member' }),
  webhooks('redriven'),
  ask(deliveries, 'redriven', { at: { runId: '$goneRun' } }),
  ask('GET /v1/events/{eventId}/handovers', 'switched on again'),
  ask('GET /v1/sessions/{sessionId}', 'that is over'),
  ask('GET /j/{token}', 'after the session', { at: { token: '$annsJoin' } }),
  ask('GET /v1/events/{eventId}/reminders', 'after a session'),
  ask('POST /v1/events/{eventId}/registrations', 'for a session that is over', {
    json: { email: 'late@example.com', sessionIds: ['$session'] },
  }),
  ask('POST /v1/events/{eventId}/registrations', 'for an event without a session to come', {
    at: { eventId: '$russian' },
    json: { email: 'late@example.com' },
  }),
  ask('GET /e/{eventId}', 'without a session to come', { at: { eventId: '$russian' } }),
];
