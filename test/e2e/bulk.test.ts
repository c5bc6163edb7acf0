import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BodyTo } from '../support/api/typed-call.ts';
import { useTestCloud } from '../support/use-test-cloud.ts';
import { startTestReceiver, type TestReceiver } from '../support/test-receiver.ts';

const cloud = useTestCloud();
let receiver: TestReceiver;
beforeAll(async () => {
  receiver = await startTestReceiver();
});
afterAll(async () => {
  await receiver.stop();
});
beforeEach(async () => {
  await cloud.settle();
  await cloud.local('mail', undefined, 'DELETE');
});

type Asked = BodyTo<'POST', '/v1/participants/actions'>;
type Whom = Pick<Asked, 'ids' | 'all' | 'filter' | 'exclude'>;

const wall = (ms: number) => new Date(ms).toISOString().slice(0, 16);
const company = (name: string) =>
  ({ all: true, filter: { field: 'company', op: 'eq', value: name } }) satisfies Whom;

/** So many people of one company, entered by hand. */
async function people(name: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const person = await cloud.call('POST', '/v1/participants', {
      email: `${name}${n}@example.com`,
      firstName: `Number ${n}`,
      company: name,
    });
    ids.push(person.id);
  }
  return ids;
}
const person = (id: string) => cloud.call('GET', `/v1/participants/${id}`);
const act = (action: Asked['action'], whom: Whom, more: Partial<Asked> = {}) =>
  cloud.call('POST', '/v1/participants/actions', { action, ...whom, ...more });
const job = (id: string) => cloud.call('GET', `/v1/jobs/${id}`);

async function done(action: Asked['action'], whom: Whom) {
  const begun = await act(action, whom);
  await cloud.settle();
  return { ...begun, ...(await job(begun.id)) };
}
const refusal = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'nothing refused',
    (error: unknown) => String(error),
  );

