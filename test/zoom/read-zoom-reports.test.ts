import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVendorClient, type VendorClient } from '../../shared/platform/webhook/call-vendor.ts';
import { readZoomReports } from '../../shared/zoom/usecases/read-zoom-reports.ts';
import { createZoomClient } from '../../shared/zoom/usecases/zoom-client.ts';
import { startFakeZoom, type FakeJoin, type FakeZoom } from '../support/zoom/fake-zoom.ts';

let zoom: FakeZoom;
let vendors: VendorClient;
beforeAll(async () => {
  zoom = await startFakeZoom();
  vendors = createVendorClient({ exemptHosts: ['127.0.0.1'] });
});
afterAll(async () => {
  await vendors.close();
  await zoom.stop();
});
beforeEach(() => {
  zoom.instances.clear();
  for (const list of [zoom.troubles, zoom.asked, zoom.tokens]) list.splice(0);
});

const START = Date.parse('2027-03-21T10:00:00Z');
const span = [START, START + 3_600_000] as const;
const joins = (count: number): FakeJoin[] =>
  Array.from({ length: count }, (_, n) => ({
    name: `Person ${n}`,
    user_email: `person${n}@example.com`,
    join_time: '2027-03-21T10:00:00Z',
    leave_time: '2027-03-21T10:50:00Z',
  }));
const tookPlace = (uuid: string, count: number, startTime = '2027-03-21T09:58:00Z') =>
  zoom.instances.set(uuid, { startTime, joins: joins(count) });

function read(credentials = zoom.credentials) {
  const client = createZoomClient({ vendors, place: zoom, credentials: () => Promise.resolve(credentials) });
  let pages = 0;
  const goOn = () => {
    pages += 1;
    return Promise.resolve();
  };
  const meeting = { kind: 'webinar', number: '84759841045' } as const;
  return readZoomReports(client, meeting, span, goOn).then((reports) => ({ ...reports, pages }));
}

describe('The reports of a session', () => {
  it('come page after page, those of each time that it took place, by one token', async () => {
    tookPlace('/first//half==', 701);
    tookPlace('second==', 2, '2027-03-21T10:40:00Z');
    tookPlace('last-week==', 5, '2027-03-14T10:00:00Z');

    const answer = await read();
    expect(answer).toMatchObject({ is: 'taken', pages: 4 });
    const reports = answer.is === 'taken' ? answer.reports : [];
    expect(reports.map(({ uuid, stays }) => [uuid, stays.length])).toEqual([
      ['/first//half==', 701],
      ['second==', 2],
    ]);
    expect(new Set(reports[0]?.stays.map(({ email }) => email)).size).toBe(701);
    expect(zoom.tokens).toHaveLength(1);
  });

  it('are missing while Zoom lists no time, or has no report of it', async () => {
    expect(await read()).toMatchObject({ is: 'missing' });
    tookPlace('u==', 1);
    zoom.troubles.push(undefined, { status: 404, body: { code: 3001, message: 'expired' } });
    expect(await read()).toMatchObject({ is: 'missing' });
  });

  it('are read from their beginning where the token of a page ended, and put off when it ends again', async () => {
    tookPlace('u==', 301);
    zoom.troubles.push(undefined, undefined, 'expired-page');
    const answer = await read();
    expect(answer.is === 'taken' && answer.reports[0]?.stays.length).toBe(301);

    zoom.troubles.push(undefined, 'expired-page', 'expired-page');
    expect(await read()).toMatchObject({ is: 'later' });
  });

  it('are put off by limits and outages', async () => {
    tookPlace('u==', 1);
    zoom.troubles.push(undefined, { status: 429, headers: { 'retry-after': '7' } });
    expect(await read()).toMatchObject({ is: 'later', afterMs: 7_000 });
    zoom.troubles.push({ status: 502 });
    expect(await read()).toMatchObject({ is: 'later', afterMs: 30_000 });
  });

  it('come by another token where Zoom took one back', async () => {
    tookPlace('u==', 1);
    zoom.troubles.push(undefined, 'new-token');
    expect(await read()).toMatchObject({ is: 'taken' });
    expect(zoom.tokens).toHaveLength(3);

    zoom.troubles.push('new-token', 'new-token');
    expect(await read()).toMatchObject({ is: 'refused', reason: expect.stringContaining('tokens') });
  });

  it('are refused for wrong credentials, in words that name the secret and never show it', async () => {
    const answer = await read({ ...zoom.credentials, clientSecret: 'wrong' });
    expect(answer).toMatchObject({ is: 'refused', reason: expect.stringContaining('secret "zoom"') });
    expect(JSON.stringify(answer)).not.toContain('wrong');
    expect(zoom.asked).toEqual([]);
  });

  it('are asked for at no private address', async () => {
    const guarded = createVendorClient({ exemptHosts: [] });
    const client = createZoomClient({
      vendors: guarded,
      place: zoom,
      credentials: () => Promise.resolve(zoom.credentials),
    });
    expect(await client.get('/past_webinars/1/instances')).toMatchObject({ is: 'later' });
    expect(zoom.tokens).toEqual([]);
    await guarded.close();
  });
});
