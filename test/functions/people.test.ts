import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { servePeople } from '../../functions/people/serve-people.ts';
import { blockedParticipantsPage } from '../../shared/people/table/blocked-participants.ts';
import { eraseParticipant } from '../../shared/privacy/table/erase-items.ts';
import { participantIdInChannel } from '../../shared/people/domain/identity.ts';
import { groupSize } from '../../shared/groups/table/group-items.ts';
import { SHARDS, shardOf } from '../../shared/platform/values/shard.ts';
import { membersPage } from '../../shared/groups/table/member-items.ts';
import { getParticipant, patchWish } from '../../shared/people/table/participant-items.ts';
import { optOutOfEverything } from '../../shared/people/usecases/change-wishes.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { NOW, post, storedEvent, storedSession } from '../support/factories.ts';
import { organizerDeps } from '../support/api/organizer-routes.ts';
import { callerOf, type TestReply, type TestRequest } from '../support/http-events.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { idOf, registered } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';

const aws = useLocalAws();
let call: ReturnType<typeof callerOf>;
const clock = { now: NOW };
beforeAll(() => {
  call = callerOf(servePeople(organizerDeps(aws, () => clock.now)));
});
beforeEach(() => {
  clock.now = NOW;
});

const as =
  (groups: string) =>
  (routeKey: string, request: TestRequest = {}) =>
    call(routeKey, { groups, ...request });
const admin = as('[admin]');
const member = as('[member]');
const PERSON = '/v1/participants/{participantId}';
const people = (act: string, participantId: string, request: TestRequest = {}) => {
  const [method = '', path] = act.split(' ');
  return admin(`${method} ${PERSON}${path === undefined ? '' : `/${path}`}`, {
    params: { participantId },
    ...request,
  });
};
const add = (json: object) => admin('POST /v1/participants', { json });
const added = async (json: object): Promise<Record<string, any>> => {
  const reply = await add(json);
  expect(reply.status, reply.body).toBe(201);
  return reply.json();
};
const faultsOf = (reply: TestReply) => [
  reply.status,
  ...(reply.json().errors ?? []).map(
    (error: { field: string; code: string }) => `${error.field} ${error.code}`,
  ),
];
let names = 0;
const newGroup = async (): Promise<string> =>
  (await admin('POST /v1/groups', { json: { name: `Group ${(names += 1)}` } })).json().id;
const isListed = async (groupId: string, id: string): Promise<boolean> => {
  for (let shard = 0; shard < SHARDS; shard += 1)
    if ((await membersPage(aws.table, groupId, shard, undefined, 1000)).ids.includes(id)) return true;
  return false;
};
const historyOf = async (id: string): Promise<string[]> =>
  (await people('GET history', id)).json().items.map((entry: { kind: string }) => entry.kind);

