import { ask, noId, receiverAnswers, webhooks, type Step } from './ask.ts';

const make = 'POST /v1/destinations';
const list = 'GET /v1/destinations';
const show = 'GET /v1/destinations/{destinationId}';
const change = 'PATCH /v1/destinations/{destinationId}';
const remove = 'DELETE /v1/destinations/{destinationId}';
const test = 'POST /v1/destinations/{destinationId}/test';
const enable = 'POST /v1/destinations/{destinationId}/enable';
const handovers = 'PUT /v1/events/{eventId}/handovers';
const preset = 'POST /v1/events/{eventId}/handovers/presets/{preset}';
const preview = 'POST /v1/events/{eventId}/handovers/preview';
const run = 'GET /v1/runs/{runId}';
const delivery = 'GET /v1/runs/{runId}/deliveries/{participantId}';
const hook = { type: 'webhook', name: 'Receiver', settings: { url: '$receiver' } };
const mapped = [
  { to: 'Webinar', from: 'event.title' },
  { to: 'City', from: 'participant.variables.city' },
];
const crm = {
  ...{ type: 'getresponse', name: 'GetResponse', secret: 'key-of-the-account' },
  settings: { list: 'Webinars', tags: ['webinar'], fields: mapped },
};
const gone = { destinationId: noId('dst') };