describe('Everybody in a filter', () => {
  it('is counted, confirmed, put into a group as a job, and taken out of it again', async () => {
    const ids = await people('Grouped', 4);
    await people('Others', 1);
    const { id: groupId } = await cloud.call('POST', '/v1/groups', { name: 'Everybody' });
    const action = { type: 'add-to-group' as const, groupId };
    const whom = { ...company('Grouped'), exclude: ids.slice(3) };
    const foretold = await act(action, whom, { dryRun: true });
    expect(foretold).toMatchObject({ count: 3, counts: { changed: 3, unchanged: 0 } });
    expect((await person(ids[0]!)).groups).toEqual([]);
    expect(await refusal(act(action, whom, { expect: 30 }))).toContain('409');

    const begun = await act(action, whom, { expect: 3 });
    expect(begun).toMatchObject({ kind: 'bulk', status: 'waiting', progress: 0, canCancel: true });
    await cloud.settle();
    const after = await job(begun.id);
    expect(after).toMatchObject({ status: 'done', progress: 1, canCancel: false, canUndo: true });
    expect(after.counts).toMatchObject({ chosen: 3, changed: 3, failed: 0 });
    expect(after.selection).toEqual({ all: true, filter: whom.filter, exclude: ids.slice(3) });
    const { items: log } = await cloud.call('GET', '/v1/audit');
    expect(log.find(({ what }) => what === begun.id)).toMatchObject({
      act: 'add-to-group',
      filter: whom.filter,
      excluded: 1,
      counts: { changed: 3 },
    });
    expect((await person(ids[0]!)).groups).toContain(groupId);
    expect((await person(ids[3]!)).groups).toEqual([]);
    expect(await cloud.call('GET', `/v1/groups/${groupId}`)).toMatchObject({ members: 3 });
    const { items } = await cloud.call('GET', '/v1/jobs?kind=bulk');
    expect(items[0]!.id).toBe(begun.id);

    const undoing = await cloud.call('POST', `/v1/jobs/${begun.id}/undo`);
    await cloud.settle();
    expect(await job(undoing.id)).toMatchObject({ status: 'done', undoes: begun.id, counts: { changed: 3 } });
    expect(await job(begun.id)).toMatchObject({ canUndo: false, undoneBy: undoing.id });
    expect((await person(ids[0]!)).groups).toEqual([]);
    expect(await cloud.call('GET', `/v1/groups/${groupId}`)).toMatchObject({ members: 0 });
  });

  it('gets a variable of the right type, and is deleted and restored', async () => {
    const ids = await people('Varied', 2);
    await cloud.call('POST', '/v1/variables', { name: 'seats', type: 'number', label: 'Seats' });
    const wrong = act({ type: 'set-variable', name: 'seats', value: 'many' }, { ids });
    expect(await refusal(wrong)).toContain('action.value');
    await done({ type: 'set-variable', name: 'seats', value: 5 }, { ids });
    expect((await person(ids[0]!)).variables).toEqual({ seats: 5 });
    const deleted = await done({ type: 'delete' }, company('Varied'));
    expect(deleted.counts).toMatchObject({ changed: 2 });
    expect(await act({ type: 'delete' }, company('Varied'), { dryRun: true })).toMatchObject({ count: 0 });
    await cloud.call('POST', `/v1/jobs/${deleted.id}/undo`);
    await cloud.settle();
    expect(await act({ type: 'delete' }, company('Varied'), { dryRun: true })).toMatchObject({ count: 2 });
  });

  it('is one job for one Idempotency-Key, and none for a member where only admins may', async () => {
    const ids = await people('Once', 1);
    const headers = {
      authorization: `Bearer ${await cloud.token('admin')}`,
      'content-type': 'application/json',
      'idempotency-key': 'a click',
    };
    const post = async (action: object) => {
      const body = JSON.stringify({ action, ids });
      const answer = await cloud.send('/v1/participants/actions', { method: 'POST', headers, body });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    const first = await post({ type: 'block' });
    const again = await post({ type: 'block' });
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again.body['id']).toBe(first.body['id']);
    expect((await post({ type: 'unblock' })).status).toBe(422);
    const byMember = cloud.call(
      'POST',
      '/v1/participants/actions',
      { action: { type: 'block' }, ids },
      'member',
    );
    expect(await refusal(byMember)).toContain('403');
    await cloud.settle();
    expect((await person(ids[0]!)).status).toBe('blocked');
  });
});

describe('A mailing', () => {
  it('is read in the inbox, once each, and its unsubscribe link keeps the next one away', async () => {
    const ids = await people('Readers', 3);
    const mail = {
      type: 'mail' as const,
      subject: 'News for {{firstName|you}}',
      text: 'Dear {{firstName}},\n\nread https://example.com/?who={{email}} now.',
    };
    expect(await refusal(act({ ...mail, text: 'Dear {{first_name}}' }, { ids }))).toContain('action.text');
    const sent = await done(mail, { ids });
    expect(sent).toMatchObject({ counts: { changed: 3 }, mails: { queued: 3, sent: 3, notWanted: 0 } });
    const mails = await cloud.mails();
    expect(mails.map((one) => one.to[0]).sort()).toEqual(
      ['Readers0', 'Readers1', 'Readers2'].map((one) => `${one}@example.com`),
    );
    const [first] = mails.filter((one) => one.to[0] === 'Readers0@example.com');
    expect(first!.subject).toBe('News for Number 0');
    expect(first!.text).toContain('read https://example.com/?who=Readers0%40example.com now.');
    expect(first!.html).toContain('<a class="link" href="https://example.com/?who=Readers0%40example.com"');

    const rawMail = await (await cloud.send(`/_local/mail/${first!.id}/raw`)).text();
    const link = /^List-Unsubscribe: <([^>]+)>/m.exec(rawMail.replaceAll(/\r\n[ \t]+/g, ' '))![1]!;
    const page = await (await cloud.send(link)).text();
    expect(page).toContain('You receive e-mails from us.');
    const oneClick = await cloud.send(link, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(oneClick.status).toBe(200);
    expect((await person(ids[0]!)).status).toBe('unsubscribed');
    await cloud.local('mail', undefined, 'DELETE');
    const next = await done(mail, { ids });
    expect(next).toMatchObject({ counts: { changed: 2, skipped: 1 }, reasons: { unsubscribed: 1 } });
    expect((await cloud.mails()).map((one) => one.to[0])).not.toContain('Readers0@example.com');

    const press = async (form: string) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await cloud.send(link, { method: 'POST', headers, body: form });
      return { status: answer.status, text: await answer.text() };
    };
    const foreign = `action=unsubscribe-event&event=evt_${'0'.repeat(32)}`;
    expect((await press(foreign)).status).toBe(422);
    expect((await press('action=resubscribe-all')).text).toContain('You receive e-mails from us again.');
    expect((await person(ids[0]!)).status).toBe('active');
  });
});