describe('Entering somebody by hand', () => {
  it('keeps everything that was said, and tells all of it again', async () => {
    await admin('POST /v1/variables', { json: { name: 'visits', type: 'number', label: 'Visits' } });
    const groupId = await newGroup();
    const person = await added({
      email: ' Ann.Lee@Example.COM',
      firstName: ' Ann ',
      lastName: 'Lee',
      phone: '+49 1',
      company: 'Trees',
      channel: 'telegram',
      externalId: '4711',
      messenger: '@ann_lee',
      locale: 'de',
      timeZone: 'Europe/Berlin',
      avatarUrl: 'https://a.example/a.png',
      groups: [groupId, groupId],
      variables: { visits: 3 },
      utm: { source: 'vk' },
    });
    expect(person).toMatchObject({
      id: idOf('ann.lee@example.com'),
      email: 'Ann.Lee@example.com',
      firstName: 'Ann',
      source: 'manual',
      status: 'active',
      inviteType: 'email',
      labels: ['added-by-hand'],
      groups: [groupId],
      variables: { visits: 3 },
      utm: { source: 'vk' },
      profileUrl: 'https://t.me/ann_lee',
      createdAt: new Date(NOW).toISOString(),
    });
    expect((await people('GET', person['id'])).json()).toEqual(person);
    expect(await isListed(groupId, person['id'])).toBe(true);
    const { items } = (await people('GET history', person['id'])).json();
    expect(items).toMatchObject([
      { kind: 'group-added', data: { groups: [{ id: groupId, name: `Group ${names}` }] } },
      { kind: 'created', data: { source: 'manual' } },
    ]);
  });

  it('takes a name alone, and an id in a channel', async () => {
    const named = await added({ firstName: 'Only', lastName: 'Name' });
    expect(named).toMatchObject({ inviteType: 'none', labels: ['added-by-hand', 'no-email'] });
    expect(named['email']).toBeUndefined();
    const inChannel = await added({ channel: 'vk', externalId: '12345' });
    expect(inChannel).toMatchObject({ inviteType: 'link', profileUrl: 'https://vk.com/id12345' });
    expect(faultsOf(await add({ channel: 'vk', externalId: ' 12345 ' }))).toEqual([409, 'email exists']);
  });

  it.each([
    ['telegram', 'https://t.me/ann_link', '@ann_link', 'https://t.me/ann_link'],
    ['whatsapp', '+49 171 7654321', '+491717654321', 'https://wa.me/491717654321'],
    ['viber', '0049 171 7654321', '+491717654321', undefined],
  ])('takes an id in a channel as imports do: %s %s', async (channel, written, externalId, profileUrl) => {
    const person = await added({ channel, externalId: written });
    expect(person).toMatchObject({
      id: participantIdInChannel(identityKey, channel, externalId),
      externalId,
    });
    expect(person['profileUrl']).toBe(profileUrl);
    expect(faultsOf(await add({ channel, externalId }))).toEqual([409, 'email exists']);
    const { id } = await added({ firstName: 'Later', channel: 'vk', externalId: `later ${channel}` });
    const json = { channel, externalId: written };
    expect((await people('PATCH', id, { json })).json().existingId).toBe(person['id']);
  });

  it('takes a time zone as people write it, and refuses one that nobody knows', async () => {
    const { id, timeZone } = await added({ firstName: 'Zoned', timeZone: 'europe/berlin' });
    expect(timeZone).toBe('Europe/Berlin');
    const patch = (zone: string | null) => people('PATCH', id, { json: { timeZone: zone } });
    expect((await patch('america/new york')).json()).toMatchObject({ timeZone: 'America/New_York' });
    for (const reply of [await patch('Etc/Unknown'), await add({ firstName: 'X', timeZone: 'Etc/Unknown' })])
      expect(faultsOf(reply)).toEqual([422, 'timeZone unknown-time-zone']);
    expect((await patch(null)).json()).not.toHaveProperty('timeZone');
  });

  it('refuses a phone number where a channel has names', async () => {
    const json = { email: 'tgphone@example.com', channel: 'telegram', externalId: '+49 171 1234568' };
    expect(faultsOf(await add(json))).toEqual([422, 'externalId phone-number']);
    const { id } = await added({ email: 'tgphone@example.com' });
    const { email, ...place } = json;
    expect([email, ...faultsOf(await people('PATCH', id, { json: place }))]).toEqual([
      email,
      422,
      'externalId phone-number',
    ]);
  });

  it('says `api` of what a machine enters', async () => {
    const reply = await call('POST /v1/participants', {
      groups: '',
      json: { email: 'machine@example.com' },
      scope: 'turnout/member',
    });
    expect([reply.status, reply.json().source]).toEqual([201, 'api']);
  });

  it('never touches somebody who is there, and names them', async () => {
    const { id } = await added({ email: 'there@example.com', firstName: 'First' });
    const again = await add({ email: 'THERE@example.com', firstName: 'Second' });
    expect(faultsOf(again)).toEqual([409, 'email exists']);
    expect(again.json().existingId).toBe(id);
    expect((await people('GET', id)).json().firstName).toBe('First');
  });

  it('enters one of twenty who come with one address at the same time', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => add({ email: 'race@example.com', firstName: `N${n}` })),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(19);
  });

  it('refuses who is on the black list, also deleted', async () => {
    const { id } = await added({ email: 'black@example.com' });
    expect((await people('POST block', id)).json().status).toBe('blocked');
    expect(faultsOf(await add({ email: 'black@example.com' }))).toEqual([409, 'email blocked']);
    await people('DELETE', id);
    expect(faultsOf(await add({ email: 'black@example.com' }))).toEqual([409, 'email blocked']);
  });

  it('says restore of who was deleted, and enters them anew when it is too late for that, opt-out and all', async () => {
    const groupId = await newGroup();
    const { id } = await added({
      email: 'gone@example.com',
      firstName: 'Old',
      phone: '1',
      groups: [groupId],
    });
    await optOutOfEverything(aws.table, id, new Date(NOW).toISOString());
    await people('DELETE', id);
    expect(faultsOf(await add({ email: 'gone@example.com' }))).toEqual([409, 'email deleted']);
    clock.now += 31 * 86_400_000;
    expect(faultsOf(await people('POST restore', id))).toEqual([409, ' deleted-too-long-ago']);
    const back = await added({ email: 'gone@example.com', firstName: 'New' });
    expect(back).toMatchObject({ id, firstName: 'New', status: 'unsubscribed', groups: [] });
    expect(back['phone']).toBeUndefined();
    const kinds = ['created', 'deleted', 'opted-out', 'group-added', 'created'];
    expect((await historyOf(id)).toSorted()).toEqual(kinds.toSorted());
    expect((await historyOf(id)).at(-1)).toBe('created');
  });

  it.each<[string, object, string]>([
    ['nothing', {}, ' required'],
    ['an empty name', { firstName: ' ' }, ' required'],
    ['no address', { email: 'nobody' }, 'email email-invalid'],
    ['half a channel', { channel: 'vk', firstName: 'A' }, 'externalId custom'],
    ['an unknown group', { firstName: 'A', groups: [`grp_${'0'.repeat(32)}`] }, 'groups.0 unknown-group'],
    ['an unknown variable', { firstName: 'A', variables: { nope: 1 } }, 'variables.nope unknown-variable'],
    [
      'a variable that no variable can be',
      { firstName: 'A', variables: { Constructor: 1 } },
      'variables.Constructor invalid-key',
    ],
    ['a field of no name', { firstName: 'A', id: 'par_1' }, 'id unknown-field'],
    [
      'a link that is a script',
      { firstName: 'A', avatarUrl: 'javascript:alert(1)' },
      'avatarUrl invalid-format',
    ],
    ['a megabyte of name', { firstName: 'A'.repeat(200_000) }, 'firstName too-big'],
  ])('is refused with %s', async (_, json, fault) => {
    expect(faultsOf(await add(json))).toEqual([422, fault]);
  });
});

