import { describe, expect, it } from 'vitest';
import { useTestCloud } from '../support/use-test-cloud.ts';

const cloud = useTestCloud();

const start = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
const people = async () => (await cloud.call('GET', '/v1/participants?limit=100')).items;
const personOf = async (email: string) => (await people()).find((person) => person.email === email)!;

/** An event with two sessions, and who registers for which of them. */
async function anEvent(registrants: Record<string, number[]>) {
  const event = await cloud.call('POST', '/v1/events', { title: 'Twice', timeZone: 'UTC' });
  const sessions: { id: string }[] = [];
  for (const days of [2, 3])
    sessions.push(
      await cloud.call('POST', `/v1/events/${event.id}/sessions`, { startsAt: start(days), capacity: 9 }),
    );
  const register = async (email: string, sessionIds: string[]) => {
    const answer = await cloud.send(`/v1/events/${event.id}/registrations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, sessionIds }),
    });
    expect([answer.status, await answer.json()]).toEqual([202, { status: 'accepted' }]);
  };
  for (const [email, chosen] of Object.entries(registrants))
    await register(
      email,
      chosen.map((index) => sessions[index]!.id),
    );
  await cloud.settle();
  const registrations = async (index: number) =>
    (await cloud.call('GET', `/v1/sessions/${sessions[index]!.id}/registrations`)).items;
  const counted = async (index: number) =>
    (await cloud.call('GET', `/v1/sessions/${sessions[index]!.id}`)).counts.registered;
  return { event, sessions, register, registrations, counted };
}

describe('One person with two addresses', () => {
  it('is made one: registrations, counts, groups, links and later posts follow; nobody is mailed again', async () => {
    const { sessions, register, registrations, counted } = await anEvent({
      'ann@example.com': [0],
      'ann.work@example.com': [0, 1],
    });
    const [ann, work] = [await personOf('ann@example.com'), await personOf('ann.work@example.com')];
    const group = await cloud.call('POST', '/v1/groups', { name: 'Customers' });
    await cloud.call('PATCH', `/v1/participants/${work.id}`, {
      groups: { add: [group.id] },
      phone: '+49 1',
    });
    expect([await counted(0), await counted(1)]).toEqual([2, 1]);
    const mailsBefore = (await cloud.mails()).length;

    const merged = await cloud.call('POST', `/v1/participants/${work.id}/merge`, { into: ann.id });
    expect(merged).toMatchObject({
      id: ann.id,
      email: 'ann@example.com',
      phone: '+49 1',
      groups: [group.id],
    });
    await cloud.settle();

    for (const index of [0, 1])
      expect(await registrations(index)).toMatchObject([{ participantId: ann.id, status: 'registered' }]);
    expect([await counted(0), await counted(1)]).toEqual([1, 1]);
    expect(await cloud.call('GET', `/v1/groups/${group.id}`)).toMatchObject({ members: 1 });
    expect((await people()).filter(({ id }) => id === work.id)).toEqual([]);
    expect(await cloud.call('GET', `/v1/participants/${work.id}`)).toMatchObject({ id: ann.id });
    expect((await cloud.mails()).length).toBe(mailsBefore);

    const { items: history } = await cloud.call('GET', `/v1/participants/${ann.id}/history`);
    expect(history).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'merged', data: expect.objectContaining({ from: work.id }) }),
      ]),
    );

    // The link in a mail to the other address still unsubscribes the person.
    const mail = (await cloud.mails()).find(({ to }) => to[0] === 'ann.work@example.com')!;
    const link = /http:\/\/\S+\/u\/[\w-]+/.exec(mail.text)![0];
    const page = await cloud.send(link, {
      method: 'POST',
      body: new URLSearchParams({ action: 'unsubscribe-all' }),
    });
    expect(page.status).toBe(200);
    expect(await cloud.call('GET', `/v1/participants/${ann.id}`)).toMatchObject({
      status: 'unsubscribed',
    });
    await register('ann.work@example.com', [sessions[1]!['id']]);
    await cloud.settle();
    expect(await registrations(1)).toHaveLength(1);
  });

  it('refuses what cannot be merged, and whoever may not', async () => {
    await anEvent({ 'solo@example.com': [0] });
    const { id } = await personOf('solo@example.com');
    const attempt = async (otherId: string, into: string) => {
      const answer = await cloud.send(`/v1/participants/${otherId}/merge`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await cloud.token('member')}`,
        },
        body: JSON.stringify({ into }),
      });
      return answer.status;
    };
    expect(await attempt(id, id)).toBe(422);
    expect(await attempt(id, `par_${'0'.repeat(32)}`)).toBe(404);
    expect(await attempt(id, 'nobody')).toBe(422);
  });
});

