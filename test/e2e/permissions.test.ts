import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RoleDefinition } from '../../infra/local/seams/ports.ts';
import { readAssembly } from '../../infra/local/template/assembly.ts';
import { readDefinitions } from '../../infra/local/template/read-definitions.ts';
import { synthesize } from '../../infra/local/product/synthesize.ts';
import type { BodyTo } from '../support/api/typed-call.ts';
import { startTestCloud, type TestCloud } from '../support/local-cloud.ts';
import { workbookOf } from '../support/workbooks.ts';

let cloud: TestCloud;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turnout-permissions-'));
  cloud = await startTestCloud(folder);
});
afterAll(async () => {
  await cloud.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What a role may do and nothing in a day's work did, with the reason why it may all the same. */
const unusedForAReason: Record<string, string> = {
  'Functionsdispatcher: dynamodb:ListStreams on 00.000':
    'AWS asks for it when the event-source mapping is made',
  'Functionsfiles: s3:ListBucket on turnout-local-data-imports':
    'without it S3 calls a file that is gone forbidden, not missing',
  'Functionsimportintake: sqs:SendMessage on Turnout-local-Service-Queues-failures':
    'for events that fail three times',
  'Functionsbulk: sqs:ChangeMessageVisibility on Turnout-local-Service-Queues-bulk':
    'for mails that SES takes later',
  'Functionsconfirmations: sqs:ChangeMessageVisibility on Turnout-local-Service-Queues-confirmations':
    'for mails that SES takes later',
  'Functionsconfirmations: sqs:SendMessage on Turnout-local-Service-Queues-confirmations':
    'for messages that wait longer than their queue would try them',
  'Functionssweeper: sqs:DeleteMessage on Turnout-local-Service-Queues-bulk-dlq, Turnout-local-Service-Queues-confirmations-dlq, Turnout-local-Service-Queues-seats-dlq':
    'for mails that could not be sent for hours, and lines at which the allocator failed',
  'Functionsseats: sqs:SendMessage on Turnout-local-Service-Queues-seats':
    'for lines that take longer than a function may',
  'Functionsmailfeedback: sqs:SendMessage on Turnout-local-Service-Queues-failures':
    'for events that fail three times',
};

/** A place becomes free for somebody who waits, and they take it. */
async function askWhoWaits(eventId: string, startsAt: string): Promise<void> {
  await cloud.call('PATCH', `/v1/events/${eventId}`, { waitlist: { deadlineMinutes: 60 } });
  const { id } = await cloud.call('POST', `/v1/events/${eventId}/sessions`, { startsAt, capacity: 1 });
  for (const email of ['first@example.com', 'waits@example.com']) {
    await cloud.send(`/v1/events/${eventId}/registrations`, {
      method: 'POST',
      body: JSON.stringify({ email, sessionIds: [id] }),
      headers: { 'content-type': 'application/json' },
    });
    await cloud.settle();
  }
  const linkOf = async (subject: string) => {
    const mail = (await cloud.mails()).find((one) => one.subject.startsWith(subject))!;
    return /http:\/\/[^\s]+\/w\/[\w-]+/.exec(mail.text)![0];
  };
  await cloud.send(await linkOf('You are on the waiting list: A day'));
  const { items } = await cloud.call('GET', `/v1/sessions/${id}/registrations`);
  const first = items.find(({ email }) => email === 'first@example.com')!;
  await cloud.call('POST', `/v1/sessions/${id}/registrations/${first.id}/cancel`, { notify: false });
  await cloud.settle();
  await cloud.call('GET', `/v1/sessions/${id}/registrations?status=waitlisted`);
  const link = await linkOf('A place is free');
  await cloud.send(link);
  await cloud.send(link, {
    method: 'POST',
    body: 'answer=take',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  await cloud.call('PATCH', `/v1/events/${eventId}`, { waitlist: { deadlineMinutes: 0 } });
}

/** Somebody is in a room, as their page and a machine tell, and is judged. */
async function attend(eventId: string): Promise<void> {
  const startsAt = new Date(Date.now() + 10 * 60_000).toISOString().slice(0, 16);
  const { id } = await cloud.call('POST', `/v1/events/${eventId}/sessions`, { startsAt });
  await cloud.call('POST', `/v1/sessions/${id}/registrations`, { email: 'there@example.com' });
  await cloud.settle();
  const mail = (await cloud.mails()).find(({ to }) => to[0] === 'there@example.com')!;
  const token = /\/j\/([\w-]+)/.exec(mail.text)![1];
  await cloud.send('/v1/presence', { method: 'POST', body: JSON.stringify({ token, state: 'join' }) });
  const away = { email: 'there@example.com', state: 'leave' as const };
  await cloud.call('POST', `/v1/sessions/${id}/presence`, away);
  await cloud.call('GET', `/v1/sessions/${id}/online`);
  await cloud.call('GET', `/v1/sessions/${id}/attendance`);
  await cloud.call('POST', `/v1/sessions/${id}/attendance/judge`);
  await cloud.call('DELETE', `/v1/sessions/${id}/attendance-sources/presence`);
  await cloud.call('POST', `/v1/sessions/${id}/attendance-sources/presence/restore`);
}

/** An organizer is told of acts, by mail and by webhook, until what is answered is called. */
async function tellOfActs(): Promise<() => Promise<void>> {
  const hook = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(204).end());
  });
  await once(hook.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`;
  const acts = ['registered' as const];
  await cloud.call('PUT', '/v1/notices', {
    mail: { address: 'office@example.com', acts },
    webhook: { url, acts },
  });
  return async () => {
    await cloud.call('PUT', '/v1/notices', {});
    await new Promise((resolve) => hook.close(resolve));
  };
}

/** A day's work: everything that the product does, once. */
async function aDaysWork(): Promise<void> {
  const event = await cloud.call('POST', '/v1/events', { title: 'A day', timeZone: 'UTC' });
  const start = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
  const session = await cloud.call('POST', `/v1/events/${event.id}/sessions`, {
    startsAt: start(2),
    capacity: 1,
  });
  const post = (path: string, body: string, type = 'application/json') =>
    cloud.send(path, { method: 'POST', body, headers: { 'content-type': type } });
  const register = (body: object, key?: string) =>
    cloud.send(`/v1/events/${event.id}/registrations`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
    });
  await cloud.call('PUT', `/v1/events/${event.id}/team`, { members: [{ email: 'team@example.com' }] });
  const stopTelling = await tellOfActs();
  await register({ email: 'ann@example.com' }, 'once');
  await register({ email: 'bob@example.com' });
  for (const email of ['robot@example.com', 'bob@example.com']) await register({ email, website: 'x' });
  await cloud.send(`/v1/public/events/${event.id}`);
  await cloud.send(`/e/${event.id}`);
  await cloud.settle();

  await stopTelling();
  await askWhoWaits(event.id, start(4));
  await cloud.call('PUT', `/v1/sessions/${session.id}/provider`, {
    ...{ provider: 'zoom', kind: 'webinar', number: '84759841045' },
  });
  await cloud.call('POST', `/v1/sessions/${session.id}/provider/pull`);

  const text = (await cloud.mails()).find((mail) => mail.to[0] === 'ann@example.com')!.text;
  const link = (path: string, mail = text) => new RegExp(`http://[^\\s]+/${path}/[\\w-]+`).exec(mail)![0];
  await cloud.send(link('j'));
  await post(link('u'), 'action=unsubscribe-all', 'application/x-www-form-urlencoded');
  const again = await cloud.call('POST', `/v1/events/${event.id}/sessions`, {
    startsAt: start(3),
    capacity: 5,
  });
  await register({ email: 'ann@example.com', sessionIds: [again.id] });
  await register({ email: 'bounce@simulator.amazonses.com', sessionIds: [again.id] });
  await cloud.settle();
  const asked = (await cloud.mails()).find((mail) => /\/c\/[\w-]+/.test(mail.text))!;
  await post(link('c', asked.text), '', 'application/x-www-form-urlencoded');

  for (const path of [
    'events',
    `events/${event.id}`,
    `events/${event.id}/sessions`,
    `sessions/${session.id}`,
    `sessions/${session.id}/registrations`,
    'participants',
    'imports',
    'exports',
  ]) {
    await cloud.callAnyhow('GET', `/v1/${path}`);
  }
  const listed = (await cloud.call('GET', `/v1/sessions/${session.id}/registrations?limit=100`)).items;
  for (const { id } of listed.filter(({ status }) => status === 'suspected'))
    await cloud.call('POST', `/v1/sessions/${session.id}/registrations/${id}/approve`);
  await attend(event.id);
  await reportWhoWasThere(session.id);
  await peopleAndGroups(event.id);
  const unwanted = await cloud.call('POST', '/v1/events', { title: 'Never held', timeZone: 'UTC' });
  await cloud.call('POST', `/v1/events/${unwanted.id}/sessions`, { startsAt: start(40) });
  await cloud.call('DELETE', `/v1/events/${unwanted.id}`);
  const [person] = (await cloud.call('GET', '/v1/participants')).items;
  await cloud.call('GET', `/v1/participants/${person!.id}`);

  await remindAndHandOver(start);
  await actOnMany(start);
  await changePlaces(start);

  const put = (key: string, body: string | Uint8Array) =>
    cloud.s3.send(new PutObjectCommand({ Bucket: cloud.buckets.imports, Key: key, Body: body }));
  await put('imports/one.csv', 'email,first name\nann@example.com,Ann\nnew@example.com,New\nbad,x\n');
  await put(
    'imports/sheet.xlsx',
    workbookOf({ sheets: { People: '<row><c t="inlineStr"><is><t>email</t></is></c></row>' } }),
  );
  const pasted = await cloud.call('POST', '/v1/imports', { text: 'email\npasted@example.com\n' });
  await tryImports(event.id);
  const { uploadUrl } = await cloud.call('POST', '/v1/imports', {});
  await fetch(uploadUrl, { method: 'PUT', body: 'email\nlinked@example.com\n' });
  await cloud.settle();
  const { items } = await cloud.call('GET', '/v1/imports?key=imports/one.csv');
  const { faultsUrl } = await cloud.call('GET', `/v1/imports/${items[0]!.id}`);
  await fetch(faultsUrl!);
  await cloud.call('GET', `/v1/imports/${pasted.id}/faults`);
  await cloud.call('POST', `/v1/imports/${pasted.id}/cancel`).catch(() => undefined);
  const exported = await cloud.call('POST', '/v1/exports', {
    format: 'xlsx',
    filter: { field: 'registered', op: 'in', value: [event.id] },
    fields: ['email', `session:${session.id}.attendance`],
  });
  await cloud.settle();
  await fetch((await cloud.call('GET', `/v1/exports/${exported.id}`)).url!);

  // Two people who turn out to be one, with a registration and a group each.
  const later = await cloud.call('POST', `/v1/events/${event.id}/sessions`, {
    startsAt: start(30),
    capacity: 5,
  });
  for (const email of ['twin@example.com', 'twin.two@example.com'])
    await register({ email, sessionIds: [later.id] });
  await cloud.settle();
  const everybody = (await cloud.call('GET', '/v1/participants?limit=200')).items;
  const [twin, other] = everybody.filter(({ email = '' }) => email.startsWith('twin'));
  const twinGroup = await cloud.call('POST', '/v1/groups', { name: 'Twins' });
  await cloud.call('PATCH', `/v1/participants/${twin!.id}`, { groups: { add: [twinGroup.id] } });
  await cloud.call('POST', '/v1/duplicates');
  await cloud.call('POST', `/v1/participants/${twin!.id}/merge`, { into: other!.id });
  await cloud.settle();

  await forgetSomebody(put);

  // Workers die; one import is cancelled, the other one is taken up by the sweeper and goes on.
  const kill = (action: string) =>
    cloud.local('faults', { seed: 1, rules: [{ service: 'lambda', action, kind: 'kill', rate: 1 }] });
  const many = (name: string) =>
    'email\n' + Array.from({ length: 3000 }, (_, n) => `${name}${n}@example.com`).join('\n');
  await kill('jobs');
  await put('imports/two.csv', many('two'));
  await put('imports/cancelled.csv', many('cancelled'));
  await cloud.settle();
  const { items: dead } = await cloud.call('GET', '/v1/imports?key=imports/cancelled.csv');
  // A worker may be through before it dies; the one that waits for an organizer is cancelled in any case.
  await cloud.call('POST', `/v1/imports/${dead[0]!.id}/cancel`).catch(() => undefined);
  const held = await cloud.call('POST', '/v1/imports', { text: 'email\nheld@example.com\n', hold: true });
  await cloud.call('POST', `/v1/imports/${held.id}/cancel`);
  await cloud.local('faults', { seed: 1, rules: [] });
  await cloud.local('clock', { advance: 'PT15M' });
  const { items: taken } = await cloud.call('GET', '/v1/imports?key=imports/two.csv');
  expect(taken[0]).toMatchObject({ status: 'done' });
}

/** Somebody is entered, grouped, deleted and had back; the group is renamed and deleted. */
async function peopleAndGroups(eventId: string): Promise<void> {
  await cloud.call('POST', '/v1/variables', { name: 'trees', type: 'number' });
  await cloud.call('PATCH', '/v1/variables/trees', { label: 'Trees' });
  const group = await cloud.call('POST', '/v1/groups', { name: 'Gardeners' });
  const { id } = await cloud.call('POST', '/v1/participants', {
    email: 'hand@example.com',
    variables: { trees: 1 },
  });
  await cloud.call('PATCH', `/v1/participants/${id}`, { groups: { add: [group.id] } });
  await cloud.call('POST', `/v1/participants/${id}/block`);
  await cloud.send(`/v1/events/${eventId}/registrations`, {
    method: 'POST',
    body: JSON.stringify({ email: 'hand@example.com' }),
    headers: { 'content-type': 'application/json' },
  });
  await cloud.call('POST', `/v1/participants/${id}/unblock`);
  await cloud.call('DELETE', `/v1/participants/${id}`);
  await cloud.call('POST', `/v1/participants/${id}/restore`);
  await cloud.call('GET', `/v1/participants/${id}/history`);
  await cloud.call('GET', '/v1/groups');
  const filter = { field: 'group', op: 'in' as const, value: [group.id] };
  const saved = await cloud.call('POST', '/v1/filters', { name: 'Gardeners', filter });
  await cloud.call('GET', `/v1/participants/facets?savedFilter=${saved.id}&webinarDate.gt=2020-01-01`);
  await cloud.call('PATCH', `/v1/filters/${saved.id}`, { name: 'Foresters' });
  await cloud.call('PATCH', `/v1/groups/${group.id}`, { name: 'Foresters' });
  await cloud.send(`/v1/filters/${saved.id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${await cloud.token('admin')}` },
  });
  await cloud.call('DELETE', `/v1/groups/${group.id}`);
  await cloud.settle();
}

