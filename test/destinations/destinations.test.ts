import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrmType, Destination } from '../../shared/destinations/domain/destination.ts';
import { DestinationDraft } from '../../shared/destinations/domain/destination-draft.ts';
import { getDestination } from '../../shared/destinations/table/destination-items.ts';
import {
  changeDestination,
  enableDestination,
} from '../../shared/destinations/usecases/change-destination.ts';
import { createDestination } from '../../shared/destinations/usecases/create-destination.ts';
import { ExportJob } from '../../shared/exports/domain/export-job.ts';
import { listJobs } from '../../shared/jobs/table/job-items.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import type { Delivery } from '../../shared/handovers/domain/delivery.ts';
import { listDeliveries } from '../../shared/handovers/table/delivery-items.ts';
import { listRuns } from '../../shared/handovers/table/run-items.ts';
import { countRun } from '../../shared/handovers/usecases/count-run.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { startActiveCampaign, type FakeActiveCampaign } from '../support/crm/activecampaign.ts';
import { storedEvent, storedSession } from '../support/factories.ts';
import { HOUR, MINUTE, sweepsOver, TimeWorld, UTC_ZONE } from '../support/time/time-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let world: TimeWorld;
let event: Event;
let session: Session;
let crm: FakeActiveCampaign;
let destination: Destination;

beforeEach(async () => {
  world = await TimeWorld.open(aws);
  crm = await startActiveCampaign();
  event = await storedEvent(aws.table, { timeZone: UTC_ZONE });
  session = await storedSession(aws.table, event, { startsAt: '2027-03-01T10:00', name: 'Pruning' });
  destination = await made('activecampaign', {
    ...{ baseUrl: crm.url, list: 'Webinars', tags: ['webinar'] },
    fields: [{ to: 'Webinar', from: 'event.title' }],
  });
  await world.setHandovers(event.id, [
    { id: 'crm', anchor: 'end', destination: { id: destination.id, tags: ['came'] } },
  ]);
});
afterEach(async () => {
  await world.close();
  await crm.stop();
});

const deps = () => ({ ...world.planDeps, exemptHosts: ['127.0.0.1'] });
const made = async (type: CrmType | 'webhook' | 'file', settings: object) => {
  const secret = type === 'webhook' || type === 'file' ? undefined : crm.key;
  const draft = DestinationDraft.parse({ type, name: 'CRM', settings, secret });
  return (await createDestination(deps(), draft, { id: 'anna', role: 'admin' })).destination;
};
const register = async (many: number) => {
  for (let n = 0; n < many; n += 1) await world.register(event, session, `p${n}@example.com`);
};
const toTheEnd = () => world.advance(Date.parse('2027-03-01T11:00:00Z') - world.now);
const advance = (ms: number) => world.advance(ms, sweepsOver(ms, 5 * MINUTE));
const runId = async () =>
  (await listRuns(aws.table, { eventId: event.id, ruleId: 'crm' }, undefined, 10)).runs[0]!.runId;
const deliveries = async (): Promise<Delivery[]> =>
  (await listDeliveries(aws.table, await runId(), FIRST_SHARD, 500)).deliveries;
const statuses = async () => [...new Set((await deliveries()).map(({ status }) => status))];
const now = async () => (await getDestination(aws.table, destination.id))!;

