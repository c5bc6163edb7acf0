import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { servePeople } from '../../functions/people/serve-people.ts';
import { MOST_ALIASES } from '../../shared/people/domain/merge-people.ts';
import { getParticipant, patchWish } from '../../shared/people/table/participant-items.ts';
import { optOutOfEvent, recordBounce } from '../../shared/people/usecases/change-wishes.ts';
import { NOW } from '../support/factories.ts';
import { organizerDeps } from '../support/api/organizer-routes.ts';
import { callerOf, type TestReply, type TestRequest } from '../support/http-events.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { idOf } from '../support/registrants.ts';

/** What names a person: addresses, ids in channels, and the identities that lead to them. */

const aws = useLocalAws();
let call: ReturnType<typeof callerOf>;
const clock = { now: NOW };
const at = new Date(NOW).toISOString();
beforeAll(() => {
  call = callerOf(servePeople(organizerDeps(aws, () => clock.now)));
});
beforeEach(() => {
  clock.now = NOW;
});

const PERSON = '/v1/participants/{participantId}';
const admin = (routeKey: string, request: TestRequest = {}) =>
  call(routeKey, { groups: '[admin]', ...request });
const people = (act: string, participantId: string, json?: object) => {
  const [method = '', path] = act.split(' ');
  return admin(`${method} ${PERSON}${path === undefined ? '' : `/${path}`}`, {
    params: { participantId },
    ...(json && { json }),
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
const patched = async (id: string, json: object) => {
  const reply = await people('PATCH', id, json);
  expect(reply.status, reply.body).toBe(200);
  return reply.json();
};
/** Deleted too long ago to be restored. */
const deleteLongAgo = async (...ids: string[]) => {
  for (const id of ids) expect((await people('DELETE', id)).status).toBe(200);
  clock.now += 31 * 86_400_000;
};

describe('Entering somebody anew who was deleted long ago', () => {
  it('at a former address that bounced: they are bounced, and free of it at the other', async () => {
    const { id } = await added({ email: 'former@example.com' });
    await recordBounce(aws.table, idOf('former@example.com'), at);
    expect((await patched(id, { email: 'next@example.com' })).status).toBe('active');
    await deleteLongAgo(id);
    expect(await added({ email: 'former@example.com' })).toMatchObject({ id, status: 'bounced' });
    expect((await patched(id, { email: 'next@example.com' })).status).toBe('active');
  });

  it('at a former address while the one they had bounced: the bounce stays behind', async () => {
    const { id } = await added({ email: 'good@example.com' });
    await patched(id, { email: 'bad@example.com' });
    await recordBounce(aws.table, idOf('bad@example.com'), at);
    await deleteLongAgo(id);
    expect(await added({ email: 'good@example.com' })).toMatchObject({ id, status: 'active' });
    expect((await patched(id, { email: 'bad@example.com' })).status).toBe('bounced');
  });

  it('with an address and an id in a channel: both lead to the one person from then on', async () => {
    const { id } = await added({ email: 'claims@example.com' });
    await deleteLongAgo(id);
    const inChannel = { channel: 'vk', externalId: 'claims' };
    expect(await added({ email: 'claims@example.com', ...inChannel })).toMatchObject({ id, ...inChannel });
    const again = await add(inChannel);
    expect([...faultsOf(again), again.json().existingId]).toEqual([409, 'email exists', id]);
  });

  it('by the id in a channel alone that was theirs: a new address leads to them too', async () => {
    const inChannel = { channel: 'vk', externalId: 'theirs' };
    const { id } = await added({ email: 'had@example.com', ...inChannel });
    await recordBounce(aws.table, idOf('had@example.com'), at);
    await deleteLongAgo(id);
    const back = await added({ email: 'new@example.com', ...inChannel });
    expect(back).toMatchObject({ id, email: 'new@example.com', ...inChannel, status: 'active' });
    const again = await add({ email: 'new@example.com' });
    expect([...faultsOf(again), again.json().existingId]).toEqual([409, 'email exists', id]);
    expect((await patched(id, { email: 'had@example.com' })).status).toBe('bounced');
  });

  it('by the id in a channel alone: the address of before, its consent and double opt-in stay behind', async () => {
    const inChannel = { channel: 'vk', externalId: 'alone' };
    const { id } = await added({ email: 'before@example.com', ...inChannel });
    const seen = { firstSeenAt: at, lastSeenAt: at, consent: { at, source: 'fair' } };
    await patchWish(aws.table, id, { set: { ...seen, liftedEvents: new Set(['evt_1']) } });
    await optOutOfEvent(aws.table, id, 'evt_2', at);
    await recordBounce(aws.table, id, at);
    await deleteLongAgo(id);
    expect(await added(inChannel)).toMatchObject({ id, ...inChannel, status: 'active' });
    const back = await getParticipant(aws.table, id);
    expect(back).toMatchObject({
      optedOutEvents: new Set(['evt_2']),
      formerWishes: { [id]: { bouncedAt: at } },
    });
    for (const name of ['email', 'liftedEvents', ...Object.keys(seen)]) expect(back).not.toHaveProperty(name);
  });

  it('is refused where address and channel lead to two of them; entered one by one they can be merged', async () => {
    const inChannel = { channel: 'vk', externalId: 'two' };
    const [one, two] = [await added({ email: 'two@example.com' }), await added(inChannel)];
    await deleteLongAgo(one['id'], two['id']);
    const reply = await add({ email: 'two@example.com', ...inChannel });
    expect([...faultsOf(reply), reply.json().existingId]).toEqual([409, 'externalId two-people', two['id']]);
    expect((await getParticipant(aws.table, one['id']))?.deletedAt).toBeDefined();
    expect(await added({ email: 'two@example.com' })).toMatchObject({ id: one['id'] });
    expect(await added(inChannel)).toMatchObject({ id: two['id'] });
    const merged = await people('POST merge', two['id'], { into: one['id'] });
    expect(merged.json()).toMatchObject({ id: one['id'], email: 'two@example.com', ...inChannel });
  });
});

describe('Changing what names somebody', () => {
  it('keeps as many former ids in a channel as may lead to one person, and says so', async () => {
    const { id } = await added({ firstName: 'Many' });
    const next = (n: number) => people('PATCH', id, { channel: 'telegram', externalId: `many-${n}` });
    for (let n = 0; n < MOST_ALIASES; n += 1) expect((await next(n)).status).toBe(200);
    expect((await next(MOST_ALIASES)).status).toBe(409);
    // One that is theirs is no new one.
    expect((await next(0)).status).toBe(200);
    expect((await getParticipant(aws.table, id))?.aliases?.size).toBe(MOST_ALIASES);
  });

  it.each<[string, object]>([
    ['an unknown group', { groups: { add: [`grp_${'0'.repeat(32)}`] } }],
    ['an unknown variable', { variables: { nope: 1 } }],
    ['half a channel', { channel: 'vk' }],
    ['a place in a channel that is somebody else’s', { channel: 'vk', externalId: 'elsewhere' }],
  ])('leaves the address where it was when the same change is refused for %s', async (what, json) => {
    await add({ channel: 'vk', externalId: 'elsewhere' });
    const email = `stays-${what.length}@example.com`;
    const { id } = await added({ email });
    const reply = await people('PATCH', id, { email: `moved-${what.length}@example.com`, ...json });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(await getParticipant(aws.table, id)).toMatchObject({ email, version: 1 });
  });

  it('counts the new address among the identities before it writes a change with both', async () => {
    const { id } = await added({ email: 'last@example.com' });
    for (let n = 1; n < MOST_ALIASES; n += 1)
      await patched(id, { channel: 'telegram', externalId: `last-${n}` });
    const both = { email: 'beyond@example.com', channel: 'telegram', externalId: 'beyond' };
    expect((await people('PATCH', id, both)).status).toBe(409);
    expect((await people('GET', id)).json()).toMatchObject({ email: 'last@example.com' });
  });

  it('merges nobody when the rest of the change is refused for the two together, and else both at once', async () => {
    await admin('POST /v1/variables', { json: { name: 'long', type: 'text' } });
    const inChannel = { channel: 'vk', externalId: 'owner' };
    const owner = await added({ email: 'owner@example.com', ...inChannel });
    const { id } = await added({ email: 'asker@example.com' });
    const both = { email: 'owner@example.com', merge: true };
    expect((await people('PATCH', id, { ...both, variables: { nope: 1 } })).status).toBe(422);
    expect((await people('GET', owner['id'])).json()).toMatchObject({ id: owner['id'] });
    // The owner's place in the channel is the person's then.
    const person = await patched(id, { ...both, ...inChannel, variables: { long: 'x' } });
    expect(person).toMatchObject({ id, email: 'owner@example.com', ...inChannel, variables: { long: 'x' } });
    expect(person.mergeJobId).toBeDefined();
  });
});