/** Everybody is put into a group, taken out of it again, registered, invited, mailed and moved. */
async function actOnMany(start: (days: number) => string): Promise<void> {
  const event = await cloud.call('POST', '/v1/events', { title: 'By invitation', timeZone: 'UTC' });
  const { id: sessionId } = await cloud.call('POST', `/v1/events/${event.id}/sessions`, {
    startsAt: start(20),
  });
  const { id: groupId } = await cloud.call('POST', '/v1/groups', { name: 'Many' });
  const act = async (action: BodyTo<'POST', '/v1/participants/actions'>['action']) => {
    const job = await cloud.call('POST', '/v1/participants/actions', { action, all: true });
    await cloud.settle();
    return job.id;
  };
  const added = await act({ type: 'add-to-group', groupId });
  await cloud.call('POST', `/v1/jobs/${added}/undo`);
  await act({ type: 'register', sessionId });
  await act({ type: 'invite', sessionId });
  await act({ type: 'mail', subject: 'Hello', text: 'Hello {{firstName|you}}' });
  expect((await cloud.call('GET', '/v1/jobs')).items.length).toBeGreaterThan(3);
}

/** Somebody is entered by hand, moved by an organizer, changes the date by their link, and hands the place over. */
async function changePlaces(start: (days: number) => string): Promise<void> {
  const event = await cloud.call('POST', '/v1/events', { title: 'Places', timeZone: 'UTC' });
  const [first, second] = await Promise.all(
    [21, 28].map((days) =>
      cloud.call('POST', `/v1/events/${event.id}/sessions`, { startsAt: start(days), capacity: 5 }),
    ),
  );
  const email = 'places@example.com';
  const entered = await cloud.call('POST', `/v1/sessions/${first!.id}/registrations`, { email });
  const at = `/v1/sessions/${first!.id}/registrations/${'id' in entered ? entered.id : ''}`;
  await cloud.callAnyhow('POST', `${at}/move`, { sessionId: second!.id });
  await cloud.settle();
  const { text } = (await cloud.mails()).find(({ to }) => to[0] === email)!;
  const link = /http:\S+\/r\/[\w-]+/.exec(text)![0];
  const press = async (fields: Record<string, string>) => {
    const { status } = await cloud.send(link, { method: 'POST', body: new URLSearchParams(fields) });
    expect(status).toBe(200);
  };
  await press({ action: 'change', date: second!.id, to: first!.id });
  await press({ action: 'hand-over', date: first!.id, email: 'colleague@example.com' });
  await cloud.settle();
}

