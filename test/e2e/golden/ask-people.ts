import { ask, mails, noId, type Step } from './ask.ts';

const create = 'POST /v1/participants';
const list = 'GET /v1/participants';
const show = 'GET /v1/participants/{participantId}';
const change = 'PATCH /v1/participants/{participantId}';
const path = (act: string) => `POST /v1/participants/{participantId}/${act}`;
const facets = 'GET /v1/participants/facets';
const history = 'GET /v1/participants/{participantId}/history';
const bea = { participantId: '$bea' };
const hans = { participantId: '$hans' };
const tele = { participantId: '$tele' };
const filterOf = (filter: unknown) =>
  `?filter=${encodeURIComponent(JSON.stringify(filter)).replaceAll('%24', '$')}`;

/** Groups, variables and saved filters: what people are sorted by. */
export const sortingSteps: Step[] = [
  ask('POST /v1/groups', 'one', { json: { name: ' Gardeners ' }, keep: { group: 'id' } }),
  ask('POST /v1/groups', 'by a member', { json: { name: 'Straße' }, by: 'member', keep: { street: 'id' } }),
  ask('POST /v1/groups', 'a name that is taken', { json: { name: 'STRASSE' } }),
  ask('POST /v1/groups', 'no name', { json: { name: '  ' } }),
  ask('POST /v1/groups', 'a name too long, and a field too many', {
    json: { name: 'x'.repeat(300), members: 1 },
  }),
  ask('POST /v1/groups', 'a number for a name', { json: { name: 7 } }),
  ask('GET /v1/groups', 'all'),
  ask('GET /v1/groups', 'one a page', { query: '?limit=1', by: 'member', keep: { nextGroups: 'cursor' } }),
  ask('GET /v1/groups', 'the next page', { query: '?limit=1&cursor=$nextGroups' }),
  ask('GET /v1/groups/{groupId}', 'one', { by: 'member' }),
  ask('PATCH /v1/groups/{groupId}', 'renamed', {
    json: { name: 'Foresters' },
    headers: { 'if-match': '"1"' },
  }),
  ask('PATCH /v1/groups/{groupId}', 'a version that is gone', {
    json: { name: 'Woodsmen' },
    headers: { 'if-match': '"1"' },
  }),
  ask('PATCH /v1/groups/{groupId}', 'a name that is taken', { json: { name: 'strasse' } }),
  ask('PATCH /v1/groups/{groupId}', 'the same name', { json: { name: 'Foresters' }, by: 'member' }),
  ask('PATCH /v1/groups/{groupId}', 'no name', { json: {} }),

  ask('POST /v1/variables', 'a number', { json: { name: 'trees', type: 'number' } }),
  ask('POST /v1/variables', 'a text with a label, by a member', {
    json: { name: 'city', type: 'text', label: 'City' },
    by: 'member',
  }),
  ask('POST /v1/variables', 'a date', { json: { name: 'born', type: 'date', label: 'Born on' } }),
  ask('POST /v1/variables', 'a yes or no', { json: { name: 'vip', type: 'boolean' } }),
  ask('POST /v1/variables', 'the same again', { json: { name: 'trees', type: 'number' } }),
  ask('POST /v1/variables', 'the same of another type', { json: { name: 'trees', type: 'text' } }),
  ask('POST /v1/variables', 'everything wrong at once', {
    json: { name: '1 x', type: 'colour', label: '', x: 1 },
  }),
  ask('POST /v1/variables', 'a word of programs', { json: { name: 'constructor', type: 'text' } }),
  ask('GET /v1/variables', 'all', { by: 'member' }),
  ask('PATCH /v1/variables/{name}', 'a label', {
    at: { name: 'trees' },
    json: { label: 'Number of trees' },
    headers: { 'if-match': '"1"' },
  }),
  ask('PATCH /v1/variables/{name}', 'a version that is gone', {
    at: { name: 'trees' },
    json: { label: 'Trees' },
    headers: { 'if-match': '"1"' },
  }),
  ask('PATCH /v1/variables/{name}', 'its type', { at: { name: 'trees' }, json: { type: 'text' } }),
  ask('PATCH /v1/variables/{name}', 'one that does not exist', {
    at: { name: 'shoe' },
    json: { label: 'Shoe' },
  }),
  ask('PATCH /v1/variables/{name}', 'no name', { at: { name: '1 x' }, json: { label: 'Shoe' } }),

  ask('POST /v1/filters', 'one', {
    json: { name: 'Ours', filter: { field: 'group', op: 'in', value: ['$group'] } },
    keep: { filter: 'id' },
  }),
  ask('POST /v1/filters', 'of another one, by a member', {
    json: { name: 'Not ours', filter: { not: { saved: '$filter' } } },
    by: 'member',
    keep: { notOurs: 'id' },
  }),
  ask('POST /v1/filters', 'by a variable', {
    json: { name: 'Rich', filter: { field: 'variables.trees', op: 'gt', value: 10 } },
    keep: { rich: 'id' },
  }),
  ask('POST /v1/filters', 'a name that is taken', {
    json: { name: 'OURS ', filter: { field: 'source', op: 'in', value: ['import'] } },
  }),
  ask('POST /v1/filters', 'a variable that does not exist', {
    json: { name: 'x', filter: { field: 'variables.shoe', op: 'eq', value: 'y' } },
  }),
  ask('POST /v1/filters', 'a value of another type', {
    json: { name: 'x', filter: { field: 'variables.trees', op: 'gt', value: 'many' } },
  }),
  ask('POST /v1/filters', 'a field that does not exist', {
    json: { name: 'x', filter: { all: [{ any: [{ field: 'shoe', op: 'eq', value: 43 }] }] } },
  }),
  ask('POST /v1/filters', 'an operator that does not fit', {
    json: { name: 'x', filter: { field: 'status', op: 'contains', value: 'a' } },
  }),
  ask('POST /v1/filters', 'no filter', { json: { name: '', filter: {} } }),
  ask('GET /v1/filters', 'all'),
  ask('GET /v1/filters', 'one a page', { query: '?limit=1', keep: { nextFilters: 'cursor' } }),
  ask('GET /v1/filters', 'the next page', { query: '?limit=1&cursor=$nextFilters', by: 'member' }),
  ask('PATCH /v1/filters/{filterId}', 'a name', {
    json: { name: 'Foresters' },
    headers: { 'if-match': '"1"' },
  }),
  ask('PATCH /v1/filters/{filterId}', 'a version that is gone', {
    json: { name: 'Woodsmen' },
    headers: { 'if-match': '"1"' },
  }),
  ask('PATCH /v1/filters/{filterId}', 'nothing, by a member', { json: {}, by: 'member' }),
  ask('PATCH /v1/filters/{filterId}', 'a filter that is none', { json: { filter: { all: 'x' } } }),
  ask('PATCH /v1/filters/{filterId}', 'a name that is taken', { json: { name: 'not ours' } }),
  ask('DELETE /v1/filters/{filterId}', 'a version that is gone', {
    at: { filterId: '$notOurs' },
    headers: { 'if-match': '"7"' },
  }),
  ask('DELETE /v1/filters/{filterId}', 'one, by a member', { at: { filterId: '$notOurs' }, by: 'member' }),
  ask('DELETE /v1/filters/{filterId}', 'once more', { at: { filterId: '$notOurs' } }),
];