describe('A registration of many', () => {
  it('registers people and mails them their links, but nobody twice', async () => {
    const ids = await people('Entered', 2);
    const event = await cloud.call('POST', '/v1/events', { title: 'Entered for this', timeZone: 'UTC' });
    const { now } = await cloud.local<{ now: string }>('clock');
    const session = await cloud.call('POST', `/v1/events/${event.id}/sessions`, {
      startsAt: wall(Date.parse(now) + 48 * 3_600_000),
      roomUrl: 'https://room.example.com/1',
    });
    const action = { type: 'register' as const, sessionId: session.id };
    expect((await done(action, { ids })).counts).toMatchObject({ changed: 2 });
    await cloud.settle();
    const mails = (await cloud.mails()).filter((one) => one.subject.includes('Entered for this'));
    expect(mails).toHaveLength(2);
    expect((await done(action, { ids })).counts).toMatchObject({ changed: 0, unchanged: 2 });
    expect((await cloud.mails()).filter((one) => one.subject.includes('Entered for this'))).toHaveLength(2);
    expect(await cloud.call('GET', `/v1/sessions/${session.id}`)).toMatchObject({
      counts: { registered: 2 },
    });
  });
});

describe('A hand-over now', () => {
  it('posts each person once, signed so that anybody who knows the secret can verify it', async () => {
    const ids = await people('Handed', 2);
    const bad = act({ type: 'hand-over', url: 'https://10.0.0.1/' }, { ids });
    expect(await refusal(bad)).toContain('422');
    const run = await done({ type: 'hand-over', url: receiver.url }, { ids });
    expect(run.secret).toMatch(/^whsec_/);
    expect(receiver.posts).toHaveLength(2);
    for (const { headers, body, id } of receiver.posts) {
      const key = Buffer.from(String(run.secret).slice('whsec_'.length), 'base64');
      const signed = `${id}.${String(headers['webhook-timestamp'])}.${body}`;
      const mac = createHmac('sha256', key).update(signed).digest('base64');
      expect(String(headers['webhook-signature']).split(' ')).toContain(`v1,${mac}`);
    }
    const told = receiver.posts.map(
      (post) => JSON.parse(post.body) as { data: { participant: { id: string } } },
    );
    expect(told.map(({ data }) => data.participant.id).sort()).toEqual([...ids].sort());
    const { items } = await cloud.call('GET', `/v1/runs/${run.id}/deliveries`);
    expect(items.map((one) => one.status)).toEqual(['delivered', 'delivered']);
    expect(JSON.stringify(await job(run.id))).not.toContain('whsec_');
  });

  it('is switched off by a 410, and redriven when asked', async () => {
    const ids = await people('Redriven', 1);
    receiver.reply = () => ({ status: 410 });
    const run = await done({ type: 'hand-over', url: receiver.url }, { ids });
    const deliveries = async () => (await cloud.call('GET', `/v1/runs/${run.id}/deliveries`)).items;
    expect((await deliveries())[0]).toMatchObject({ status: 'switched-off' });
    receiver.reply = () => ({ status: 200 });
    expect(await cloud.call('POST', `/v1/runs/${run.id}/redrive`, {})).toEqual({ redriven: 1 });
    await cloud.settle();
    expect((await deliveries())[0]).toMatchObject({ status: 'delivered', round: 2 });
  });
});