/** A report of who was there is pasted, answered, looked at and taken back; another is uploaded through a link. */
async function reportWhoWasThere(sessionId: string): Promise<void> {
  const path = `/v1/sessions/${sessionId}/attendance-imports` as const;
  const text = 'Name (Original Name),User Email,Total Duration (Minutes)\nAnn,ann@example.com,30\n';
  const { uploadUrl } = await cloud.call('POST', path, {});
  await fetch(uploadUrl, { method: 'PUT', body: text });
  await cloud.settle();
  const { id } = await cloud.call('POST', path, { text: `${text}Bob Berg,,30\n` });
  await cloud.settle();
  await cloud.call('POST', `${path}/${id}/answer`, {});
  await cloud.settle();
  await cloud.call('GET', '/v1/attendance-imports');
  await cloud.call('POST', `${path}/${id}/revert`);
  await cloud.settle();
}

/** Somebody who is in an upload, in its faults and in an export asks what is known of them, and is erased. */
async function forgetSomebody(put: (key: string, body: string) => Promise<unknown>): Promise<void> {
  await put('attendance/gone.csv', 'Name,Email,Minutes\nGone,gone@example.com,30\n');
  await put('imports/gone.csv', 'email,first name\ngone@example.com,Gone\nbad,gone@example.com\n');
  await cloud.settle();
  await cloud.call('POST', '/v1/exports', {});
  await cloud.settle();
  const { items } = await cloud.call('GET', '/v1/participants?email=gone@example.com');
  const { participant } = await cloud.call('GET', `/v1/participants/${items[0]!.id}/data`);
  await cloud.call('POST', `/v1/participants/${participant.id}/erase`, { confirm: 'gone@example.com' });
  await cloud.call('PUT', '/v1/retention', { enabled: true, unseenMonths: 12 });
  await cloud.settle();
  await cloud.call('GET', '/v1/audit');
}

