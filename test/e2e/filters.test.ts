import { beforeAll, describe, expect, it } from 'vitest';
import type { BodyTo } from '../support/api/typed-call.ts';
import { useTestCloud } from '../support/use-test-cloud.ts';

const cloud = useTestCloud();
let sessionId: string;
let eventId: string;
const ids: Record<string, string> = {};
let vip: string;

beforeAll(async () => {
  const event = await cloud.call('POST', '/v1/events', { title: 'Filtered', timeZone: 'UTC' });
  eventId = event.id;
  const startsAt = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
  sessionId = (await cloud.call('POST', `/v1/events/${eventId}/sessions`, { startsAt })).id;
  for (const name of ['ann', 'bob', 'cleo'])
    await cloud.send(`/v1/events/${eventId}/registrations`, {
      method: 'POST',
      body: JSON.stringify({
        email: `${name}@example.com`,
        firstName: name,
        utm: { source: name === 'ann' ? 'vk' : 'fb' },
      }),
      headers: { 'content-type': 'application/json' },
    });
  await cloud.call('POST', '/v1/imports', {
    text: 'email,first name,company\nzoe@example.com,Zoë,"Contoso, Ltd."\n',
  });
  await cloud.settle();
  for (const person of (await cloud.call('GET', '/v1/participants')).items)
    ids[person.email!.split('@')[0]!] = person.id;
  vip = (await cloud.call('POST', '/v1/groups', { name: 'VIP' })).id;
  await cloud.call('POST', '/v1/variables', { name: 'age', type: 'number', label: 'Age' });
  await cloud.call('PATCH', `/v1/participants/${ids['ann']!}`, {
    groups: { add: [vip] },
    variables: { age: 33 },
  });
  await cloud.settle();
});

const found = async (query: string) => {
  const { items } = await cloud.call('GET', `/v1/participants?${query}`);
  return items.map(({ email }) => email!.split('@')[0]!).sort();
};
const refused = async (path: string, init: { method?: string; body?: unknown; role?: string } = {}) => {
  const answer = await cloud.send(path, {
    method: init.method ?? 'GET',
    headers: {
      authorization: `Bearer ${await cloud.token(init.role ?? 'admin')}`,
      'content-type': 'application/json',
    },
    ...(init.body !== undefined && {
      body: typeof init.body === 'string' ? init.body : JSON.stringify(init.body),
    }),
  });
  const { errors = [], detail } = (await answer.json()) as {
    errors?: { field: string; code: string }[];
    detail: string;
  };
  return { status: answer.status, detail, errors: errors.map(({ field, code }) => `${field} ${code}`) };
};
const json = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;