describe('A bulk action', () => {
  it('that was cancelled before it did anything shows whom it was about, and nothing to undo', async () => {
    const { id } = await added({ firstName: 'Bulk' });
    const json = { action: { type: 'block' }, ids: [id] };
    const begun = await admin('POST /v1/participants/actions', { json });
    const params = { jobId: begun.json().id };
    await admin('POST /v1/jobs/{jobId}/cancel', { params });
    const job = (await admin('GET /v1/jobs/{jobId}', { params })).json();
    expect(job).toMatchObject({ status: 'cancelled', canUndo: false, selection: { ids: [id] } });
  });
});

describe('Changing somebody', () => {
  it('writes what is said, takes away what is null, and leaves the rest', async () => {
    await admin('POST /v1/variables', { json: { name: 'city', type: 'text' } });
    await admin('POST /v1/variables', { json: { name: 'born', type: 'date' } });
    const [one, two] = [await newGroup(), await newGroup()];
    const { id } = await added({
      email: 'change@example.com',
      firstName: 'A',
      phone: '1',
      groups: [one],
      variables: { city: 'Rome' },
      utm: { source: 'vk' },
    });
    const reply = await people('PATCH', id, {
      json: {
        lastName: 'B',
        phone: null,
        variables: { city: null, born: '1999-12-31' },
        groups: { add: [two], remove: [one] },
      },
    });
    expect(reply.json()).toMatchObject({
      firstName: 'A',
      lastName: 'B',
      groups: [two],
      variables: { born: '1999-12-31' },
    });
    expect(reply.json().phone).toBeUndefined();
    expect([await isListed(one, id), await isListed(two, id)]).toEqual([false, true]);
    const told: { kind: string; data?: Record<string, unknown> }[] = (await people('GET history', id)).json()
      .items;
    expect(told).toContainEqual(
      expect.objectContaining({
        kind: 'group-removed',
        actor: 'user-1',
        origin: 'api',
        data: { groupId: one, name: `Group ${names - 1}` },
      }),
    );
    expect(told).toContainEqual(
      expect.objectContaining({ kind: 'group-added', data: expect.objectContaining({ groupId: two }) }),
    );
    expect(told.find(({ kind }) => kind === 'changed')?.data).toEqual({
      fields: ['lastName', 'phone', 'variables.city', 'variables.born'],
    });
    expect(told).toHaveLength(5);
  });

  it('refuses what somebody else has changed since, by its ETag', async () => {
    const { id } = await added({ firstName: 'Etag' });
    const seen = (await people('GET', id)).headers['etag']!;
    const patch = (firstName: string, etag: string) =>
      people('PATCH', id, { json: { firstName }, headers: { 'if-match': etag } });
    const first = await patch('One', seen);
    expect([first.status, first.headers['etag']]).toEqual([200, '"2"']);
    expect((await patch('Two', seen)).status).toBe(409);
    expect((await patch('Two', first.headers['etag']!)).json().firstName).toBe('Two');
  });

  it('loses nothing when many change different things at once', async () => {
    const { id } = await added({ firstName: 'Busy' });
    const changes = [{ lastName: 'L' }, { phone: '1' }, { company: 'C' }, { messenger: 'm' }];
    await Promise.all([
      ...changes.map((json) => people('PATCH', id, { json })),
      optOutOfEverything(aws.table, id, new Date(NOW).toISOString()),
    ]);
    expect((await people('GET', id)).json()).toMatchObject({
      ...Object.assign({}, ...changes),
      status: 'unsubscribed',
    });
  });

  it('writes nothing, and tells nothing, when nothing is different', async () => {
    const { id } = await added({ firstName: 'Same', utm: { source: 'vk' } });
    const reply = await people('PATCH', id, {
      json: { firstName: ' Same', utm: { source: 'vk' }, phone: null },
    });
    expect(reply.headers['etag']).toBe('"1"');
    expect(await historyOf(id)).toEqual(['created']);
  });

  it('records that somebody asked for no more mail, which only they can take back', async () => {
    const { id } = await added({ email: 'no-more@example.com' });
    const change = { optedOut: true };
    const written = await people('PATCH', id, { json: change });
    expect([written.status, written.json().status]).toEqual([200, 'unsubscribed']);
    const before = (await people('GET', id)).json();
    expect((await people('PATCH', id, { json: change })).status).toBe(200);
    expect((await people('GET', id)).json()).toEqual(before);
    const [entry] = (await people('GET history', id)).json().items;
    expect(entry).toMatchObject({ kind: 'opted-out', origin: 'api', data: { everything: true } });
    expect(entry.actor).not.toBe('participant');
    const lifted = await people('PATCH', id, { json: { optedOut: false } });
    expect(lifted.status).toBe(422);
    expect(lifted.body).toContain('only the person can lift it');
  });

  it('gives a place in a channel to one person only', async () => {
    const [one, two] = [await added({ firstName: 'One' }), await added({ firstName: 'Two' })];
    const json = { channel: 'telegram', externalId: 'shared' };
    expect((await people('PATCH', one['id'], { json })).status).toBe(200);
    const reply = await people('PATCH', two['id'], { json });
    expect([...faultsOf(reply), reply.json().existingId]).toEqual([409, 'externalId exists', one['id']]);
    expect(faultsOf(await add(json))).toEqual([409, 'email exists']);
  });

  it('refuses a value of another type, too many groups, and somebody who is deleted', async () => {
    await admin('POST /v1/variables', { json: { name: 'count', type: 'number' } });
    const { id } = await added({ firstName: 'Picky' });
    const patch = (json: object) => people('PATCH', id, { json });
    expect(faultsOf(await patch({ variables: { count: '3' } }))).toEqual([
      422,
      'variables.count not-a-number',
    ]);
    const groups: string[] = [];
    for (let n = 0; n < 51; n += 1) groups.push(await newGroup());
    for (let n = 0; n < 50; n += 10) await patch({ groups: { add: groups.slice(n, n + 10) } });
    expect(faultsOf(await patch({ groups: { add: groups.slice(50) } }))).toEqual([
      422,
      'groups.add too-many-groups',
    ]);
    await people('DELETE', id);
    expect(faultsOf(await patch({ firstName: 'Back' }))).toEqual([409, ' deleted']);
  });
});

