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
