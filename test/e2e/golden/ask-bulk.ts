import { ask, linkOf, mails, noId, webhooks, type Step } from './ask.ts';

const act = 'POST /v1/participants/actions';
const job = 'GET /v1/jobs/{jobId}';
const cancel = 'POST /v1/jobs/{jobId}/cancel';
const undo = 'POST /v1/jobs/{jobId}/undo';
const merge = 'POST /v1/participants/{participantId}/merge';
const at = (word: string) => ({ jobId: `$${word}` });
const huber = { all: true, filter: { field: 'lastName', op: 'eq', value: 'Huber' } };
const two = { ids: ['$hans', '$ina'] };

/** What is done to many people at once, and the jobs that do it. */
export const bulkSteps: Step[] = [
  ask(act, 'counted first', {
    json: { action: { type: 'add-to-group', groupId: '$group' }, all: true, dryRun: true },
  }),
  ask(act, 'into a group', {
    json: { action: { type: 'add-to-group', groupId: '$group' }, ...huber, expect: 1 },
    keep: { added: 'id' },
  }),
  ask(job, 'into a group', { at: at('added') }),
  ask(act, 'another count than expected', {
    json: { action: { type: 'add-to-group', groupId: '$group' }, ...huber, expect: 30 },
  }),
  ask(undo, 'into a group', { at: at('added'), keep: { undone: 'id' } }),
  ask(job, 'that undid', { at: at('undone'), by: 'member' }),
  ask(job, 'that was undone', { at: at('added') }),
  ask(undo, 'what is undone', { at: at('added') }),
  ask(undo, 'what undid', { at: at('undone') }),
  ask(cancel, 'what is done', { at: at('added') }),
  ask(act, 'out of a group, by a member', {
    json: { action: { type: 'remove-from-group', groupId: '$street' }, ...two },
    by: 'member',
    keep: { removed: 'id' },
  }),
  ask(job, 'out of a group', { at: at('removed') }),
  ask(act, 'a variable', {
    json: { action: { type: 'set-variable', name: 'trees', value: 20 }, all: true, exclude: ['$bea'] },
    keep: { planted: 'id' },
  }),
  ask(job, 'a variable', { at: at('planted') }),
  ask(act, 'a variable of another type', {
    json: { action: { type: 'set-variable', name: 'trees', value: 'many' }, ...two },
  }),
  ask(act, 'a variable that does not exist', {
    json: { action: { type: 'set-variable', name: 'shoe', value: 43 }, ...two },
  }),
  ask(act, 'names put right', { json: { action: { type: 'fix-names' }, all: true }, keep: { fixed: 'id' } }),
  ask(job, 'names put right', { at: at('fixed') }),
  ask(act, 'a registration of many', {
    json: {
      action: { type: 'register', sessionId: '$evening' },
      ids: ['$hans', '$ina', '$bea', noId('par')],
    },
    keep: { entered: 'id' },
  }),
  ask(job, 'a registration of many', { at: at('entered') }),
  ask(undo, 'a registration of many', { at: at('entered') }),
  ask(act, 'a registration of many to a session that is called off', {
    json: { action: { type: 'register', sessionId: '$third' }, ...two },
  }),
  ask(act, 'a registration of many to no session', {
    json: { action: { type: 'register', sessionId: noId('ses') }, ...two },
  }),
  ask(act, 'a mailing', {
    json: {
      action: {
        type: 'mail',
        subject: 'News for {{firstName|you}}',
        text: 'Dear {{firstName}},\n\n{{email}}',
      },
      ids: ['$hans', '$bea', '$ina'],
    },
    by: 'member',
    keep: { mailing: 'id' },
  }),
  ask(job, 'a mailing', { at: at('mailing') }),
  linkOf('hansWishes', 'hans@example.com', 'u'),
  mails('of registering and mailing'),
  ask('GET /u/{token}', 'of a person', { at: { token: '$hansWishes' } }),
  ask('POST /u/{token}', 'of a person: nothing more', {
    at: { token: '$hansWishes' },
    form: { action: 'unsubscribe-all' },
  }),
  ask('POST /u/{token}', 'of a person: an event that is not theirs', {
    at: { token: '$hansWishes' },
    form: { action: 'unsubscribe-event', event: noId('evt') },
  }),
  ask('POST /u/{token}', 'of a person: everything again', {
    at: { token: '$hansWishes' },
    form: { action: 'resubscribe-all' },
  }),
  ask(act, 'a mailing with a word that does not exist', {
    json: { action: { type: 'mail', subject: '', text: '{{first_name}}' }, ...two },
  }),
  ask(act, 'a mailing with an unknown word only', {
    json: { action: { type: 'mail', subject: 'x', text: '{{first_name}}' }, ...two },
  }),
  ask(act, 'a hand-over', {
    json: { action: { type: 'hand-over', url: '$receiver' }, ...two },
    keep: { handed: 'id' },
  }),
  webhooks('of a hand-over now'),
  ask(job, 'a hand-over', { at: at('handed') }),
  ask('GET /v1/runs/{runId}/deliveries', 'of a hand-over now', { at: { runId: '$handed' } }),
  ask('POST /v1/runs/{runId}/redrive', 'of a hand-over now, by a member', {
    at: { runId: '$handed' },
    by: 'member',
  }),
  ask('POST /v1/runs/{runId}/redrive', 'of a hand-over now', { at: { runId: '$handed' }, json: {} }),
  ask(act, 'a hand-over with a secret of one’s own', {
    json: {
      action: { type: 'hand-over', url: '$receiver', secret: `whsec_${'A'.repeat(32)}` },
      ids: ['$bea'],
    },
  }),
  webhooks('with a secret of one’s own'),
  ask(act, 'a hand-over to an address of an inner network', {
    json: { action: { type: 'hand-over', url: 'https://10.0.0.1/' }, ...two },
  }),
  ask(act, 'a hand-over with a secret that is none', {
    json: { action: { type: 'hand-over', url: '$receiver', secret: 'x' }, ...two },
  }),
  ask(act, 'a hand-over by a member', {
    json: { action: { type: 'hand-over', url: '$receiver' }, ...two },
    by: 'member',
  }),
  ask(act, 'deleted', {
    json: { action: { type: 'delete' }, ids: ['$ina'] },
    by: 'member',
    keep: { deleted: 'id' },
  }),
  ask(act, 'restored', { json: { action: { type: 'restore' }, ids: ['$ina'] }, keep: { restored: 'id' } }),
  ask(job, 'restored', { at: at('restored') }),
  ask(undo, 'restored', { at: at('restored') }),
  ask(act, 'blocked', {
    json: { action: { type: 'block' }, ids: ['$ina'] },
    headers: { 'idempotency-key': 'a click' },
    keep: { blocked: 'id' },
  }),
  ask(act, 'blocked, with the same key', {
    json: { action: { type: 'block' }, ids: ['$ina'] },
    headers: { 'idempotency-key': 'a click' },
  }),
  ask(act, 'something else with the same key', {
    json: { action: { type: 'unblock' }, ids: ['$ina'] },
    headers: { 'idempotency-key': 'a click' },
  }),
  ask(act, 'unblocked', { json: { action: { type: 'unblock' }, ids: ['$ina'] }, keep: { unblocked: 'id' } }),
  ask(job, 'unblocked', { at: at('unblocked') }),
  ask(undo, 'blocked, by a member', { at: at('blocked'), by: 'member' }),
  ask(act, 'blocked, by a member', { json: { action: { type: 'block' }, ...two }, by: 'member' }),
  ask(act, 'erased, by a member', { json: { action: { type: 'erase' }, ...two }, by: 'member' }),
  ask(act, 'erased, everybody, without a count', { json: { action: { type: 'erase' }, ...huber } }),
  ask(act, 'an export counted', {
    json: { action: { type: 'export', format: 'xlsx' }, ...huber, dryRun: true },
  }),
  ask(act, 'an export', {
    json: { action: { type: 'export', fields: ['email', 'firstName'] }, ...huber },
    keep: { exportJob: 'id' },
  }),
  ask(job, 'an export', { at: at('exportJob') }),
  ask(undo, 'an export', { at: at('exportJob') }),
  ask(cancel, 'an export, by a member', { at: at('exportJob'), by: 'member' }),
  ask(act, 'an export by a member', { json: { action: { type: 'export' }, ...huber }, by: 'member' }),
  ask(act, 'nobody', { json: { action: { type: 'delete' } } }),
  ask(act, 'people and everybody', { json: { action: { type: 'delete' }, ids: ['$ina'], all: true } }),
  ask(act, 'a filter without all', { json: { action: { type: 'delete' }, filter: huber.filter } }),
  ask(act, 'a group that does not exist', {
    json: { action: { type: 'add-to-group', groupId: noId('grp') }, ...two },
  }),
  ask(act, 'an action that does not exist', { json: { action: { type: 'promote' }, ...two } }),
  ask(act, 'an action of the machine', { json: { action: { type: 'purge', deletedBefore: 'x' }, ...two } }),
  ask(act, 'everything wrong at once', {
    json: { action: { type: 'delete', x: 1 }, ids: ['x'], dryRun: 'yes', expect: -1, exclude: 7, y: 1 },
  }),
  ask(act, 'a filter with a field that does not exist', {
    json: { action: { type: 'delete' }, all: true, filter: { field: 'shoe', op: 'eq', value: 43 } },
  }),
  ask('GET /v1/jobs', 'all'),
  ask('GET /v1/jobs', 'of one kind', { query: '?kind=export', by: 'member' }),
  ask('GET /v1/jobs', 'two a page', { query: '?kind=bulk&limit=2', keep: { nextJobs: 'cursor' } }),
  ask('GET /v1/jobs', 'the next page', { query: '?kind=bulk&limit=2&cursor=$nextJobs' }),
  ask('GET /v1/jobs', 'a cursor of another kind', { query: '?kind=export&cursor=$nextJobs' }),
  ask('GET /v1/jobs', 'a kind that does not exist', { query: '?kind=handover' }),
];