describe('Deleting somebody', () => {
  it('takes them out of their groups, and restoring puts them back into those that are left', async () => {
    const [stays, goes] = [await newGroup(), await newGroup()];
    const { id } = await added({ email: 'del@example.com', groups: [stays, goes] });
    clock.now += 1000;
    const deleted = await people('DELETE', id);
    expect([deleted.status, deleted.json().status]).toEqual([200, 'deleted']);
    expect((await people('DELETE', id)).headers['etag']).toBe(deleted.headers['etag']);
    expect(await isListed(stays, id)).toBe(false);
    await admin('DELETE /v1/groups/{groupId}', { params: { groupId: goes } });
    clock.now += 29 * 86_400_000;
    const back = await people('POST restore', id);
    expect(back.json()).toMatchObject({ status: 'active', groups: [stays] });
    expect([await isListed(stays, id), await isListed(goes, id)]).toEqual([true, false]);
    expect((await getParticipant(aws.table, id))?.groups).toEqual(new Set([stays]));
    expect(await historyOf(id)).toEqual(['restored', 'deleted', 'group-added', 'created']);
  });

  it('is undone by the person who registers again, who is in no group then', async () => {
    const groupId = await newGroup();
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    const { id } = await added({ email: 'self@example.com', firstName: 'S', groups: [groupId] });
    await people('DELETE', id);
    await registered(aws, event, session, { email: 'self@example.com' });
    expect((await people('GET', id)).json()).toMatchObject({ status: 'active', firstName: 'S', groups: [] });
  });
});