describe('Participants in a filter', () => {
  it('are found by every kind of condition, in both forms', async () => {
    expect(await found('')).toEqual(['ann', 'bob', 'cleo', 'zoe']);
    expect(await found('source=import')).toEqual(['zoe']);
    expect(await found('utm.source=VK')).toEqual(['ann']);
    expect(await found(`group=${vip}`)).toEqual(['ann']);
    expect(await found('variables.age.gt=30')).toEqual(['ann']);
    expect(await found('variables.age=33&status=active')).toEqual(['ann']);
    expect(await found('email=ANN@example.com')).toEqual(['ann']);
    expect(await found('firstName.contains=zo,le')).toEqual(['cleo', 'zoe']);
    expect(await found('q=ZOË+contoso')).toEqual(['zoe']);
    expect(await found(`registered=${sessionId}`)).toEqual(['ann', 'bob', 'cleo']);
    expect(await found(`registered.notIn=${eventId}`)).toEqual(['zoe']);
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString();
    expect(await found(`webinarDate.lt=${tomorrow}&utm.source=fb`)).toEqual(['bob', 'cleo']);
    const isIn = (field: string, value: string[]) => ({ field, op: 'in', value });
    expect(
      await found(
        json({
          any: [
            { all: [isIn('registered', [eventId]), { not: isIn('group', [vip]) }] },
            isIn('source', ['import']),
          ],
        }),
      ),
    ).toEqual(['bob', 'cleo', 'zoe']);
  });

  it('are found by the attendance that was noted by hand', async () => {
    const { items } = await cloud.call('GET', `/v1/sessions/${sessionId}/registrations`);
    const of = (name: string) => items.find((one) => one.email!.startsWith(name))!;
    expect(of('ann').attendance).toEqual({ state: 'unknown', seconds: null, share: null });
    const note = (
      name: string,
      attendance: BodyTo<'PATCH', '/v1/sessions/{sessionId}/registrations/{registrationId}'>['attendance'],
    ) => cloud.call('PATCH', `/v1/sessions/${sessionId}/registrations/${of(name).id}`, { attendance });
    expect((await note('ann', { state: 'attended', seconds: 3000, share: 0.8 })).attendance).toEqual({
      state: 'attended',
      seconds: 3000,
      share: 0.8,
    });
    await note('bob', { state: 'absent' });
    const registered = `registered=${sessionId}`;
    expect(await found(`${registered}&attendance=attended`)).toEqual(['ann']);
    expect(await found(`${registered}&attendance=absent,unknown`)).toEqual(['bob', 'cleo']);
    expect(await found(`${registered}&attendanceShare.gt=0.5`)).toEqual(['ann']);
    expect(await found(`${registered}&attendanceShare.lt=0.5`)).toEqual([]);
    const wrong = `/v1/sessions/${sessionId}/registrations/${of('cleo').id}`;
    for (const attendance of [
      { state: 'there' },
      { state: 'attended', share: 80 },
      { state: 'unknown', seconds: 0 },
      {},
    ])
      expect(
        (await refused(wrong, { method: 'PATCH', body: { attendance } })).status,
        JSON.stringify(attendance),
      ).toBe(422);
    const { items: history } = await cloud.call('GET', `/v1/participants/${ids['ann']!}/history`);
    expect(history.map(({ kind }) => kind)).toContain('attendance');
  });

  it('come page by page with a cursor that knows its filter', async () => {
    const all: string[] = [];
    for (let place = ''; ;) {
      const { items, cursor, looked } = await cloud.call(
        'GET',
        `/v1/participants?limit=1&status=active${place}`,
      );
      expect(items.length).toBeLessThanOrEqual(1);
      expect(looked).toBeLessThanOrEqual(5_500);
      all.push(...items.map(({ id }) => id));
      if (cursor === undefined) break;
      expect((await refused(`/v1/participants?limit=1&status=bounced&cursor=${cursor}`)).status).toBe(400);
      place = `&cursor=${cursor}`;
    }
    expect(all.sort()).toEqual(Object.values(ids).sort());
  });

  it('are not guessed: what is no filter is refused by name', async () => {
    const wrong: [string, string][] = [
      ['shoe=43', 'shoe unknown-field'],
      ['__proto__=x', '__proto__ unknown-field'],
      ['status=alive', 'status invalid-value'],
      ['variables.shoe=43', 'variables.shoe unknown-variable'],
      ['attendance=attended', 'attendance needs-sessions'],
      ['sort=email', 'sort not-sortable'],
      ['filter={', 'filter invalid-json'],
      [json({ all: [{ field: 'x', op: 'eq', value: 'y' }] }), 'filter.all.0.field unknown-field'],
      [`savedFilter=flt_${'0'.repeat(32)}`, 'filter unknown-filter'],
    ];
    for (const [query, error] of wrong)
      for (const path of ['participants', 'participants/facets'])
        expect(await refused(`/v1/${path}?${query}`), query).toMatchObject({ status: 422, errors: [error] });
  });
});

describe('Facets', () => {
  it('count the people of a filter by what they have', async () => {
    const { count, complete, facets, looked } = await cloud.call(
      'GET',
      `/v1/participants/facets?registered=${eventId}`,
    );
    expect({ count, complete }).toEqual({ count: 3, complete: true });
    expect(looked).toBeGreaterThanOrEqual(3);
    expect(facets).toMatchObject({
      status: [{ value: 'active', count: 3 }],
      source: [{ value: 'self-registration', count: 3 }],
      inviteType: [{ value: 'email', count: 3 }],
      label: [{ value: 'self-registered', count: 3 }],
      group: [
        { value: null, count: 2 },
        { value: vip, count: 1 },
      ],
    });
    expect((await cloud.call('GET', '/v1/participants/facets')).count).toBe(4);
  });
});

