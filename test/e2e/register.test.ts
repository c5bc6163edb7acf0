import PostalMime from 'postal-mime';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BodyTo } from '../support/api/typed-call.ts';
import { useTestCloud } from '../support/use-test-cloud.ts';
import { rounds } from '../support/rounds.ts';

const cloud = useTestCloud();
beforeEach(async () => {
  // Mails of the test before may still be on their way.
  await cloud.settle();
  await cloud.local('mail', undefined, 'DELETE');
});

const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);

async function newEvent(
  draft: Partial<BodyTo<'POST', '/v1/events'>> = {},
  session: Partial<BodyTo<'POST', '/v1/events/{eventId}/sessions'>> = {},
) {
  const event = await cloud.call('POST', '/v1/events', {
    title: 'Pruning trees',
    timeZone: 'Europe/Berlin',
    ...draft,
  });
  const made = await cloud.call('POST', `/v1/events/${event.id}/sessions`, {
    startsAt: later(3),
    roomUrl: 'https://room.example.com/x',
    ...session,
  });
  return { eventId: event.id, sessionId: made.id, path: `/v1/events/${event.id}/registrations` };
}

const postJson = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  cloud.send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const postForm = (path: string, body: Record<string, string>) =>
  cloud.send(path, { method: 'POST', body: new URLSearchParams(body) });
const registrations = async (sessionId: string) =>
  (await cloud.call('GET', `/v1/sessions/${sessionId}/registrations?limit=200`)).items;
const linkIn = (text: string, path: string) =>
  new RegExp(`http://[^\\s]+/${path}/[\\w-]+`).exec(text)?.[0] ?? '';