describe('The black list', () => {
  it('is for admins, and its lifting leaves what the person said', async () => {
    const { id } = await added({ email: 'list@example.com' });
    await patchWish(aws.table, id, { set: { complainedAt: new Date(NOW).toISOString() } });
    for (const act of ['block', 'unblock'])
      expect((await member(`POST ${PERSON}/${act}`, { params: { participantId: id } })).status).toBe(403);
    expect((await people('POST block', id)).json().labels).toContain('blocked');
    clock.now += 1000;
    expect((await people('POST unblock', id)).json().status).toBe('complained');
    expect(await historyOf(id)).toEqual(['unblocked', 'blocked', 'created']);
  });

  it('is found by its own list: however people come onto it, merge and are erased', async () => {
    const blocked = async () => {
      const query = { status: 'blocked', limit: '200' };
      const { items, looked, cursor } = (await admin('GET /v1/participants', { query })).json();
      expect(cursor).toBeUndefined();
      return { ids: items.map((item: { id: string }) => item.id), looked };
    };
    const names = ['one', 'two', 'three', 'free'];
    const ids: string[] = [];
    for (const name of names) ids.push((await added({ email: `black-${name}@example.com` })).id);
    const [one = '', two = '', three = '', free = ''] = ids;
    const isOn = async () => {
      const found = await blocked();
      return [one, two, three, free].filter((id) => found.ids.includes(id));
    };
    await people('POST block', one);
    await people('POST block', two);
    await patchWish(aws.table, three, { set: { blockedAt: new Date(NOW).toISOString() } });
    expect(await isOn()).toEqual([one, two, three]);
    await people('POST unblock', one);
    expect(await isOn()).toEqual([two, three]);
    await people('POST merge', two, { json: { into: free } });
    expect(await isOn()).toEqual([three, free]);
    const { blockedAt } = (await getParticipant(aws.table, three))!;
    await eraseParticipant(aws.table, {
      person: (await getParticipant(aws.table, three))!,
      wishAt: () => ({ blockedAt }),
      ...{ pointers: [], groupIds: [] },
      mark: { jobId: 'blk_1', participantId: three, at: new Date(NOW).toISOString(), before: {} },
    });
    expect(await isOn()).toEqual([free]);
    const { ids: all, looked } = await blocked();
    expect(looked).toBeLessThanOrEqual(2 * all.length + 2);
  });
});

describe('Saved filters', () => {
  const long = (parts: number) => ({
    any: Array.from({ length: parts }, (_, n) => ({
      ...{ field: 'lastName', op: 'eq', value: `${n} ${'x'.repeat(1_900)}` },
    })),
  });
  const save = (name: string, filter: object) => admin('POST /v1/filters', { json: { name, filter } });

  it('are all listed, also where they are too long for one page', async () => {
    const names = Array.from({ length: 6 }, (_, n) => `Long ${n}`);
    for (const name of names) expect((await save(name, long(120))).status).toBe(201);
    const listed: string[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const query = { limit: '50', ...(cursor !== undefined && { cursor }) };
      const page = (await admin('GET /v1/filters', { query })).json();
      listed.push(...page.items.map((item: { name: string }) => item.name));
      cursor = page.cursor;
    }
    expect(listed.filter((name) => names.includes(name)).toSorted()).toEqual(names);
  });

  it('are refused when they are too long to be kept, with what they take in', async () => {
    const { id } = (await save('Almost', long(120))).json();
    expect(faultsOf(await save('Twice', { all: [{ saved: id }, long(60)] }))).toEqual([
      422,
      'filter too-large',
    ]);
    const patch = { params: { filterId: id }, json: { filter: long(190) } };
    expect(faultsOf(await admin('PATCH /v1/filters/{filterId}', patch))).toEqual([422, 'filter too-large']);
    const json = { action: { type: 'delete' }, all: true, filter: long(190) };
    expect(faultsOf(await admin('POST /v1/participants/actions', { json }))).toEqual([
      422,
      'filter too-large',
    ]);
  });
});