describe('A changed address', () => {
  it('keeps the person, and gets what is sent from then on', async () => {
    const { event } = await anEvent({ 'old@example.com': [0] });
    const { id } = await personOf('old@example.com');
    expect(await cloud.call('PATCH', `/v1/participants/${id}`, { email: 'new@example.com' })).toMatchObject({
      id,
      email: 'new@example.com',
    });
    const session = await cloud.call('POST', `/v1/events/${event.id}/sessions`, { startsAt: start(5) });
    await cloud.send(`/v1/events/${event.id}/registrations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'old@example.com', sessionIds: [session.id] }),
    });
    await cloud.settle();
    expect((await cloud.call('GET', `/v1/sessions/${session.id}/registrations`)).items).toMatchObject([
      { participantId: id },
    ]);
    expect((await cloud.mails()).filter(({ to }) => to[0] === 'new@example.com')).toHaveLength(1);
  });

  it('that is somebody else’s names them, and merges when told to', async () => {
    const { registrations } = await anEvent({ 'one@example.com': [0], 'two@example.com': [0] });
    const [one, two] = [await personOf('one@example.com'), await personOf('two@example.com')];
    const patch = async (body: object) =>
      cloud.send(`/v1/participants/${one.id}`, {
        method: 'PATCH',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await cloud.token('admin')}`,
        },
        body: JSON.stringify(body),
      });
    const refused = await patch({ email: 'two@example.com' });
    expect(refused.status).toBe(409);
    expect(JSON.stringify(await refused.json())).toContain(two.id);
    const merged = await patch({ email: 'two@example.com', merge: true });
    expect([merged.status, await merged.json()]).toMatchObject([
      200,
      { id: one.id, email: 'two@example.com' },
    ]);
    await cloud.settle();
    expect(await registrations(0)).toMatchObject([{ participantId: one.id }]);
  });
});

describe('Likely doubles', () => {
  it('are found by a job, with reasons, and leave the list once they are merged', async () => {
    await anEvent({ 'kim@example.com': [0], 'k.im+news@example.com': [0] });
    const [kim, other] = [await personOf('kim@example.com'), await personOf('k.im+news@example.com')];
    for (const { id } of [kim, other] as { id: string }[])
      await cloud.call('PATCH', `/v1/participants/${id}`, { phone: '+1 555 01 23 45' });
    const begun = await cloud.call('POST', '/v1/duplicates');
    await cloud.settle();
    const found = await cloud.call('GET', `/v1/duplicates/${begun.id}`);
    expect(found).toMatchObject({ status: 'done', isCut: false });
    const reasonsOf = (items: Record<string, any>[]) =>
      items.filter(({ people: some }) => some.some(({ id }: { id: string }) => id === kim.id));
    expect(reasonsOf(found.items)).toMatchObject([
      { reasons: ['same-phone', 'similar-address'], total: 2, people: expect.any(Array) },
    ]);
    expect((await cloud.call('GET', '/v1/duplicates'))['items'][0]).toMatchObject({ id: begun.id });
    await cloud.call('POST', `/v1/participants/${other.id}/merge`, { into: kim.id });
    expect(reasonsOf((await cloud.call('GET', `/v1/duplicates/${begun.id}`))['items'])).toEqual([]);
  });
});