describe('Saved filters', () => {
  it('are used by their id in lists, exports and bulk actions', async () => {
    const filter = { field: 'group', op: 'in' as const, value: [vip] };
    const saved = await cloud.call('POST', '/v1/filters', { name: 'Our VIPs', filter });
    expect(saved).toMatchObject({ name: 'Our VIPs', filter, version: 1 });
    expect(await found(`savedFilter=${saved.id}`)).toEqual(['ann']);
    expect(await found(`${json({ not: { saved: saved.id } })}&source=self-registration`)).toEqual([
      'bob',
      'cleo',
    ]);
    const exported = await cloud.call('POST', '/v1/exports', { filter: { saved: saved.id } });
    await cloud.settle();
    expect(await cloud.call('GET', `/v1/exports/${exported.id}`)).toMatchObject({ status: 'done', rows: 1 });
    const action = { type: 'remove-from-group' as const, groupId: vip };
    const selection = { all: true as const, filter: { saved: saved.id }, dryRun: true };
    expect(await cloud.call('POST', '/v1/participants/actions', { action, ...selection })).toMatchObject({
      count: 1,
    });
  });

  it('have names of their own, are checked, changed by who has seen them, and go', async () => {
    const filter = { field: 'source', op: 'in' as const, value: ['import'] };
    const create = (name: string, one: unknown = filter) =>
      refused('/v1/filters', { method: 'POST', body: { name, filter: one } });
    const saved = await cloud.call('POST', '/v1/filters', { name: 'Straße', filter });
    expect(await create('STRASSE ')).toMatchObject({ status: 409, errors: ['name name-taken'] });
    expect(await create('x', { field: 'variables.shoe', op: 'eq', value: 'y' })).toMatchObject({
      status: 422,
      errors: ['filter.field unknown-variable'],
    });
    const patched = await cloud.call('PATCH', `/v1/filters/${saved.id}`, { name: 'Imported' });
    expect(patched).toMatchObject({ name: 'Imported', filter, version: 2 });
    expect((await create('Imported')).status).toBe(409);
    const again = await cloud.call('POST', '/v1/filters', {
      name: 'Straße',
      filter: { all: [{ saved: saved.id }] },
    });
    expect(again.filter).toEqual({ all: [filter] });
    const { items } = await cloud.call('GET', '/v1/filters');
    expect(items.map(({ name }) => name)).toEqual(['Straße', 'Imported', 'Our VIPs']);
    const gone = await cloud.send(`/v1/filters/${saved.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${await cloud.token('member')}`, 'if-match': '"1"' },
    });
    expect(gone.status).toBe(409);
    for (const status of [204, 404]) {
      const answer = await cloud.send(`/v1/filters/${saved.id}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${await cloud.token('member')}` },
      });
      expect(answer.status).toBe(status);
    }
  });
});

describe('A hostile filter', () => {
  const nested = (levels: number) =>
    `${'{"not":'.repeat(levels - 1)}{"field":"status","op":"in","value":["active"]}${'}'.repeat(levels - 1)}`;
  const bodies: [string, (filter: string) => string][] = [
    ['/v1/filters', (filter) => `{"name":"deep","filter":${filter}}`],
    ['/v1/exports', (filter) => `{"filter":${filter}}`],
    [
      '/v1/participants/actions',
      (filter) => `{"action":{"type":"fix-names"},"all":true,"dryRun":true,"filter":${filter}}`,
    ],
  ];

  it('of any depth is refused with its reason, wherever it comes in', async () => {
    for (const [path, body] of bodies) {
      for (const levels of [21, 1_000, 100_000]) {
        const { status, errors, detail } = await refused(path, {
          method: 'POST',
          body: body(nested(levels)),
        });
        expect(status, path).toBe(422);
        expect(errors[0] ?? detail).toMatch(/^filter too-large$|nested too deeply/);
      }
    }
    expect(await refused(`/v1/participants?filter=${nested(300)}`)).toMatchObject({
      status: 422,
      errors: ['filter too-large'],
    });
  });

  it('of the greatest depth works, also in a job', async () => {
    let filter: BodyTo<'POST', '/v1/filters'>['filter'] = { field: 'source', op: 'in', value: ['import'] };
    for (let level = 1; level < 20; level += 1) filter = level % 2 ? { any: [filter] } : { all: [filter] };
    expect(await found(json(filter))).toEqual(['zoe']);
    const exported = await cloud.call('POST', '/v1/exports', { filter });
    await cloud.settle();
    expect(await cloud.call('GET', `/v1/exports/${exported.id}`)).toMatchObject({ status: 'done', rows: 1 });
  });
});