describe('A merge with somebody on the black list', () => {
  const pair = async (name: string) => {
    const [black, free] = [`${name}-black@example.com`, `${name}-free@example.com`];
    const [{ id: blocked }, { id: other }] = [await added({ email: black }), await added({ email: free })];
    await people('POST block', blocked);
    return { blocked, other, free };
  };
  const merging = (id: string, into: string, groups: string) =>
    as(groups)(`POST ${PERSON}/merge`, { params: { participantId: id }, json: { into } });

  it('is for those who may put the other one there, whoever becomes part of whom', async () => {
    const { blocked, other } = await pair('merge');
    for (const [id, into] of [
      [blocked, other],
      [other, blocked],
    ] as const)
      expect((await merging(id, into, '[member]')).status).toBe(403);
    expect((await getParticipant(aws.table, other))?.blockedAt).toBeUndefined();
    const { status, json } = await merging(blocked, other, '[member people:block]');
    expect([status, json().status]).toEqual([200, 'blocked']);
  });

  it('is so too when it comes of an address', async () => {
    const { blocked, free } = await pair('address');
    const change = { params: { participantId: blocked }, json: { email: free, merge: true } };
    expect((await member(`PATCH ${PERSON}`, change)).status).toBe(403);
    expect((await admin(`PATCH ${PERSON}`, change)).json().status).toBe('blocked');
  });

  it('needs no such permission when both are there', async () => {
    const { blocked, other } = await pair('both');
    await people('POST block', other);
    expect((await merging(blocked, other, '[member]')).status).toBe(200);
  });
});

describe('Another identity of somebody on the black list', () => {
  const blocked = async (json: object): Promise<string> => {
    const { id } = await added(json);
    await people('POST block', id);
    return id;
  };
  const changing = (id: string, json: object, groups = '[member]') =>
    as(groups)(`PATCH ${PERSON}`, { params: { participantId: id }, json });

  it('is for those who may put it there: an address that was nobody’s', async () => {
    const id = await blocked({ email: 'identity-1@example.com' });
    const change = { email: 'identity-2@example.com' };
    expect((await changing(id, change)).status).toBe(403);
    expect((await changing(id, { email: 'Identity-1@example.com', company: 'Firm' })).status).toBe(200);
    const entered = await added({ email: 'identity-2@example.com' });
    expect(entered['status']).toBe('active');
    const other = { email: 'identity-3@example.com' };
    expect((await changing(id, other, '[member people:block]')).json()).toMatchObject(other);
    // Their former one leads to them already.
    expect((await changing(id, { email: 'identity-1@example.com' })).status).toBe(200);
  });

  it('is so too for a place in a channel, also beside an address', async () => {
    const id = await blocked({ email: 'identity-4@example.com' });
    const place = { channel: 'line', externalId: 'identity-4711' };
    expect((await changing(id, place)).status).toBe(403);
    expect((await changing(id, { email: 'Identity-4@example.com', ...place })).status).toBe(403);
    expect(await getParticipant(aws.table, id)).toMatchObject({ email: 'identity-4@example.com' });
    expect((await changing(id, { company: 'Firm' })).status).toBe(200);
    expect((await changing(id, place, '[member people:block]')).json()).toMatchObject(place);
    const { status, json } = await changing(id, { email: 'identity-5@example.com', ...place }, '[admin]');
    expect([status, json().email]).toEqual([200, 'identity-5@example.com']);
  });
});

