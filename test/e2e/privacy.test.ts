import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestCloud } from '../support/use-test-cloud.ts';

const DAY_MS = 86_400_000;
const email = 'Canary.Bird@example.com';
const traces = /canary|kanarienvogel|\+49 555 0199|seed and song/i;

const cloud = useTestCloud();
let dynamodb: DynamoDBClient;
let eventId: string;
let sessionId: string;
let personId: string;
beforeAll(async () => {
  dynamodb = new DynamoDBClient({
    endpoint: cloud.awsUrl,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'me', secretAccessKey: 'me' },
  });
  const form = { fields: [{ name: 'food', label: 'Food', type: 'text' as const, required: false }] };
  eventId = (await cloud.call('POST', '/v1/events', { title: 'Song', timeZone: 'UTC', form })).id;
  const startsAt = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 16);
  sessionId = (await cloud.call('POST', `/v1/events/${eventId}/sessions`, { startsAt })).id;
  await register();
  personId = (await cloud.call('GET', '/v1/participants')).items[0]!.id;
});

async function register(): Promise<void> {
  const body = {
    ...{ email, firstName: 'Kanarienvogel', phone: '+49 555 0199', answers: { food: 'seed and song' } },
    utm: { source: 'canary-post' },
  };
  const answer = await cloud.send(`/v1/events/${eventId}/registrations`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.status).toBe(202);
  await cloud.settle();
}

const importText = async (text: string) => {
  const { id } = await cloud.call('POST', '/v1/imports', { text });
  await cloud.settle();
  return cloud.call('GET', `/v1/imports/${id}`);
};
const put = (key: string, body: string) =>
  cloud.s3.send(new PutObjectCommand({ Bucket: cloud.buckets.imports, Key: key, Body: body }));
const log = async () => (await cloud.call('GET', '/v1/audit')).items.map(({ act }) => act);

/** Lines of the table and of every file that tell of the person. */
async function tracesLeft(): Promise<string[]> {
  const { table } = await cloud.local('info');
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: table }));
  const lines = Items.map((item) => JSON.stringify(item));
  for (const Bucket of Object.values(cloud.buckets)) {
    const { Contents = [] } = await cloud.s3.send(new ListObjectsV2Command({ Bucket }));
    for (const { Key } of Contents) {
      const { Body } = await cloud.s3.send(new GetObjectCommand({ Bucket, Key }));
      lines.push(`${Key}: ${await Body!.transformToString()}`);
    }
  }
  return lines.filter((line) => traces.test(line)).map((line) => line.slice(0, 300));
}

describe('An organizer who is asked what is known of a person', () => {
  it('hands over everything as one file, if they may', async () => {
    const group = await cloud.call('POST', '/v1/groups', { name: 'Singers' });
    await cloud.call('PATCH', `/v1/participants/${personId}`, {
      company: 'Canary Ltd',
      groups: { add: [group.id] },
    });
    const answer = await cloud.send(`/v1/participants/${personId}/data`, {
      headers: { authorization: `Bearer ${await cloud.token('admin')}` },
    });
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="par_/);
    expect(await answer.json()).toMatchObject({
      participant: {
        ...{ id: personId, email, phone: '+49 555 0199', status: 'active' },
        groups: [{ id: group.id, name: 'Singers' }],
      },
      registrations: [{ sessionId, status: 'registered', answers: { food: 'seed and song' } }],
      mails: [{ eventId, state: 'sent' }],
      history: expect.arrayContaining([expect.objectContaining({ kind: 'group-added' })]),
    });
    await expect(cloud.call('GET', `/v1/participants/${personId}/data`, undefined, 'member')).rejects.toThrow(
      /403/,
    );
  });
});

