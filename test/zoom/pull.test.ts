import { ListObjectsV2Command, GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import { sessionEnd, type Session } from '../../shared/events/domain/session.ts';
import { cancelSession, changeSession } from '../../shared/events/usecases/change-session.ts';
import { createVendorClient, type VendorClient } from '../../shared/platform/webhook/call-vendor.ts';
import { getZoomLink } from '../../shared/zoom/table/zoom-link-items.ts';
import { linkZoom, unlinkZoom } from '../../shared/zoom/usecases/link-zoom.ts';
import { takeUpZoomPulls } from '../../shared/zoom/usecases/take-up-zoom-pulls.ts';
import { createZoomClient } from '../../shared/zoom/usecases/zoom-client.ts';
import { NOW, planDeps, storedEvent, storedSession } from '../support/factories.ts';
import { useJobs } from '../support/use-jobs.ts';
import { startFakeZoom, type FakeZoom } from '../support/zoom/fake-zoom.ts';

const { aws, clock, finish } = useJobs();
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

const MINUTE = 60_000;
const meeting = { kind: 'meeting', number: '84759841045' } as const;
let event: Event;
let session: Session;
beforeEach(async () => {
  clock.now = NOW;
  zoom.instances.clear();
  zoom.troubles.splice(0);
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
  await linkZoom(deps(), session, meeting, 'anna');
});

const deps = () => ({ table: aws.table, now: () => clock.now });
const link = async () => (await getZoomLink(aws.table, session.id))!;
/** What the sweeper does at a time after (or before) the session's end; the jobs that it begins are worked on. */
const sweepAt = async (minutes: number) => {
  clock.now = sessionEnd(session) + minutes * MINUTE;
  const begun = await takeUpZoomPulls(deps());
  const { pull } = await link();
  const client = createZoomClient({
    vendors,
    place: zoom,
    credentials: () => Promise.resolve(zoom.credentials),
  });
  if (pull.state === 'running') await finish(pull.jobId!, { zoom: client });
  return { begun, ...(await link()).pull };
};
const tookPlace = (uuid: string, names: string[]) =>
  zoom.instances.set(uuid, {
    startTime: session.startsAtUtc,
    joins: names.map((name) => ({
      name,
      user_email: `${name}@example.com`,
      join_time: session.startsAtUtc,
      leave_time: new Date(sessionEnd(session)).toISOString(),
    })),
  });
const files = async () => {
  const { client, bucket: Bucket } = aws.imports;
  const { Contents = [] } = await client.send(
    new ListObjectsV2Command({ Bucket, Prefix: `attendance/${session.id}/` }),
  );
  return Promise.all(
    Contents.map(async ({ Key }) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return { Key, lines: (await Body!.transformToString()).trim().split('\n') };
    }),
  );
};

describe('The report of a session at Zoom', () => {
  it('is asked for from ten minutes after the end on, until it is there, and lies where reports are read from', async () => {
    expect(await sweepAt(5)).toMatchObject({ begun: 0, state: 'waiting' });
    expect(await sweepAt(10)).toMatchObject({
      begun: 1,
      state: 'waiting',
      reason: 'Zoom has no report of it yet.',
    });
    tookPlace('first==', ['ann', 'bob']);
    tookPlace('second==', ['ann']);
    expect(await sweepAt(20)).toMatchObject({ begun: 0, state: 'waiting' });
    expect(await sweepAt(25)).toMatchObject({ begun: 1, state: 'done' });
    expect(await sweepAt(60)).toMatchObject({ begun: 0, state: 'done' });

    const found = await files();
    expect(found.map(({ lines }) => lines.length).toSorted()).toEqual([2, 3]);
    expect(found.every(({ Key }) => /\/zoom-[0-9a-f]{12}\.csv$/.test(Key!))).toBe(true);
    expect(found.flatMap(({ lines }) => lines)).toContain(
      `ann,ann@example.com,${session.startsAtUtc},${new Date(sessionEnd(session)).toISOString()},`,
    );
  });

  it('is asked for a day, and then no more', async () => {
    const after = async (minutes: number) => (await sweepAt(minutes)).state;
    expect(await after(23 * 60)).toBe('waiting');
    expect(await after(24 * 60 - 10)).toBe('failed');
    expect((await link()).pull.reason).toContain('by hand');
    expect(await sweepAt(48 * 60)).toMatchObject({ begun: 0 });
  });

  it('waits as long as Zoom says, and ends at a refusal with its reason', async () => {
    zoom.troubles.push({ status: 429, headers: { 'retry-after': '7200' } });
    expect(await sweepAt(10)).toMatchObject({ state: 'waiting' });
    expect(await sweepAt(100)).toMatchObject({ begun: 0 });
    zoom.troubles.push({ status: 403, body: { message: 'no' } });
    expect(await sweepAt(131)).toMatchObject({
      begun: 1,
      state: 'failed',
      reason: expect.stringContaining('report:read:admin'),
    });
  });

  it('of a session that was moved is asked for after its new end; of one that was cancelled, never', async () => {
    session = await changeSession({ ...planDeps(aws.table), now: () => clock.now }, event, session, {
      durationMinutes: 180,
    });
    clock.now = sessionEnd(session) - 100 * MINUTE;
    expect(await takeUpZoomPulls(deps())).toBe(0);
    expect((await link()).pull.nextAt).toBe(new Date(sessionEnd(session) + 10 * MINUTE).toISOString());
    await cancelSession({ ...planDeps(aws.table), now: () => clock.now }, session);
    expect(await sweepAt(10)).toMatchObject({
      begun: 0,
      state: 'failed',
      reason: 'The session was cancelled.',
    });
  });

  it('is begun once however many sweep at once, and a worker whose link is gone writes nothing', async () => {
    tookPlace('first==', ['ann']);
    clock.now = sessionEnd(session) + 10 * MINUTE;
    const begun = await Promise.all([1, 2, 3].map(() => takeUpZoomPulls(deps())));
    expect(begun.toSorted()).toEqual([0, 0, 1]);
    const { jobId } = (await link()).pull;
    await unlinkZoom(aws.table, session.id);
    await finish(jobId!, {
      zoom: createZoomClient({ vendors, place: zoom, credentials: () => Promise.resolve(zoom.credentials) }),
    });
    expect(await files()).toEqual([]);
    expect(await getZoomLink(aws.table, session.id)).toBeUndefined();
  });

  it('says what is missing where the stage has no credentials', async () => {
    clock.now = sessionEnd(session) + 10 * MINUTE;
    await takeUpZoomPulls(deps());
    await finish((await link()).pull.jobId!, {
      zoom: createZoomClient({ vendors, place: zoom, credentials: () => Promise.resolve(undefined) }),
    });
    expect((await link()).pull).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('credentials'),
    });
  });
});
