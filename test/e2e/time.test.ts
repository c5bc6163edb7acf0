import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DELIVERY_ATTEMPTS } from '../../shared/handovers/domain/delivery-schedule.ts';
import type { BodyTo } from '../support/api/typed-call.ts';
import { useTestCloud } from '../support/use-test-cloud.ts';

const cloud = useTestCloud();
let receiver: Server;
let url: string;
let posts: { id: string; timestamp: string; signature: string; body: string }[] = [];
let answerWith: (attempt: number) => number = () => 200;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const header = (name: string) => String(request.headers[`webhook-${name}`]);
      posts.push({
        id: header('id'),
        timestamp: header('timestamp'),
        signature: header('signature'),
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(answerWith(posts.length)).end('thanks');
    });
  });
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(() => {
  receiver.close();
});
beforeEach(async () => {
  posts = [];
  answerWith = () => 200;
  // Mails of the test before may still be on their way.
  await cloud.settle();
  await cloud.local('mail', undefined, 'DELETE');
});

const now = async () => Date.parse((await cloud.local<{ now: string }>('clock')).now);
const advance = (period: string) =>
  cloud.local<{ now: string; ran: Record<string, string>[] }>('clock', { advance: period });
const wall = (ms: number) => new Date(ms).toISOString().slice(0, 16);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An event in UTC with one session some hours ahead, and people registered for it. */
async function world(hoursAhead: number, people: string[]) {
  // Sessions start at full minutes: begun late in one, a test would find them up to a minute nearer than it says.
  const minute = Math.ceil((await now()) / MINUTE) * MINUTE;
  await cloud.local('clock', { at: new Date(minute).toISOString() });
  const event = await cloud.call('POST', '/v1/events', { title: 'On time', timeZone: 'UTC' });
  const session = await cloud.call('POST', `/v1/events/${event.id}/sessions`, {
    startsAt: wall(minute + hoursAhead * HOUR),
    roomUrl: 'https://room.example.com/1',
  });
  for (const email of people) {
    await cloud.send(`/v1/events/${event.id}/registrations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email }),
    });
  }
  await cloud.settle();
  await cloud.local('mail', undefined, 'DELETE');
  return { eventId: event.id, sessionId: session.id };
}

const setReminders = (eventId: string, ...rules: BodyTo<'PUT', '/v1/events/{eventId}/reminders'>['rules']) =>
  cloud.call('PUT', `/v1/events/${eventId}/reminders`, { rules });
type HandoverDraft = BodyTo<'PUT', '/v1/events/{eventId}/handovers'>['rules'][number];
const setHandover = async (eventId: string, destination: HandoverDraft['destination']) => {
  const { rules } = await cloud.call('PUT', `/v1/events/${eventId}/handovers`, {
    rules: [{ name: 'CRM', anchor: 'end', offsetMinutes: 10, destination }],
  });
  expect(rules).toHaveLength(1);
  return rules[0]!;
};
/** The secret that was made for a rule's webhook. */
const secretIn = ({ destination }: { destination: object }) =>
  'secret' in destination ? String(destination.secret) : '';
const mailTo = async (email: string) => (await cloud.mails()).filter((mail) => mail.to[0] === email);

/** The signature as the Standard Webhooks text describes it, made without the library that signed. */
function isSigned(post: (typeof posts)[number], secret: string): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const mac = createHmac('sha256', key).update(`${post.id}.${post.timestamp}.${post.body}`).digest('base64');
  return post.signature.split(' ').includes(`v1,${mac}`);
}

describe('A reminder', () => {
  it('reaches everybody who is still registered once, at its time, and nobody else', async () => {
    const { eventId, sessionId } = await world(48, [
      'stays@example.com',
      'cancels@example.com',
      'optsout@example.com',
    ]);
    await setReminders(eventId, { anchor: 'start', offsetMinutes: -60 });
    await cloud.settle();
    const { items } = await cloud.local<{ items: { name: string; at: string }[] }>('schedules');
    expect(items).toMatchObject([{ name: expect.stringContaining(sessionId.slice(4)) }]);

    const { items: registrations } = await cloud.call('GET', `/v1/sessions/${sessionId}/registrations`);
    const idOf = (email: string) => registrations.find((one) => one.email === email)!.id;
    await cloud.call(
      'POST',
      `/v1/sessions/${sessionId}/registrations/${idOf('cancels@example.com')}/cancel`,
      {
        notify: false,
      },
    );

    const at = new Date(Date.parse(items[0]!.at) - MINUTE).toISOString();
    const { ran } = await cloud.local<{ ran: Record<string, string>[] }>('clock', { at });
    expect(ran.filter((step) => step['kind'] === 'schedule')).toHaveLength(0);
    expect(await cloud.mails()).toHaveLength(0);
    await advance('PT2M');
    const [mail] = await mailTo('stays@example.com');
    expect(mail!.subject).toContain('On time');
    expect(mail!.text).toMatch(/\/j\/[\w-]+/);
    expect(await mailTo('cancels@example.com')).toHaveLength(0);
    expect(await cloud.mails()).toHaveLength(2);
    await advance('P2D');
    expect(await cloud.mails()).toHaveLength(2);
  });

  it('moves with its session, and people hear of the move', async () => {
    const { eventId, sessionId } = await world(24, ['moved@example.com']);
    await setReminders(eventId, { anchor: 'start', offsetMinutes: -30 });
    await cloud.call('PATCH', `/v1/sessions/${sessionId}`, { startsAt: wall((await now()) + 72 * HOUR) });
    await cloud.settle();
    expect(await mailTo('moved@example.com')).toHaveLength(1);
    await advance('P1D');
    expect(await mailTo('moved@example.com')).toHaveLength(1);
    await advance('P2D');
    expect(await mailTo('moved@example.com')).toHaveLength(2);
  });

  it('goes with its session: after a cancellation there is one mail that says so, and no reminder', async () => {
    const { eventId, sessionId } = await world(24, ['off@example.com']);
    await setReminders(eventId, { anchor: 'start', offsetMinutes: -30 });
    await cloud.settle();
    await cloud.call('POST', `/v1/sessions/${sessionId}/cancel`, { confirm: 1 });
    await cloud.settle();
    expect((await cloud.local<{ items: unknown[] }>('schedules')).items).toHaveLength(0);
    await advance('P2D');
    expect(await mailTo('off@example.com')).toHaveLength(1);
  });

  it('is sent once when its schedule fires twice', async () => {
    const { eventId } = await world(10, ['twice@example.com']);
    await setReminders(eventId, { anchor: 'start', offsetMinutes: -30 });
    await cloud.settle();
    const [schedule] = (await cloud.local<{ items: { name: string }[] }>('schedules')).items;
    await cloud.local(`schedules/${schedule!.name}/fire`, {});
    await cloud.settle();
    await cloud.local(`schedules/${schedule!.name}/fire`, {}).catch(() => undefined);
    await advance('P1D');
    expect(await mailTo('twice@example.com')).toHaveLength(1);
  });
});

describe('A hand-over', () => {
  it('posts everybody once, signed, and shows what became of each', async () => {
    const { eventId } = await world(2, ['a@example.com', 'b@example.com', 'c@example.com']);
    const rule = await setHandover(eventId, { type: 'webhook', url });
    expect(secretIn(rule)).toMatch(/^whsec_/);
    await advance('PT4H');
    expect(posts).toHaveLength(3);
    expect(posts.every((one) => isSigned(one, secretIn(rule)))).toBe(true);
    expect(posts.map((one) => JSON.parse(one.body).data.participant.email).sort()).toEqual([
      'a@example.com',
      'b@example.com',
      'c@example.com',
    ]);
    const { items: runs } = await cloud.call('GET', `/v1/handovers/${rule.id}/runs`);
    expect(runs).toMatchObject([{ status: 'done', audience: 3 }]);
    const { items: deliveries } = await cloud.call('GET', `/v1/runs/${runs[0]!.id}/deliveries`);
    expect(deliveries.map(({ status }) => status)).toEqual(['delivered', 'delivered', 'delivered']);
    const told = await cloud.call('GET', `/v1/events/${eventId}/handovers`);
    expect(told.rules[0]!.destination).not.toHaveProperty('secret');
    const back = await cloud.call('PUT', `/v1/events/${eventId}/handovers`, told);
    expect(back.rules).toEqual(told.rules);
  });

  it('is verified by a receiver with a clock of its own, a week before the one that it is due by', async () => {
    await advance('P7D');
    const { eventId } = await world(2, ['week@example.com']);
    const rule = await setHandover(eventId, { type: 'webhook', url });
    await advance('PT4H');
    const hook = new Webhook(secretIn(rule));
    const verified = posts.map(({ id, timestamp, signature, body }) =>
      hook.verify(body, {
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signature,
      }),
    );
    expect(verified).toMatchObject([{ data: { participant: { email: 'week@example.com' } } }]);
    const [run] = (await cloud.call('GET', `/v1/handovers/${rule.id}/runs`)).items;
    expect(Date.parse(run!.dueAt) - Date.now()).toBeGreaterThan(6 * 24 * HOUR);
  });

  it('keeps trying on its schedule with the same id, and can be asked for again', async () => {
    const { eventId } = await world(2, ['retry@example.com']);
    answerWith = (attempt) => (attempt < 4 ? 500 : 200);
    const rule = await setHandover(eventId, { type: 'webhook', url });
    await advance('PT4H');
    expect(posts).toHaveLength(4);
    expect(new Set(posts.map((one) => one.id)).size).toBe(1);
    const { items: tried } = await cloud.call('GET', `/v1/handovers/${rule.id}/runs`);
    const { items: kept } = await cloud.call('GET', `/v1/runs/${tried[0]!.id}/deliveries`);
    expect(new Set(kept[0]!.log.map(({ at }) => at)).size).toBe(4);

    answerWith = () => 410;
    const second = await world(2, ['gone@example.com']);
    const other = await setHandover(second.eventId, { type: 'webhook', url });
    await advance('PT4H');
    const show = async () =>
      (await cloud.call('GET', `/v1/events/${second.eventId}/handovers`)).rules[0]!.destination;
    expect(await show()).toMatchObject({ state: 'switched-off' });
    const [run] = (await cloud.call('GET', `/v1/handovers/${other.id}/runs`)).items;
    answerWith = () => 200;
    expect(await cloud.call('POST', `/v1/runs/${run!.id}/redrive`)).toEqual({ redriven: 1 });
    await cloud.settle();
    expect((await cloud.call('GET', `/v1/runs/${run!.id}/deliveries`)).items).toMatchObject([
      { status: 'delivered', round: 2 },
    ]);
    expect(await show()).toMatchObject({ state: 'on' });
  });

  it('is tried at all its times in one jump of the clock, and then has failed', async () => {
    const { eventId } = await world(1, ['never@example.com']);
    answerWith = () => 500;
    const rule = await setHandover(eventId, { type: 'webhook', url });
    await cloud.settle();
    await advance('P5D');
    const [run] = (await cloud.call('GET', `/v1/handovers/${rule.id}/runs`)).items;
    const [delivery] = (await cloud.call('GET', `/v1/runs/${run!.id}/deliveries`)).items;
    expect(delivery).toMatchObject({ status: 'failed', attempts: DELIVERY_ATTEMPTS });
    const times = delivery!.log.map(({ at }) => Date.parse(at));
    expect(times).toHaveLength(DELIVERY_ATTEMPTS);
    expect(posts).toHaveLength(DELIVERY_ATTEMPTS);
    expect(times[0]! - Date.parse(run!.dueAt)).toBeLessThan(2 * MINUTE);
    // The waits of the example in the Standard Webhooks specification, in minutes; each 10 % more or less.
    for (const [index, minutes] of [5 / 60, 5, 30, 120, 300, 600, 840, 1200, 1440].entries()) {
      const wait = (times[index + 1]! - times[index]!) / MINUTE;
      expect(wait, `wait ${index + 1}`).toBeGreaterThanOrEqual(minutes * 0.9);
      // What is beyond a queue's delay is woken on the minute; a loaded machine may take another.
      expect(wait, `wait ${index + 1}`).toBeLessThanOrEqual(minutes * 1.1 + (minutes > 15 ? 1 : 0) + 1);
    }
    expect((await cloud.local<{ items: unknown[] }>('schedules')).items).toEqual([]);
  });

  it.each([
    'http://example.com/x',
    'https://user:pw@example.com/x',
    'https://10.0.0.1/x',
    'https://[::ffff:127.0.0.2]/x',
    'https://169.254.169.254/latest',
  ])('refuses the address %s', async (address) => {
    const { eventId } = await world(2, []);
    await expect(setHandover(eventId, { type: 'webhook', url: address })).rejects.toThrow(
      /422.*destination\.url/s,
    );
  });
});

describe('The local cloud', () => {
  it('refused no call of any function', async () => {
    expect((await cloud.local<{ refusals: unknown[] }>('log')).refusals).toEqual([]);
  });
});