describe('A destination', () => {
  it('gets each person once, with field, tags and list, at the rate that it takes', async () => {
    crm.clock = world.clock;
    await register(12);
    await toTheEnd();
    await advance(2 * MINUTE);
    expect(await statuses()).toEqual(['delivered']);
    expect(crm.contacts.size).toBe(12);
    for (const { synced, fields, tags, lists } of crm.contacts.values()) {
      expect([synced, fields]).toEqual([1, { '7': 'How to prune a tree' }]);
      expect([...tags].sort()).toEqual(['came', 'webinar']);
      expect([...lists]).toEqual([['3', 1]]);
    }
    expect((await deliveries()).every(({ attempts }) => attempts === 1)).toBe(true);
    // Sixty calls at five a second: nobody could be quicker than twelve seconds.
    const { counts, late } = await countRun(aws.table, await runId());
    expect(counts).toMatchObject({ delivered: 12, failed: 0, pending: 0 });
    expect(late!.worstSeconds).toBeGreaterThanOrEqual(11);
    expect(late!.worstSeconds).toBeLessThanOrEqual(20);
    expect(late!.medianSeconds).toBeLessThanOrEqual(10);
    expect((await now()).tookAt).toBeDefined();
  });

  it('has each person once when workers die anywhere in the talk, and answers are lost', async () => {
    await register(4);
    let calls = 0;
    crm.trouble = () => ((calls += 1) % 7 === 0 ? 'drop' : undefined);
    for (const atCall of [5, 6, 7, 8, 9, 10, 11]) {
      world.death = { of: 'deliveries', atCall, afterEffect: atCall % 2 === 0 };
      await (atCall === 5 ? toTheEnd() : advance(6 * MINUTE));
    }
    crm.trouble = () => undefined;
    await advance(8 * HOUR);
    expect(await statuses()).toEqual(['delivered']);
    expect(crm.contacts.size).toBe(4);
    for (const { tags, lists } of crm.contacts.values())
      expect([[...tags].sort(), [...lists]]).toEqual([['came', 'webinar'], [['3', 1]]]);
  });

  it('whose key is refused is switched off, and what waited is sent when it is switched on', async () => {
    await register(5);
    crm.key = 'another';
    await toTheEnd();
    await advance(HOUR);
    expect(await now()).toMatchObject({
      enabled: false,
      reason: expect.stringContaining('403: Invalid token'),
    });
    expect(await statuses()).toEqual(['switched-off']);
    const asked = crm.calls.length;
    await advance(HOUR);
    expect(crm.calls).toHaveLength(asked);
    await changeDestination(deps(), await now(), { secret: 'another' });
    expect((await now()).enabled).toBe(false);
    world.mayWalkOn = false;
    await enableDestination(deps(), await now());
    await world.settle();
    await advance(MINUTE);
    expect(await statuses()).toEqual(['delivered']);
    expect(crm.contacts.size).toBe(5);
    expect(await now()).not.toHaveProperty('reason');
  });

  it('whose field was renamed fails by name; with the settings corrected, what failed is taken', async () => {
    await register(1);
    crm.fields = [{ id: '8', title: 'Seminar' }];
    await toTheEnd();
    expect(await deliveries()).toMatchObject([
      { status: 'failed', reason: expect.stringContaining('“Webinar”') },
    ]);
    expect((await now()).enabled).toBe(true);
    await changeDestination(deps(), await now(), {
      settings: { ...destination.settings, fields: [{ to: 'Seminar', from: 'event.title' }] },
    });
    await world.redrive(event.id, 'crm', await runId());
    await advance(MINUTE);
    expect(await statuses()).toEqual(['delivered']);
    expect([...crm.contacts.values()]).toMatchObject([{ fields: { '8': 'How to prune a tree' } }]);
  });

  it('that is slow down says when it wants more, and is heard', async () => {
    await register(1);
    crm.trouble = () => ({ status: 429, headers: { 'retry-after': '700' } });
    await toTheEnd();
    await world.advance(11 * MINUTE);
    const before = crm.calls.length;
    crm.trouble = () => undefined;
    expect(await statuses()).toEqual(['pending']);
    await world.advance(3 * MINUTE);
    expect(before).toBe(1);
    expect(await statuses()).toEqual(['delivered']);
  });

  it.each([
    [
      'redirects to a private address',
      { status: 302, headers: { location: 'http://169.254.169.254/' } },
      'failed',
    ],
    ['answers without end', { status: 200, text: 'x'.repeat(3_000_000) }, 'pending'],
  ])('that %s is not followed', async (_what, reply, status) => {
    await register(1);
    crm.trouble = () => reply;
    await toTheEnd();
    expect(await statuses()).toEqual([status]);
    expect(JSON.stringify(await deliveries()).length).toBeLessThan(5000);
  });

  it('that takes nobody for days is switched off with the reason', async () => {
    await register(1);
    crm.trouble = () => ({ status: 500 });
    await toTheEnd();
    await world.advance(80 * HOUR);
    expect(await statuses()).toEqual(['failed']);
    expect(await now()).toMatchObject({
      enabled: false,
      reason: expect.stringMatching(/nobody for days.*500/),
    });
  });

  it('that is a file is written once for each run, with the columns that it names', async () => {
    const file = await made('file', { format: 'csv', fields: ['email'] });
    const rule = { id: 'crm', anchor: 'end', destination: { id: file.id } };
    await expect(world.setHandovers(event.id, [{ ...rule, audience: 'participants' }])).rejects.toMatchObject(
      {
        errors: [{ field: 'rules.0.unknown', code: 'not-supported' }],
      },
    );
    await world.setHandovers(event.id, [rule]);
    await register(3);
    await toTheEnd();
    await advance(10 * MINUTE);
    expect(await statuses()).toEqual(['delivered']);
    const { jobs } = await listJobs(aws.table, ExportJob, undefined, 10);
    const ofRun = jobs.filter(({ run }) => run !== undefined);
    expect(ofRun).toMatchObject([
      {
        run: await runId(),
        isHandOver: true,
        fields: ['email'],
        format: 'csv',
        fileName: 'hand-over-crm-2027-03-01',
      },
    ]);
  });

  it('that is a webhook signs with both secrets for a day after a change', async () => {
    await register(1);
    const hook = await made('webhook', { url: world.receiver.url });
    const first = (await world.secrets.read(hook.id))!.current;
    expect(first).toMatch(/^whsec_/);
    const next = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    await changeDestination(deps(), hook, { secret: next });
    await world.setHandovers(event.id, [{ id: 'crm', anchor: 'end', destination: { id: hook.id } }]);
    await toTheEnd();
    const [post] = world.receiver.posts;
    expect(String(post!.headers['webhook-signature']).split(' ')).toHaveLength(2);
    expect(await statuses()).toEqual(['delivered']);
  });
});
