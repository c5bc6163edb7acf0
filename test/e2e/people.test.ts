import { describe, expect, it } from 'vitest';
import { apiClient } from '../support/api/api-client.ts';
import { useTestCloud } from '../support/use-test-cloud.ts';

const cloud = useTestCloud();

const person = <Path extends `/${string}`>(id: string, path: Path) =>
  `/v1/participants/${id}${path}` as const;
const kindsOf = async (id: string): Promise<string[]> =>
  (await cloud.call('GET', person(id, '/history'))).items.map((entry) => entry.kind);
const newGroup = async (name: string): Promise<string> =>
  (await cloud.call('POST', '/v1/groups', { name })).id;
const membersOf = async (groupId: string): Promise<number> => {
  await cloud.settle();
  return (await cloud.call('GET', `/v1/groups/${groupId}`)).members;
};
const statusOf = async (method: string, path: string, body?: object, role = 'admin'): Promise<number> => {
  const answer = await cloud.send(path, {
    method,
    headers: { authorization: `Bearer ${await cloud.token(role)}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return answer.status;
};
const register = async (eventId: string, body: object): Promise<void> => {
  await cloud.send(`/v1/events/${eventId}/registrations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await cloud.settle();
};
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);

describe('A person', () => {
  it('is entered by hand, changed, grouped, blocked, deleted, had back, and remembers all of it', async () => {
    const api = await apiClient(cloud);
    const { data: group } = await api.POST('/v1/groups', { body: { name: 'Gardeners' } });
    const groupId = group!.id;
    await api.POST('/v1/variables', { body: { name: 'trees', type: 'number', label: 'Trees' } });
    const { data: entered } = await api.POST('/v1/participants', {
      body: { email: 'Ann@Example.com', firstName: 'Ann', variables: { trees: 3 } },
    });
    const { id } = entered!;
    expect(await statusOf('POST', '/v1/participants', { email: 'ann@example.com' })).toBe(409);
    const taken = await api.POST('/v1/participants', { body: { email: 'ann@example.com' } });
    expect(taken.error).toMatchObject({ type: 'urn:turnout:problem:conflict' });
    const { data: changed } = await api.PATCH('/v1/participants/{participantId}', {
      params: { path: { participantId: id } },
      body: { lastName: 'Lee', variables: { trees: 4 }, groups: { add: [groupId] } },
    });
    expect(changed).toMatchObject({
      email: 'Ann@example.com',
      firstName: 'Ann',
      lastName: 'Lee',
      variables: { trees: 4 },
      groups: [groupId],
      labels: ['added-by-hand'],
    });
    expect(await membersOf(groupId)).toBe(1);

    expect(await statusOf('POST', person(id, '/block'), undefined, 'member')).toBe(403);
    expect((await cloud.call('POST', person(id, '/block'))).status).toBe('blocked');
    expect((await cloud.call('POST', person(id, '/unblock'))).status).toBe('active');

    expect((await cloud.call('DELETE', `/v1/participants/${id}`)).status).toBe('deleted');
    expect(await membersOf(groupId)).toBe(0);
    expect(await cloud.call('POST', person(id, '/restore'))).toMatchObject({
      status: 'active',
      groups: [groupId],
    });
    expect(await membersOf(groupId)).toBe(1);

    const told = await kindsOf(id);
    expect(told.slice(0, 4)).toEqual(['restored', 'deleted', 'unblocked', 'blocked']);
    // The change and the group are one act.
    expect(told.slice(4, 6).toSorted()).toEqual(['changed', 'group-added']);
    expect(told.slice(6)).toEqual(['created']);
  });

  it('is told of with their registrations, mails and wishes, page after page', async () => {
    await cloud.call('POST', '/v1/variables', { name: 'town', type: 'text', label: 'Town' });
    const { id: eventId } = await cloud.call('POST', '/v1/events', {
      title: 'Pruning',
      timeZone: 'UTC',
      form: { fields: [{ name: 'from', label: 'Where from?', type: 'text', variable: 'town' }] },
    });
    const session = await cloud.call('POST', `/v1/events/${eventId}/sessions`, { startsAt: inDays(2) });
    await register(eventId, { email: 'bob@example.com', answers: { from: 'Rome' } });
    const mail = (await cloud.mails()).find(({ to }) => to[0] === 'bob@example.com')!;
    const unsubscribe = /http:\/\/[^\s]+\/u\/[\w-]+/.exec(mail.text)![0];
    for (let time = 0; time < 2; time += 1)
      await cloud.send(unsubscribe, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
    const { items } = await cloud.call('GET', `/v1/sessions/${session.id}/registrations`);
    const { id: registrationId, participantId } = items[0]!;
    await cloud.call('POST', `/v1/sessions/${session.id}/registrations/${registrationId}/cancel`);
    const told: Record<string, any>[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await cloud.call(
        'GET',
        person(participantId, `/history?limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`),
      );
      told.push(...page.items);
      cursor = page.cursor;
      more = cursor !== undefined;
    }
    expect(told.map(({ kind }) => kind)).toEqual([
      'registration-cancelled',
      'opted-out',
      'mail',
      'registered',
      'created',
    ]);
    expect(told[2]).toMatchObject({ data: { message: 'confirmation', state: 'sent', eventId } });
    expect(JSON.stringify(told)).not.toMatch(/token|\/u\/|bob@/);
    expect(await cloud.call('GET', `/v1/participants/${participantId}`)).toMatchObject({
      variables: { town: 'Rome' },
      status: 'unsubscribed',
      labels: ['self-registered', 'unsubscribed'],
    });
  });

  it('whose address bounces is told so, once', async () => {
    const { id: eventId } = await cloud.call('POST', '/v1/events', { title: 'Bounces', timeZone: 'UTC' });
    await cloud.call('POST', `/v1/events/${eventId}/sessions`, { startsAt: inDays(3) });
    await register(eventId, { email: 'bounce@simulator.amazonses.com' });
    const { items } = await cloud.call('GET', '/v1/participants?email=bounce@simulator.amazonses.com');
    expect(items).toMatchObject([{ status: 'bounced' }]);
    expect((await kindsOf(items[0]!.id)).filter((kind) => kind === 'bounced')).toHaveLength(1);
  });
});

describe('A group', () => {
  it('that is deleted is gone at once, its name is free, and a job takes it out of its members', async () => {
    const groupId = await newGroup('Temporary');
    const ids: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      const json = { firstName: `Member ${n}`, groups: [groupId] };
      ids.push((await cloud.call('POST', '/v1/participants', json)).id);
    }
    expect(await membersOf(groupId)).toBe(12);
    const { jobId } = await cloud.call('DELETE', `/v1/groups/${groupId}`);
    expect(await statusOf('GET', `/v1/groups/${groupId}`)).toBe(404);
    expect((await cloud.call('GET', `/v1/participants/${ids[0]!}`)).groups).toEqual([]);
    expect(await newGroup('Temporary')).not.toBe(groupId);
    await cloud.settle();
    expect(await cloud.call('GET', `/v1/jobs/${jobId}`)).toMatchObject({
      status: 'done',
      counts: { chosen: 12, changed: 12 },
    });
    expect(await kindsOf(ids[0]!)).toEqual(['group-removed', 'group-added', 'created']);
    const { items } = await cloud.call('GET', person(ids[0]!, '/history'));
    expect(items[0]!.data).toEqual({ groupId, name: 'Temporary' });
    expect((await cloud.call('GET', `/v1/participants/${ids[0]!}`)).firstName).toBe('Member 0');
  });
});