/** Rules are set, a session is moved, and both fire; the receiver of the hand-over takes it the third time. */
async function remindAndHandOver(start: (days: number) => string): Promise<void> {
  let posts = 0;
  const receiver = createServer((request, response) => {
    posts += 1;
    // Tried again out of the queue, then, since that is longer than its delay, woken by a schedule.
    const asked = { 'retry-after': posts === 1 ? '1' : '1200' };
    const answer = posts < 3 ? response.writeHead(503, asked) : response.writeHead(204);
    request.resume().on('end', () => answer.end());
  });
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const { id } = await cloud.call('POST', '/v1/events', { title: 'Reminded', timeZone: 'UTC' });
  const session = await cloud.call('POST', `/v1/events/${id}/sessions`, { startsAt: start(4) });
  await cloud.send(`/v1/events/${id}/registrations`, {
    method: 'POST',
    body: JSON.stringify({ email: 'rem@example.com' }),
    headers: { 'content-type': 'application/json' },
  });
  const set = (kind: string, rules: object[]) =>
    cloud.callAnyhow('PUT', `/v1/events/${id}/${kind}`, { rules });
  await set('reminders', [
    { id: 'before', offsetMinutes: -60 },
    { id: 'wrong', offsetMinutes: -30 },
  ]);
  const destination = await cloud.call('POST', '/v1/destinations', {
    type: 'webhook',
    name: 'Receiver',
    settings: { url },
  });
  const at = `/v1/destinations/${destination.id}` as const;
  expect(
    await cloud.callAnyhow('PATCH', at, { name: 'CRM', secret: `whsec_${'B'.repeat(32)}` }),
  ).toMatchObject({
    hasSecret: true,
  });
  const gone = await cloud.call('POST', '/v1/destinations', {
    type: 'webhook',
    name: 'x',
    settings: { url },
  });
  await cloud.call('DELETE', `/v1/destinations/${gone.id}`);
  await set('handovers', [
    {
      ...{ id: 'crm', anchor: 'end', offsetMinutes: 5, filter: { all: [] } },
      // Nobody ever tells whether anybody was there: it is waited for, and decided then.
      ...{ audience: 'non-participants', waitMinutes: 30, afterWait: 'as-absent' },
      destination: { id: destination.id },
    },
  ]);
  await cloud.settle();
  await set('reminders', [{ id: 'before', offsetMinutes: -60 }]);
  await cloud.call('PATCH', `/v1/sessions/${session.id}`, { startsAt: start(5) });
  await cloud.settle();
  expect((await cloud.local('schedules')).items).toHaveLength(2);

  await cloud.local('clock', { advance: 'P6D' });
  const { items: runs } = await cloud.call('GET', '/v1/handovers/crm/runs');
  const { items: deliveries } = await cloud.call('GET', `/v1/runs/${runs[0]!.id}/deliveries`);
  expect(deliveries).toMatchObject([{ status: 'delivered' }]);
  expect(await cloud.call('POST', `${at}/test`)).toMatchObject({ ok: true });
  await cloud.call('POST', `/v1/runs/${runs[0]!.id}/redrive`, {});
  await cloud.settle();
  await new Promise((resolve) => receiver.close(resolve));
  const mails = await cloud.mails();
  expect(mails.filter(({ to }) => to[0] === 'rem@example.com').length).toBeGreaterThanOrEqual(2);
}