describe('The black list, after somebody on it was erased,', () => {
  const erased = async (email: string) => {
    const { id } = await added({ email });
    await people('POST block', id);
    const person = (await getParticipant(aws.table, id))!;
    await eraseParticipant(aws.table, {
      person,
      wishAt: () => ({ blockedAt: person.blockedAt }),
      ...{ pointers: [], groupIds: [] },
      mark: { jobId: 'blk_1', participantId: id, at: new Date(NOW).toISOString(), before: {} },
    });
    return id;
  };
  const unblock = (json: object, as = admin) => as('POST /v1/participants/unblock', { json });
  const isBlocked = async (id: string) =>
    (await blockedParticipantsPage(aws.table, shardOf(id), undefined, 1_000)).ids.includes(id);

  it('lets their address go when an admin names it, so that they can come back by themselves', async () => {
    const email = 'erased-black@example.com';
    const id = await erased(email);
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    const come = () =>
      register(
        { table: aws.table, identityKey, now: () => NOW },
        { event, request: post({ email, sessionIds: [session.id] }) },
      );
    await come();
    expect(await getParticipant(aws.table, id)).toBeUndefined();
    expect(await isBlocked(id)).toBe(true);
    expect((await unblock({ email }, member)).status).toBe(403);
    const { status, json } = await unblock({ email: ' Erased-Black@example.com' });
    expect([status, json()]).toEqual([200, { id, status: 'erased' }]);
    expect(await isBlocked(id)).toBe(false);
    await come();
    expect(await getParticipant(aws.table, id)).toMatchObject({ email });
  });

  it('lets their id go as well, and anybody who is there', async () => {
    const id = await erased('erased-black-2@example.com');
    expect((await people('POST unblock', id)).json()).toEqual({ id, status: 'erased' });
    expect(await isBlocked(id)).toBe(false);
    const there = await added({ email: 'there-black@example.com' });
    await people('POST block', there.id);
    const { json } = await unblock({ email: 'there-black@example.com' });
    expect(json()).toMatchObject({ id: there.id, status: 'active' });
    expect((await unblock({ email: 'nobody-black@example.com' })).status).toBe(404);
    expect(faultsOf(await unblock({ email: 'no address' }))[0]).toBe(422);
    const inChannel = await added({ channel: 'line', externalId: 'black-4711' });
    await people('POST block', inChannel.id);
    const freed = await unblock({ channel: 'line', externalId: 'black-4711' });
    expect(freed.json()).toMatchObject({ id: inChannel.id, status: 'active' });
  });

  it('reads a place in a channel as it was read when they were entered', async () => {
    const { id } = await added({ channel: 'telegram', externalId: '@black_anna' });
    for (const named of [
      { channel: ' Telegram ', externalId: '@Black_Anna' },
      { channel: 'telegram', externalId: '\u00a0 https://t.me/black_anna ' },
    ]) {
      await people('POST block', id);
      const { status, json } = await unblock(named);
      expect([status, json().status]).toEqual([200, 'active']);
    }
    const composed = await added({ channel: 'line', externalId: 'J\u00fcrgen' });
    await people('POST block', composed.id);
    expect((await unblock({ channel: 'LINE', externalId: 'Ju\u0308rgen' })).status).toBe(200);
    const faults = [
      [{ channel: 'two words', externalId: 'x' }, 'channel'],
      [{ channel: 'line', externalId: ' ' }, 'externalId'],
      [{ channel: 'line', externalId: 'x'.repeat(201) }, 'externalId'],
    ] as const;
    for (const [named, field] of faults)
      expect(faultsOf(await unblock(named))).toEqual([422, `${field} invalid-value`]);
  });
});

describe('Groups', () => {
  const group = (method: string, groupId: string, request: TestRequest = {}) =>
    admin(`${method} /v1/groups/{groupId}`, { params: { groupId }, ...request });

  it('are made, renamed, listed by name, and of one name once', async () => {
    const made = await admin('POST /v1/groups', { json: { name: ' Zebras ' } });
    expect([made.status, made.json().name, made.json().members]).toEqual([201, 'Zebras', 0]);
    const again = await admin('POST /v1/groups', { json: { name: 'zebras' } });
    expect([...faultsOf(again), again.json().existingId]).toEqual([409, 'name exists', made.json().id]);
    const renamed = await group('PATCH', made.json().id, { json: { name: 'Horses' } });
    expect([renamed.json().name, renamed.headers['etag']]).toEqual(['Horses', '"2"']);
    const stale = await group('PATCH', made.json().id, {
      json: { name: 'X' },
      headers: { 'if-match': '"1"' },
    });
    expect(stale.status).toBe(409);
    expect((await admin('POST /v1/groups', { json: { name: 'Zebras' } })).status).toBe(201);
    const listed: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await admin('GET /v1/groups', { query: { limit: '2', ...(cursor && { cursor }) } });
      listed.push(...page.json().items.map((one: { name: string }) => one.name));
      cursor = page.json().cursor;
      more = cursor !== undefined;
    }
    expect(listed.filter((name) => /^[ZH]/.test(name))).toEqual(['Horses', 'Zebras']);
  });

  it('are counted with their names', async () => {
    const { id } = (await call('POST /v1/groups', { groups: '[admin]', json: { name: 'Facetted' } })).json();
    await added({ email: 'facetted@example.com', groups: [id] });
    const filter = JSON.stringify({ field: 'group', op: 'in', value: [id] });
    const reply = await call('GET /v1/participants/facets', { groups: '[admin]', query: { filter } });
    expect(reply.json().facets.group).toEqual([{ value: id, name: 'Facetted', count: 1 }]);
  });

  it('are gone for everybody at once when deleted, while the members stay', async () => {
    const groupId = await newGroup();
    const { id } = await added({ firstName: 'Stays', groups: [groupId] });
    const reply = await group('DELETE', groupId);
    expect([reply.status, reply.json().deleted]).toEqual([200, true]);
    expect((await group('GET', groupId)).status).toBe(404);
    expect((await group('DELETE', groupId)).status).toBe(404);
    expect((await people('GET', id)).json()).toMatchObject({ firstName: 'Stays', groups: [] });
    expect(await groupSize(aws.table, groupId)).toBe(0);
  });

  it('are not deleted while a saved filter asks for them: one for all others would find everybody', async () => {
    const groupId = await newGroup();
    const filter = { any: [{ field: 'group', op: 'notIn', value: [groupId] }] };
    const saved = await admin('POST /v1/filters', { json: { name: 'All others', filter } });
    const refused = await group('DELETE', groupId);
    expect(faultsOf(refused)).toEqual([409, 'name used']);
    expect(refused.body).toContain('All others');
    await admin('DELETE /v1/filters/{filterId}', { params: { filterId: saved.json().id } });
    expect((await group('DELETE', groupId)).status).toBe(200);
  });

  it.each([[''], ['x'.repeat(101)], ['a\u0000b']])('are refused by the name %j', async (name) => {
    expect((await admin('POST /v1/groups', { json: { name } })).status).toBe(422);
  });
});