/** One person after the other. */
export const personSteps: Step[] = [
  ask(create, 'all that can be said', {
    json: {
      ...{ email: 'Hans@Example.com', firstName: 'Hans', lastName: 'Huber', phone: '+43 1 555' },
      ...{ company: 'Huber & Söhne', locale: 'de', timeZone: 'Europe/Vienna' },
      ...{ channel: 'telegram', externalId: '4711', messenger: '@hans' },
      ...{ profileUrl: 'https://example.com/hans', avatarUrl: 'http://example.com/hans.png' },
      utm: { source: 'fair', campaign: 'spring' },
      groups: ['$group', '$group'],
      variables: { trees: 12, city: 'Wien', born: '1990-05-01', vip: true },
    },
    keep: { hans: 'id' },
  }),
  ask(create, 'in a channel only, by a member', {
    json: { channel: 'telegram', externalId: '0815', firstName: 'Tele' },
    by: 'member',
    keep: { tele: 'id' },
  }),
  ask(create, 'by a machine', { json: { email: 'jim@example.com' }, by: 'machine' }),
  ask(create, 'an address only', { json: { email: 'ina@example.com' }, keep: { ina: 'id' } }),
  ask(create, 'somebody who is known', { json: { email: 'hans@example.com', firstName: 'Other' } }),
  ask(create, 'nothing', { json: {} }),
  ask(create, 'a channel without an id', { json: { email: 'x@example.com', channel: 'telegram' } }),
  ask(create, 'a group and a variable that do not exist', {
    json: { email: 'x@example.com', groups: [noId('grp')], variables: { shoe: 43 } },
  }),
  ask(create, 'values of the wrong type', {
    json: { email: 'x@example.com', variables: { trees: 'many', born: 'yesterday', vip: 'perhaps' } },
  }),
  ask(create, 'everything wrong at once', {
    json: {
      ...{
        email: 'x',
        firstName: 7,
        channel: 'Tele Gram',
        externalId: '',
        profileUrl: 'ftp://x',
        avatarUrl: 'x',
      },
      ...{ locale: 'it', utm: { other: 'x' }, groups: ['x'], status: 'active', optedOut: true },
    },
  }),
  ask(show, 'one', { at: hans }),
  ask(show, 'who registered, by a member', { at: bea, by: 'member' }),
  ask(show, 'in a channel', { at: tele }),
  ask('PUT /v1/participants/{participantId}', 'no such method', { at: hans, json: {} }),
  ask(change, 'some fields', {
    at: hans,
    json: {
      ...{ firstName: 'Johann', phone: null, company: '', locale: 'en', utm: { source: 'mail' } },
      ...{ variables: { trees: 13, city: null }, groups: { add: ['$street'], remove: ['$group'] } },
    },
    headers: { 'if-match': '"1"' },
  }),
  ask(change, 'nothing, by a member', { at: hans, json: {}, by: 'member' }),
  ask(change, 'a version that is gone', {
    at: hans,
    json: { firstName: 'Late' },
    headers: { 'if-match': '"1"' },
  }),
  ask(change, 'everything wrong at once', {
    at: hans,
    json: {
      ...{ email: 'x', firstName: 7, groups: { add: ['x'], set: [] }, variables: { trees: 'many' } },
      ...{ optedOut: false, status: 'active', locale: 'it', timeZone: 7 },
    },
  }),
  ask(change, 'a group and a variable that do not exist', {
    at: hans,
    json: { groups: { add: [noId('grp')] }, variables: { shoe: 43 } },
  }),
  ask(change, 'a channel without its id', { at: { participantId: '$ina' }, json: { channel: 'telegram' } }),
  ask(change, 'the address', { at: hans, json: { email: 'johann@example.com' } }),
  ask(change, 'an address that is somebody else’s', { at: hans, json: { email: 'bea@example.com' } }),
  ask(change, 'an address that the person had', { at: hans, json: { email: 'hans@example.com' } }),
  ask(change, 'an address for whom there was none', { at: tele, json: { email: 'tele@example.com' } }),
  ask(change, 'an opt-out', { at: { participantId: '$ina' }, json: { optedOut: true } }),
  ask(change, 'an opt-out taken back', { at: { participantId: '$ina' }, json: { optedOut: false } }),
  ask(path('release-address'), 'that the person had', { at: hans, json: { email: 'johann@example.com' } }),
  ask(path('release-address'), 'that the person never had', {
    at: hans,
    json: { email: 'never@example.com' },
  }),
  ask(path('release-address'), 'that the person has', { at: hans, json: { email: 'hans@example.com' } }),
  ask(path('release-address'), 'no address', { at: hans, json: { email: 'x', other: 1 } }),
  ask(path('release-address'), 'by a member', {
    at: hans,
    json: { email: 'hans@example.com' },
    by: 'member',
  }),

  ask(path('block'), 'one', { at: tele }),
  ask(path('block'), 'once more', { at: tele }),
  ask(path('block'), 'by a member', { at: tele, by: 'member' }),
  ask(path('unblock'), 'one', { at: tele }),
  ask(path('unblock'), 'by a member', { at: tele, by: 'member' }),
  ask(path('unblock'), 'who is not blocked', { at: tele }),
  ask(path('block'), 'again', { at: tele }),
  ask('POST /v1/participants/unblock', 'by address', { json: { email: 'TELE@example.com' } }),
  ask('POST /v1/participants/unblock', 'in a channel', {
    json: { channel: 'Telegram ', externalId: '0815' },
  }),
  ask('POST /v1/participants/unblock', 'nobody known', { json: { email: 'never@example.com' } }),
  ask('POST /v1/participants/unblock', 'no address', { json: { email: 'x' } }),
  ask('POST /v1/participants/unblock', 'a channel alone', { json: { channel: 'telegram' } }),
  ask('POST /v1/participants/unblock', 'by a member', { json: { email: 'tele@example.com' }, by: 'member' }),
  ask('DELETE /v1/participants/{participantId}', 'one, by a member', { at: tele, by: 'member' }),
  ask('DELETE /v1/participants/{participantId}', 'once more', { at: tele }),
  ask(show, 'who is deleted', { at: tele }),
  ask(change, 'who is deleted', { at: tele, json: { firstName: 'Gone' } }),
  ask(create, 'who is deleted', { json: { email: 'tele@example.com' } }),
  ask(path('restore'), 'one, by a member', { at: tele, by: 'member' }),
  ask(path('restore'), 'who is there', { at: tele }),
  ask(history, 'of somebody who was changed', { at: hans }),
  ask(history, 'of somebody who registered', { at: bea, by: 'member' }),
  ask(history, 'of somebody who opted out', { at: { participantId: '$ann' } }),
  ask(history, 'two a page', { at: hans, query: '?limit=2', keep: { nextHistory: 'cursor' } }),
  ask(history, 'the next page', { at: hans, query: '?limit=2&cursor=$nextHistory' }),
  ask(history, 'a cursor of somebody else', { at: bea, query: '?cursor=$nextHistory' }),
  mails('of people'),

  ask(list, 'all'),
  ask(list, 'three a page', { query: '?limit=3', keep: { nextPeople: 'cursor' } }),
  ask(list, 'the next page', { query: '?limit=3&cursor=$nextPeople', by: 'member' }),
  ask(list, 'a cursor of another filter', { query: '?limit=3&status=active&cursor=$nextPeople' }),
  ...(
    [
      ['status=active', '?status=active'],
      ['several statuses', '?status=unsubscribed,deleted&limit=10'],
      ['by address', '?email=hans@example.com'],
      ['by the start of a name', '?firstName.startsWith=Jo'],
      ['by group', '?group=$street,$group'],
      ['by number', '?variables.trees.gt=12'],
      ['by text that is not there', '?variables.city.exists=false&limit=3'],
      ['by source and tag', '?source=self-registration&utm.source=vk'],
      ['by words', '?q=huber'],
      ['by session', '?registered=$session'],
      ['by session and attendance', '?registered=$session&attendance=attended'],
      ['by event and share', '?registered=$event&attendanceShare.gt=0.5'],
      ['by date', '?createdAt.between=2036-03-01,2036-03-31&inviteType=email'],
      ['by a saved filter', '?savedFilter=$rich'],
      [
        'by a tree',
        filterOf({ any: [{ field: 'group', op: 'in', value: ['$street'] }, { saved: '$rich' }] }),
      ],
      ['nobody', '?company=Nobody'],
      ['a field that does not exist', '?shoe=43'],
      ['a word of programs', '?__proto__=x'],
      ['a status that does not exist', '?status=alive'],
      ['a variable that does not exist', '?variables.shoe=43'],
      ['a number that is none', '?variables.trees.gt=many'],
      ['attendance of no session', '?attendance=attended'],
      ['an operator that does not fit', '?status.contains=a'],
      ['sorted', '?sort=email'],
      ['JSON that is cut off', '?filter={'],
      ['a tree with a field that does not exist', filterOf({ all: [{ field: 'x', op: 'eq', value: 'y' }] })],
      ['a saved filter that does not exist', `?savedFilter=${noId('flt')}`],
    ] as const
  ).flatMap(([title, query]) => [ask(list, title, { query }), ask(facets, title, { query })]),
  ask(facets, 'all'),
  ask(facets, 'by a member', { by: 'member', query: '?source=manual' }),
  ask(facets, 'a cursor that is none', { query: '?cursor=x' }),
];