describe('An admin who erases a person', () => {
  it('has to name them', async () => {
    const path = `/v1/participants/${personId}/erase` as const;
    await expect(cloud.call('POST', path, { confirm: 'yes' })).rejects.toThrow(/422.*confirm/s);
    await expect(cloud.call('POST', path, { confirm: email }, 'member')).rejects.toThrow(/403/);
  });

  it('finds nothing of them afterwards in the table and in both buckets', async () => {
    await importText(`email;phone\n${email};1\nnobody;Kanarienvogel ${email}\n`);
    await put('imports/people.csv', `email,first name\nother@example.com,Other\n${email},Kanarienvogel\n`);
    await put('imports/others.csv', 'email\nother@example.com\n');
    await cloud.settle();
    await cloud.call('POST', '/v1/exports', {});
    await cloud.settle();
    expect(await tracesLeft()).not.toEqual([]);
    const before = await cloud.call('GET', `/v1/sessions/${sessionId}`);
    const mails = (await cloud.mails()).length;

    const { id } = await cloud.call('POST', `/v1/participants/${personId}/erase`, { confirm: email });
    await cloud.settle();
    const job = await cloud.call('GET', `/v1/jobs/${id}`);
    expect(job).toMatchObject({ status: 'done', counts: { chosen: 1, changed: 1 } });
    expect(job.detail).toMatch(/imports\/people\.csv/);
    expect(job.detail).not.toMatch(/others/);
    expect(await tracesLeft()).toEqual([]);
    expect((await cloud.call('GET', `/v1/sessions/${sessionId}`)).counts).toEqual(before.counts);
    expect(await cloud.mails()).toHaveLength(mails);
    await expect(cloud.call('GET', `/v1/participants/${personId}`)).rejects.toThrow(/404/);
  });

  it('cannot have them back by import or by hand; they can come back themselves', async () => {
    const again = await importText(`email\n${email}\n`);
    expect(again.counts).toMatchObject({ read: 1, created: 0, skipped: 1 });
    expect((await cloud.call('GET', `/v1/imports/${again.id}/faults`)).items).toMatchObject([
      { code: 'erased' },
    ]);
    await expect(cloud.call('POST', '/v1/participants', { email })).rejects.toThrow(/409.*erased/s);
    await register();
    expect(await cloud.call('GET', `/v1/participants/${personId}`)).toMatchObject({ email });
  });

  it('is in the log, which members do not see', async () => {
    expect(await log()).toEqual(
      expect.arrayContaining(['erase', 'export', 'export of one person', 'import']),
    );
    const all = (await cloud.call('GET', '/v1/audit')).items;
    expect(JSON.stringify(all)).not.toMatch(traces);
    const entry = (act: string) => all.find((one) => one.act === act);
    expect(entry('erase')).toMatchObject({ people: [personId], count: 1, counts: { changed: 1 } });
    expect(entry('export')).toMatchObject({ status: 'done', counts: { rows: expect.any(Number) } });
    const { items } = await cloud.call('GET', '/v1/audit?limit=2');
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toMatch(traces);
    await expect(cloud.call('GET', '/v1/audit', undefined, 'member')).rejects.toThrow(/403/);
  });
});

describe('Rules of retention', () => {
  it('are off at first, count in a dry run, and are carried out once a day', async () => {
    await importText('email\nforgotten@example.com\n');
    expect(await cloud.call('GET', '/v1/retention')).toMatchObject({
      ...{ enabled: false, deletedDays: 30 },
      ...{ uploadDays: 90, reportDays: 30, exportDays: 7 },
    });
    const rules = { enabled: true, unseenMonths: 1 };
    await cloud.local('clock', { advance: 'P40D' });
    const [forgotten] = (await cloud.call('GET', '/v1/participants?email=forgotten@example.com')).items;
    const { id } = forgotten!;

    const dry = await cloud.call('PUT', '/v1/retention', { ...rules, dryRun: true });
    await cloud.settle();
    const foreseen = await cloud.call('GET', `/v1/jobs/${dry.id}`);
    expect(foreseen).toMatchObject({ status: 'done', dryRun: true });
    expect(foreseen.counts!['changed']).toBeGreaterThan(0);
    expect(await cloud.call('GET', `/v1/participants/${id}`)).toMatchObject({ id });

    await cloud.call('PUT', '/v1/retention', rules);
    await cloud.local('clock', { advance: 'PT10M' });
    await cloud.local('clock', { advance: 'PT10M' });
    await expect(cloud.call('GET', `/v1/participants/${id}`)).rejects.toThrow(/404/);
    const { items } = await cloud.call('GET', '/v1/jobs?kind=bulk');
    const purges = items.filter(({ action, dryRun }) => action?.type === 'purge' && dryRun !== true);
    expect(purges).toMatchObject([{ counts: { changed: foreseen.counts!['changed'] } }]);
    expect((await log()).filter((act) => act === 'purge')).toHaveLength(1);
  });
});

describe('The local cloud', () => {
  it('refused no call of any function', async () => {
    expect((await cloud.local<{ refusals: unknown[] }>('log')).refusals).toEqual([]);
  });
});
