import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { BodyTo } from '../support/api/typed-call.ts';
import { useTestCloud } from '../support/use-test-cloud.ts';

const cloud = useTestCloud();

async function upload(name: string, body: string | Uint8Array) {
  await cloud.s3.send(
    new PutObjectCommand({ Bucket: cloud.buckets.imports, Key: `imports/${name}`, Body: body }),
  );
}
async function importOf(name: string) {
  const key = encodeURIComponent(`imports/${name}`);
  const { items } = await cloud.call('GET', `/v1/imports?limit=200&key=${key}`);
  return cloud.call('GET', `/v1/imports/${items[0]!.id}`);
}
async function imported(name: string, body: string | Uint8Array) {
  await upload(name, body);
  await cloud.settle();
  return importOf(name);
}
async function exported(body: BodyTo<'POST', '/v1/exports'> = {}) {
  const { id } = await cloud.call('POST', '/v1/exports', body);
  await cloud.settle();
  const done = await cloud.call('GET', `/v1/exports/${id}`);
  return { ...done, text: await (await fetch(done.url!)).text() };
}

describe('An organizer', () => {
  it('puts a file into the bucket, finds its people, its faults as a file, and an export that changes nothing', async () => {
    const rows = Array.from({ length: 3000 }, (_, n) => {
      if (n % 100 === 7) return `not-an-address-${n},a,b`;
      if (n % 100 === 8) return `short${n}@example.com`;
      if (n % 100 === 9) return `multi${n}@example.com,"two ""quoted""; parts",Last`;
      return `row${n}@example.com,First ${n},Last`;
    });
    const done = await imported('a b+ü.csv', '\u{feff}email,first name,last name\r\n' + rows.join('\r\n'));
    expect(done).toMatchObject({
      status: 'done',
      counts: { read: 3000, created: 2940, updated: 0, unchanged: 0, skipped: 0, failed: 60 },
    });
    const faults = await (await fetch(done.faultsUrl!)).text();
    expect(faults).toContain('import fault');
    expect(faults.trim().split('\r\n')).toHaveLength(61);
    const page = await cloud.call('GET', `/v1/imports/${done.id}/faults?limit=10`);
    expect(page.items[0]).toMatchObject({ line: 9, column: 1, code: 'email-invalid' });
    expect(
      (await cloud.call('GET', `/v1/imports/${done.id}/faults?limit=10&cursor=${page.cursor}`)).items[0]!
        .line,
    ).toBeGreaterThan(page.items.at(-1)!.line);

    const { rows: exportedRows, text } = await exported();
    expect(exportedRows).toBe(2940);
    const back = await imported('back.csv', text);
    expect(back.counts).toMatchObject({ read: 2940, unchanged: 2940 });
  });

  it('pastes text instead of uploading a file', async () => {
    const pasted = await cloud.call('POST', '/v1/imports', {
      text: 'email;name\npasted@example.com;x\n',
    });
    await cloud.settle();
    expect(await cloud.call('GET', `/v1/imports/${pasted.id}`)).toMatchObject({
      status: 'done',
      counts: { created: 1 },
    });
  });

  it('uploads through a link that expires', async () => {
    const { uploadUrl, key } = await cloud.call('POST', '/v1/imports', {
      fileName: 'linked.csv',
    });
    expect((await fetch(uploadUrl, { method: 'PUT', body: 'email\nlinked@example.com\n' })).status).toBe(200);
    await cloud.settle();
    expect(await importOf(key.slice('imports/'.length))).toMatchObject({
      status: 'done',
      counts: { created: 1 },
    });
    await cloud.local('clock', { advance: 'PT16M' });
    expect((await fetch(uploadUrl, { method: 'PUT', body: 'email\nlate@example.com\n' })).status).toBe(403);
  });

  it('sees one import of a file that is announced three times, and a new one of a changed file', async () => {
    await cloud.local('faults', {
      seed: 1,
      rules: [{ service: 'events', action: '*', kind: 'duplicate-event', rate: 1 }],
    });
    await imported('thrice.csv', 'email\nthrice@example.com\n');
    await cloud.local('faults', { seed: 1, rules: [] });
    await imported('thrice.csv', 'email\nthrice@example.com\nfourth@example.com\n');
    const { items } = await cloud.call('GET', '/v1/imports?key=imports/thrice.csv');
    expect(items.map((item) => item.counts)).toMatchObject([
      { read: 2, created: 1, unchanged: 1 },
      { read: 1, created: 1 },
    ]);
  });

  it('exports by status, as an admin only', async () => {
    const { text } = await exported({ filter: { field: 'status', op: 'in', value: ['unsubscribed'] } });
    expect(text.trim().split('\r\n')).toHaveLength(1);
    await expect(cloud.call('POST', '/v1/exports', {}, 'member')).rejects.toThrow(/403.*Ask an admin/s);
  });

  it.each([
    ['empty.csv', '', 'empty'],
    ['zip.csv', 'PK\u0003\u0004……', 'workbook-damaged'],
    ['nobody.csv', 'name\nAnn\n', 'no-email-column'],
  ])('learns what is wrong with %s', async (name, body, reason) => {
    expect(await imported(name, body)).toMatchObject({ status: 'failed', reason });
  });

  it('hears that a filter is misspelt, instead of seeing everybody', async () => {
    await expect(cloud.call('GET', '/v1/participants?statuz=unsubscribed')).rejects.toThrow(/422.*statuz/s);
  });

  it('cannot use a list cursor on another list', async () => {
    const { cursor } = await cloud.call('GET', '/v1/imports?limit=1');
    await expect(cloud.call('GET', `/v1/participants?cursor=${cursor}`)).rejects.toThrow(/400.*cursor/s);
  });
});

describe('An import whose worker is killed', () => {
  it('is taken up by the sweeper and ends as if nothing had happened', async () => {
    const rows = Array.from({ length: 9000 }, (_, n) =>
      n % 50 === 0 ? `bad ${n}` : `killed${n}@example.com`,
    );
    await cloud.local('faults', {
      seed: 3,
      rules: [{ service: 'lambda', action: 'jobs', kind: 'kill', rate: 0.7 }],
    });
    await upload('killed.csv', 'email\n' + rows.join('\n'));
    await cloud.settle();
    for (let round = 0; round < 12 && (await importOf('killed.csv')).status !== 'done'; round += 1) {
      if (round === 6) await cloud.local('faults', { seed: 3, rules: [] });
      await cloud.local('clock', { advance: 'PT10M' });
    }
    expect(await importOf('killed.csv')).toMatchObject({
      status: 'done',
      counts: { read: 9000, created: 8820, updated: 0, unchanged: 0, skipped: 0, failed: 180 },
    });
  });
});

describe('The local cloud', () => {
  it('refused no call of any function', async () => {
    const { refusals } = await cloud.local<{ refusals: unknown[] }>('log');
    expect(refusals).toEqual([]);
  });
});