/** Systems that people are handed over to, ready-made hand-overs, and what became of deliveries. */
export const destinationSteps: Step[] = [
  ask(list, 'none yet', { by: 'member' }),
  ask(make, 'a webhook', { json: hook, keep: { destination: 'id' } }),
  ask(make, 'a webhook, by a member', { json: hook, by: 'member' }),
  ask(make, 'of GetResponse', { json: crm, keep: { getresponse: 'id' } }),
  ask(make, 'everything wrong at once', {
    json: {
      type: 'getresponse',
      name: '',
      settings: { tags: [7], fields: [{ to: 'x', from: 'secret' }], x: 1 },
      colour: 1,
    },
  }),
  ask(make, 'of no type that there is', { json: { ...hook, type: 'fax' } }),
  ask(make, 'without a key', { json: { ...crm, secret: undefined } }),
  ask(make, 'at an address of another', {
    json: { ...crm, settings: { ...crm.settings, baseUrl: 'https://10.0.0.1/v3' } },
  }),
  ask(make, 'to a private address', { json: { ...hook, settings: { url: 'https://10.0.0.1/x' } } }),
  ask(make, 'with no secret of Standard Webhooks', { json: { ...hook, secret: 'abc' } }),
  ask(list, 'two', { by: 'member' }),
  ask(list, 'one a page', { query: '?limit=1' }),
  ask(show, 'a webhook', { by: 'member' }),
  ask(show, 'one that is not there', { at: gone }),
  ask(show, 'no id', { at: { destinationId: 'x' } }),
  ask(change, 'name and secret', {
    json: { name: 'CRM', secret: `whsec_${'C'.repeat(32)}` },
    headers: { 'if-match': '"1"' },
  }),
  ask(change, 'a version that is gone', { json: { name: 'Again' }, headers: { 'if-match': '"1"' } }),
  ask(change, 'wrong settings', { json: { settings: { url: 'nowhere', x: 1 } } }),
  ask(change, 'switched off by hand', { json: { enabled: false } }),
  ask(change, 'by a member', { json: { name: 'Mine' }, by: 'member' }),
  ask(test, 'one that takes it'),
  webhooks('of a test'),
  receiverAnswers('500'),
  ask(test, 'one that does not'),
  receiverAnswers('200'),
  ask(test, 'by a member', { by: 'member' }),
  ask(test, 'one that is not there', { at: gone }),
  ask(enable, 'one that is off'),
  ask(enable, 'one that is on'),
  ask(enable, 'one that is not there', { at: gone }),

  ask(handovers, 'to a destination', {
    json: {
      rules: [
        {
          ...{ id: 'kept', name: 'Kept', anchor: 'end', offsetMinutes: 1, audience: 'participants' },
          ...{ unknown: 'wait', waitMinutes: 60, afterWait: 'as-absent', tellChanges: true },
          filter: { field: 'locale', op: 'in', value: ['en'] },
          destination: { id: '$destination', tags: ['came'] },
        },
        { id: 'atonce', when: 'registered', destination: { id: '$getresponse' } },
      ],
    },
  }),
  ask(handovers, 'what cannot be', {
    json: {
      rules: [
        { audience: 'online', destination: { id: '$destination' } },
        { audience: 'participants', when: 'attended', destination: { id: '$destination' } },
      ],
    },
  }),
  ask(handovers, 'of some, at once', {
    json: { rules: [{ audience: 'participants', when: 'attended', destination: { id: '$destination' } }] },
  }),
  ask(handovers, 'to one that is not there', { json: { rules: [{ destination: { id: noId('dst') } }] } }),
  ask(handovers, 'with a wrong filter', {
    json: {
      rules: [
        { destination: { id: '$destination' }, filter: { all: [{ field: 'shoe', op: 'eq', value: 1 }] } },
        { destination: { id: '$destination' }, filter: { field: 'email', op: 'lt', value: 'x' } },
      ],
    },
  }),
  ask('GET /v1/events/{eventId}/handovers', 'to destinations'),
  ask(preset, 'took part', { at: { preset: 'took-part' }, json: { destination: { id: '$destination' } } }),
  ask(preset, 'took part, once more', {
    at: { preset: 'took-part' },
    json: { destination: { id: '$destination' }, name: 'Came', offsetMinutes: 5 },
  }),
  ask(preset, 'did not', {
    at: { preset: 'did-not-take-part' },
    json: { destination: { type: 'webhook', url: '$receiver' } },
  }),
  ask(preset, 'none that there is', {
    at: { preset: 'slept' },
    json: { destination: { id: '$destination' } },
  }),
  ask(preset, 'by a member', {
    at: { preset: 'took-part' },
    json: { destination: { id: '$getresponse' } },
    by: 'member',
  }),
  ask(preset, 'nothing right', { at: { preset: 'took-part' }, json: { destination: 'x', colour: 1 } }),
  ask(preview, 'of a rule that is set', { json: { ruleId: 'kept', sessionId: '$session' } }),
  ask(preview, 'of one that is not set yet', {
    json: {
      rule: { destination: { id: '$getresponse' } },
      sessionId: '$session',
      participantId: '$firstHanded',
    },
    by: 'member',
  }),
  ask(preview, 'of a rule that is not there', { json: { ruleId: 'shoe' } }),
  ask(preview, 'of a session of another event', { json: { ruleId: 'kept', sessionId: noId('ses') } }),
  ask(preview, 'everything wrong at once', { json: { ruleId: 'A B', rule: {}, sessionId: 'x', x: 1 } }),
  ask(run, 'of a rule', { by: 'member' }),
  ask(run, 'that is not there', { at: { runId: noId('run') } }),
  ask(delivery, 'with what it posts', { at: { participantId: '$firstHanded' } }),
  ask(delivery, 'of somebody else', { at: { participantId: noId('par') } }),
  ask('GET /v1/runs/{runId}/deliveries', 'that failed', { query: '?status=failed' }),
  ask('GET /v1/runs/{runId}/deliveries', 'of no state that there is', { query: '?status=lost' }),
  ask('POST /v1/exports', 'of a run', {
    json: { run: '$run', fields: ['email'] },
    keep: { runExport: 'id' },
  }),
  ask('GET /v1/exports/{exportId}', 'of a run', { at: { exportId: '$runExport' } }),
  ask('POST /v1/exports', 'of a run that is not there', { json: { run: 'run_0' } }),
  ask('POST /v1/exports', 'of a run, and of everybody', { json: { run: '$run', all: true } }),
  ask('POST /v1/runs/{runId}/redrive', 'also those that were taken', { json: { which: 'all' } }),
  ask(handovers, 'none any more', { json: { rules: [] } }),
  ask(remove, 'by a member', { by: 'member' }),
  ask(remove, 'a webhook'),
  ask(remove, 'once more'),
  ask(list, 'one left'),
];