/** People who may be one, and who become one. */
export const doublesSteps: Step[] = [
  ask('POST /v1/participants', 'a double', {
    json: { email: 'h.huber@example.com', firstName: 'Johann', lastName: 'Huber', phone: '+43 1 5557777' },
    keep: { twin: 'id' },
  }),
  ask('POST /v1/participants', 'another double', {
    json: {
      email: 'huber@example.com',
      firstName: 'Hans',
      phone: '0043 (1) 555-7777',
      variables: { city: 'Linz' },
    },
    keep: { triplet: 'id' },
  }),
  ask('POST /v1/doubles', 'a search', { keep: { doubles: 'id' } }),
  ask('POST /v1/doubles', 'a search with a country, by a member', {
    json: { homeCountryCode: '43' },
    by: 'member',
  }),
  ask('POST /v1/doubles', 'a country that is none', { json: { homeCountryCode: 'AT', x: 1 } }),
  ask('GET /v1/doubles', 'all'),
  ask('GET /v1/doubles', 'one a page', { query: '?limit=1', keep: { nextDoubles: 'cursor' } }),
  ask('GET /v1/doubles', 'the next page', { query: '?limit=1&cursor=$nextDoubles', by: 'member' }),
  ask('GET /v1/doubles/{doublesId}', 'one'),
  ask('GET /v1/doubles/{doublesId}', 'one group a page', { query: '?limit=1' }),
  ask(cancel, 'a search', { at: { jobId: '$doubles' } }),
  ask(merge, 'a version that is gone', {
    at: { participantId: '$twin' },
    json: { into: '$hans' },
    headers: { 'if-match': '"7"' },
  }),
  ask(merge, 'into oneself', { at: { participantId: '$twin' }, json: { into: '$twin' } }),
  ask(merge, 'into nobody', { at: { participantId: '$twin' }, json: { into: noId('par') } }),
  ask(merge, 'everything wrong at once', { at: { participantId: '$twin' }, json: { into: 'x', from: 'y' } }),
  ask(merge, 'one', {
    at: { participantId: '$twin' },
    json: { into: '$hans' },
    keep: { merging: 'mergeJobId' },
  }),
  ask('GET /v1/participants/{participantId}', 'who became part of another', {
    at: { participantId: '$twin' },
  }),
  ask(job, 'a merge', { at: at('merging') }),
  ask(cancel, 'a merge', { at: at('merging') }),
  ask(undo, 'a merge', { at: at('merging') }),
  ask('PATCH /v1/participants/{participantId}', 'the address of another who becomes part, by a member', {
    at: { participantId: '$hans' },
    json: { email: 'huber@example.com', merge: true },
    by: 'member',
  }),
  ask(act, 'merged', {
    json: { action: { type: 'merge', into: '$hans' }, ids: ['$ina', '$hans'] },
    keep: { mergedMany: 'id' },
  }),
  ask(job, 'merged', { at: at('mergedMany') }),
  ask(act, 'merged, everybody', { json: { action: { type: 'merge', into: '$hans' }, all: true } }),
  ask('GET /v1/participants/{participantId}/history', 'of somebody who was merged', {
    at: { participantId: '$hans' },
  }),
  ask('GET /v1/doubles/{doublesId}', 'after merging'),
  ask('POST /v1/duplicates', 'a search, by the right word', { keep: { duplicates: 'id' } }),
  ask('POST /v1/duplicates', 'a country that is none', { json: { homeCountryCode: 'AT' } }),
  ask('GET /v1/duplicates', 'one a page', { query: '?limit=1' }),
  ask('GET /v1/duplicates/{duplicatesId}', 'one', { at: { duplicatesId: '$duplicates' } }),
];