describe('A landing page', () => {
  it('registers somebody by JSON; one mail with a join link that works arrives', async () => {
    const { path, sessionId } = await newEvent();
    const answer = await postJson(path, { email: 'ann@example.com', firstName: 'Ann' });
    expect([answer.status, await answer.json()]).toEqual([202, { status: 'accepted' }]);
    await cloud.settle();
    const mails = await cloud.mails();
    expect(mails).toMatchObject([
      { to: ['ann@example.com'], subject: expect.stringContaining('Pruning trees') },
    ]);
    expect(await registrations(sessionId)).toMatchObject([
      { email: 'ann@example.com', status: 'registered', source: 'self-registration' },
    ]);
    expect((await cloud.call('GET', `/v1/sessions/${sessionId}`)).counts).toEqual({
      registered: 1,
      waitlisted: 0,
      attended: 0,
      pending: 0,
    });
    const join = await cloud.send(linkIn(mails[0]!.text, 'j'));
    expect(join.status).toBe(200);
    expect(await join.text()).toContain('Pruning trees');
  });

  it('registers somebody by a plain form and sends the browser to the thank-you page', async () => {
    const { path, sessionId, eventId } = await newEvent();
    const answer = await postForm(path, {
      email: 'form@example.com',
      firstName: 'Fo',
      utm_source: 'vk',
      gclid: 'x',
      submit: 'Go',
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/e/${eventId}/thanks`);
    expect(await (await cloud.send(answer.headers.get('location')!)).text()).toContain('Pruning trees');
    expect(await registrations(sessionId)).toHaveLength(1);
  });

  it('shows the form again with what is wrong, and keeps what was typed', async () => {
    const { path } = await newEvent();
    const answer = await postForm(path, { email: 'not an address', firstName: 'Kept' });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('value="Kept"');
    expect(html).toContain('aria-invalid="true"');
  });

  it('loses and doubles nobody when hundreds of posts of one address and of others arrive at once', async () => {
    const [same, others] = [rounds(500), rounds(100, 50)];
    const { path, sessionId } = await newEvent();
    const posts = [
      ...Array.from({ length: same }, () => 'same@example.com'),
      ...Array.from({ length: others }, (_, n) => `other${n}@example.com`),
    ].map((email) => postJson(path, { email }));
    const accepted = (await Promise.all(posts)).filter((answer) => answer.status === 202).length;
    expect(accepted).toBe(same + others);
    await cloud.settle();
    const emails = (await registrations(sessionId)).map((registration) => registration.email);
    expect(emails.filter((email) => email === 'same@example.com')).toHaveLength(1);
    expect(new Set(emails).size).toBe(emails.length);
    expect(emails).toHaveLength(1 + others);
    const mails = await cloud.mails();
    expect(mails).toHaveLength(emails.length);
    expect((await cloud.call('GET', `/v1/sessions/${sessionId}`)).counts.registered).toBe(emails.length);
  });

  it.each([
    ['malformed JSON', '{"email":', 400, 'malformed-body'],
    ['an unknown field', { email: 'a@example.com', rolle: 'x' }, 422, 'invalid-input'],
    ['no address', {}, 422, 'invalid-input'],
    ['over-posting', { email: 'a@example.com', status: 'registered', createdAt: 'x' }, 422, 'invalid-input'],
    ['a body over 32 kB', { email: 'a@example.com', company: 'x'.repeat(40_000) }, 413, 'too-large'],
  ])('gets a problem that says what is wrong: %s', async (_, body, status, code) => {
    const { path } = await newEvent();
    const answer = await postJson(path, body);
    const problem = await answer.json();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(problem).toMatchObject({
      type: `urn:turnout:problem:${code}`,
      status,
      title: expect.any(String),
      detail: expect.any(String),
    });
  });

  it('gets a clear answer for an unknown event and one without an open session', async () => {
    const unknown = await postJson(`/v1/events/evt_${'0'.repeat(32)}/registrations`, {
      email: 'a@example.com',
    });
    expect(unknown.status).toBe(404);
    const event = await cloud.call('POST', '/v1/events', { title: 'Empty', timeZone: 'UTC' });
    const closed = await postJson(`/v1/events/${event.id}/registrations`, { email: 'a@example.com' });
    expect([closed.status, ((await closed.json()) as { type: string }).type]).toEqual([
      409,
      'urn:turnout:problem:no-open-session',
    ]);
  });

  it('may read answers only from an origin that the event names', async () => {
    const { path } = await newEvent({ allowedOrigins: ['https://www.example.com'] });
    const allowed = await postJson(path, { email: 'o@example.com' }, { origin: 'https://www.example.com' });
    const foreign = await postJson(
      path,
      { email: 'o@example.com' },
      { origin: 'https://www.example.com.evil.example' },
    );
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://www.example.com');
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('A registrant', () => {
  it('unsubscribes with the button of the mail program, and then gets one confirm mail whose button opts in for that event only', async () => {
    const first = await newEvent();
    const second = await newEvent({ title: 'Another event' });
    await postJson(first.path, { email: 'no@example.com' });
    await cloud.settle();
    const [mail] = await cloud.mails();
    const raw = await (await cloud.send(`/_local/mail/${mail!.id}/raw`)).arrayBuffer();
    const { headers: lines } = await PostalMime.parse(raw);
    const headers = new Map(lines.map(({ key, value }) => [key, value]));
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const oneClick = /<(.+)>/.exec(headers.get('list-unsubscribe')!)![1]!;

    for (let time = 0; time < 5; time += 1) await cloud.send(oneClick);
    const [before] = (await cloud.call('GET', '/v1/participants?limit=200')).items.filter(
      (one) => one.email === 'no@example.com',
    );
    expect(before!.status).toBe('active');

    const answer = await postForm(oneClick, { 'List-Unsubscribe': 'One-Click' });
    expect(answer.status).toBe(200);
    const person = () => cloud.call('GET', `/v1/participants/${before!.id}`);
    expect((await person()).status).toBe('unsubscribed');

    await cloud.local('mail', undefined, 'DELETE');
    await postJson(second.path, { email: 'no@example.com' });
    await postJson(second.path, { email: 'no@example.com' });
    await cloud.settle();
    const asked = await cloud.mails();
    expect(asked).toHaveLength(1);
    const confirmLink = linkIn(asked[0]!.text, 'c');
    expect((await cloud.send(confirmLink)).status).toBe(200);
    expect(await registrations(second.sessionId)).toMatchObject([{ status: 'pending' }]);
    expect((await postForm(confirmLink, {})).status).toBe(200);
    await cloud.settle();
    expect(await registrations(second.sessionId)).toMatchObject([{ status: 'registered' }]);
    expect(await cloud.mails()).toHaveLength(2);
    expect((await person()).status).toBe('unsubscribed');
  });

  it('keeps the place when registering again for the same session after opting out, and is asked once', async () => {
    const { path, sessionId } = await newEvent();
    await postJson(path, { email: 'back@example.com' });
    await cloud.settle();
    const [mail] = await cloud.mails();
    await postForm(linkIn(mail!.text, 'u'), { action: 'unsubscribe-all' });
    await postJson(path, { email: 'back@example.com' });
    await postJson(path, { email: 'back@example.com' });
    // Of two who would send it at once, one waits for the other, and comes again.
    await cloud.local('clock', { advance: 'PT1M' });
    expect(await registrations(sessionId)).toMatchObject([{ status: 'registered' }]);
    const mails = await cloud.mails();
    expect(mails).toHaveLength(2);
    const confirmLink = mails.map((one) => linkIn(one.text, 'c')).find((link) => link !== '')!;
    await postForm(confirmLink, {});
    await cloud.settle();
    expect(await cloud.mails()).toHaveLength(3);
    await postForm(confirmLink, {});
    await cloud.settle();
    expect(await cloud.mails()).toHaveLength(3);
  });

  it('gets nothing more after a bounce', async () => {
    const [first, second] = [await newEvent(), await newEvent()];
    await postJson(first.path, { email: 'bounce@simulator.amazonses.com' });
    await cloud.settle();
    expect(await cloud.mails()).toHaveLength(1);
    await postJson(second.path, { email: 'bounce@simulator.amazonses.com' });
    await cloud.settle();
    expect(await cloud.mails()).toHaveLength(1);
  });
});

describe('The counts of a session', () => {
  it('are exact when the stream is split and doubled, and a recount goes on while people register', async () => {
    const { path, sessionId } = await newEvent();
    const reordered = { service: 'streams', action: 'Read', kind: 'reorder', rate: 0.6 };
    const doubled = { service: 'streams', action: 'Deliver', kind: 'duplicate-event', rate: 0.3 };
    await cloud.local('faults', { seed: 5, rules: [reordered, doubled] });
    const people = rounds(200, 40);
    const come = async (from: number, to: number) => {
      for (let n = from; n < to; n += 10)
        await Promise.all(
          Array.from({ length: 10 }, (_, at) => postJson(path, { email: `counted${n + at}@example.com` })),
        );
    };
    await come(0, people / 2);
    const job = await cloud.call('POST', '/v1/recounts', { sessionId });
    await come(people / 2, people);
    for (const { id } of (await registrations(sessionId)).slice(0, 5))
      await cloud.call('POST', `/v1/sessions/${sessionId}/registrations/${id}/cancel`);
    await cloud.settle();
    await cloud.local('faults', { seed: 1, rules: [] });
    expect(await cloud.call('GET', `/v1/jobs/${job.id}`)).toMatchObject({
      ...{ kind: 'recount', status: 'done' },
      counts: { recounted: 16 },
    });
    // A machine so slow that the recount found records in doubt: the sweeper has them counted.
    await cloud.local('clock', { advance: 'PT6M' });
    const { counts } = await cloud.call('GET', `/v1/sessions/${sessionId}`);
    expect(counts).toEqual({ registered: people - 5, waitlisted: 0, attended: 0, pending: 0 });
  });
});

describe('The local cloud', () => {
  it('refused no call of any function: the roles of the template were enough', async () => {
    const { refusals } = await cloud.local<{ refusals: unknown[] }>('log');
    expect(refusals).toEqual([]);
  });
});