it('every role is enough for a day of work, and allows nothing that is never used', async () => {
  await aDaysWork();

  const { permissionsUsed, refusals } = await cloud.local<{
    permissionsUsed: Record<string, string[]>;
    refusals: unknown[];
  }>('log');
  expect(refusals).toEqual([]);
  const { roles } = readDefinitions(readAssembly(await synthesize()), {
    apiUrl: cloud.url,
    awsUrl: cloud.awsUrl,
  });
  const unused = roles.flatMap((role) => unusedOf(role, permissionsUsed[role.id] ?? []));
  expect(unused.sort()).toEqual(Object.keys(unusedForAReason).sort());
});

/** An import that is held, tried, started into a session and a group, and taken back; a mapping that comes and goes. */
async function tryImports(eventId: string): Promise<void> {
  const draft = { startsAt: '2031-03-09T10:00', capacity: 5 };
  const { id: session } = await cloud.call('POST', `/v1/events/${eventId}/sessions`, draft);
  const mapping = { columns: [{ column: 'who', to: 'firstName' }] };
  const saved = await cloud.call('POST', '/v1/mappings', { name: 'Ours', mapping });
  const text = 'email,who,groups\ntried1@example.com,Ann,From a file\ntried2@example.com,Bob,\n';
  const options = { hold: true, session, mapping: saved.id, group: 'Tried' };
  const { id } = await cloud.call('POST', '/v1/imports', { text, ...options });
  await cloud.settle();
  await cloud.call('POST', `/v1/imports/${id}/preview`);
  await cloud.settle();
  await cloud.call('POST', `/v1/imports/${id}/start`);
  await cloud.settle();
  await cloud.call('POST', `/v1/imports/${id}/revert`);
  await cloud.settle();
  const held = await cloud.call('POST', '/v1/imports', { text: 'email\na@example.com\n', hold: true });
  await cloud.settle();
  await cloud.s3.send(new DeleteObjectCommand({ Bucket: cloud.buckets.imports, Key: held.key }));
  await cloud.call('POST', `/v1/imports/${held.id}/preview`).catch(() => undefined);
  const authorization = `Bearer ${await cloud.token('admin')}`;
  await cloud.send(`/v1/mappings/${saved.id}`, { method: 'DELETE', headers: { authorization } });
}

function unusedOf(role: RoleDefinition, used: string[]): string[] {
  const calls = used.map((pair) => pair.split(' ') as [string, string]);
  return role.statements.flatMap(({ effect, actions, resources }) =>
    actions
      .filter((action) => effect === 'Allow' && !action.startsWith('logs:'))
      .filter(
        (action) =>
          !calls.some(
            ([name, resource]) => matches(action, name) && resources.some((one) => matches(one, resource)),
          ),
      )
      .map(
        (action) =>
          `${role.id.replace(/role[0-9A-F]{8}$/, '')}: ${action} on ${resources.map((one) => one.replace(/^.*[:/]/, '')).join(', ')}`,
      ),
  );
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[\\^$.|?+(){}[\]]/g, '\\$&'))
      .join('.*')}$`,
    'i',
  ).test(text);
}