describe('Variables', () => {
  const variable = (method: string, name: string, request: TestRequest = {}) =>
    admin(`${method} /v1/variables/{name}`, { params: { name }, ...request });

  it('are defined once, keep their type, and come back with their values', async () => {
    const made = await admin('POST /v1/variables', {
      json: { name: 'shoe', type: 'number', label: 'Shoe size' },
    });
    expect([made.status, made.json().label]).toEqual([201, 'Shoe size']);
    const again = await admin('POST /v1/variables', { json: { name: 'shoe', type: 'number' } });
    expect(faultsOf(again)).toEqual([409, 'name exists']);
    const { id } = await added({ firstName: 'Feet', variables: { shoe: 42 } });
    expect(faultsOf(await variable('PATCH', 'shoe', { json: { type: 'text' } }))).toContain(
      'type unknown-field',
    );
    expect((await variable('PATCH', 'shoe', { json: { label: 'Size' } })).json().label).toBe('Size');
    expect((await variable('DELETE', 'shoe')).status).toBe(200);
    expect((await people('GET', id)).json().variables).toEqual({});
    expect((await variable('PATCH', 'shoe', { json: { label: 'x' } })).status).toBe(404);
    const other = await admin('POST /v1/variables', { json: { name: 'shoe', type: 'text' } });
    expect(faultsOf(other)).toEqual([409, 'name type-cannot-change']);
    expect((await admin('POST /v1/variables', { json: { name: 'shoe', type: 'number' } })).status).toBe(201);
    expect((await people('GET', id)).json().variables).toEqual({ shoe: 42 });
  });

  it('are not deleted while a saved filter asks for them', async () => {
    await admin('POST /v1/variables', { json: { name: 'asked', type: 'number' } });
    const filter = { all: [{ not: { field: 'variables.asked', op: 'eq', value: 3 } }] };
    const saved = await admin('POST /v1/filters', { json: { name: 'Not three', filter } });
    expect(saved.status, saved.body).toBe(201);
    const refused = await variable('DELETE', 'asked');
    expect(faultsOf(refused)).toEqual([409, 'name used']);
    expect(refused.body).toContain('Not three');
    await admin('DELETE /v1/filters/{filterId}', { params: { filterId: saved.json().id } });
    expect((await variable('DELETE', 'asked')).status).toBe(200);
  });

  it.each(['__proto__', 'constructor', 'toString', 'Upper', '1st', '', 'x'.repeat(51)])(
    'cannot be called %j',
    async (name) => {
      expect((await admin('POST /v1/variables', { json: { name, type: 'text' } })).status).toBe(422);
    },
  );

  it('are 200 at most', async () => {
    const items: unknown[] = (await admin('GET /v1/variables')).json().items;
    for (let n = items.length; n < 200; n += 1)
      await admin('POST /v1/variables', { json: { name: `filler${n}`, type: 'text' } });
    const reply = await admin('POST /v1/variables', { json: { name: 'oneTooMany', type: 'text' } });
    expect(faultsOf(reply)).toEqual([409, ' too-many-variables']);
  });
});

describe('A search for doubles', () => {
  it('is told where phones without a country code are, or nothing', async () => {
    const begin = (request: TestRequest) => admin('POST /v1/doubles', request);
    const asked = { homeCountryCode: '49' };
    expect((await begin({ json: asked })).json()).toMatchObject({ status: 'waiting', ...asked });
    expect((await begin({})).status).toBe(202);
    for (const homeCountryCode of ['+49', '049', 'de', 49])
      expect(faultsOf(await begin({ json: { homeCountryCode } }))[1]).toContain('homeCountryCode');
    expect((await begin({ json: { country: 'de' } })).status).toBe(422);
  });
});
