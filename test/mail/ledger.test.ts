import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MailQuota } from '../../shared/mail/domain/mail-rate.ts';
import {
  claimMail,
  findEndedMails,
  findKnownMails,
  isMailSent,
  recordMailRefused,
  recordMailSent,
  releaseMail,
} from '../../shared/mail/table/mail-items.ts';
import { mailKey } from '../../shared/mail/table/mail-keys.ts';
import {
  claimQuotaQuestion,
  getMailQuota,
  leaseTurns,
  putMailQuota,
} from '../../shared/mail/table/mail-rate-items.ts';
import { supersedeMail } from '../../shared/mail/table/supersede-mail.ts';
import { KnownQuota } from '../../shared/mail/usecases/turns/known-quota.ts';
import { getItem } from '../../shared/platform/table/get-items.ts';
import { NOW } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { wipeTable } from '../support/wipe-table.ts';

const aws = useLocalAws();
beforeEach(() => wipeTable(aws.table));

const LEASE_MS = 2 * 60_000;
const SKEW_MS = 60_000;
const iso = (ms: number) => new Date(ms).toISOString();
const person = { participantId: `par_${'1'.repeat(32)}` };
const ofRun = { ...person, runId: 'run_1' };
const claim = (owner: string, nowMs = NOW, mail: typeof person & { runId?: string } = person) =>
  claimMail(aws.table, 'm1', mail, { owner, nowMs });
const entry = () => getItem(aws.table, mailKey('m1'));

const states = ['none', 'claimed', 'released', 'sent', 'refused', 'unknown', 'moved'] as const;
type State = (typeof states)[number];

/** A mail of a run as it is after what happened to it. */
async function inState(state: State, mail: typeof person & { runId?: string } = ofRun): Promise<void> {
  if (state === 'none') return;
  if (state === 'moved') return void (await supersedeMail(aws.table, 'm1'));
  await claim('before', NOW, mail);
  if (state === 'released') await releaseMail(aws.table, 'm1', 'before');
  if (state === 'sent') await recordMailSent(aws.table, 'm1', { at: iso(NOW), providerId: 'p' });
  if (state === 'refused') await recordMailRefused(aws.table, 'm1', { owner: 'before', at: iso(NOW) });
  if (state === 'unknown')
    await aws.table.client.send(
      new UpdateCommand({
        TableName: aws.table.name,
        Key: mailKey('m1'),
        UpdateExpression: 'SET #state = :unknown',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':unknown': 'unknown' },
      }),
    );
}

describe('A mail of the ledger', () => {
  it.each<[State, string, string, string | undefined]>([
    ['none', 'ours', 'ours', undefined],
    ['claimed', 'claimed', 'ours', 'claimed'],
    ['released', 'ours', 'ours', undefined],
    ['sent', 'sent', 'sent', 'sent'],
    ['refused', 'refused', 'refused', 'refused'],
    ['unknown', 'unknown', 'unknown', 'unknown'],
    ['moved', 'moved', 'moved', undefined],
  ])(
    'that is %s is answered to others: %s, to its owner: %s, to a merge: %s',
    async (state, others, own, merge) => {
      await inState(state);
      expect(await claim('other', NOW, ofRun)).toBe(others);
      await wipeTable(aws.table);
      await inState(state);
      expect(await claim('before', NOW, ofRun)).toBe(own);
      await wipeTable(aws.table);
      await inState(state);
      expect(await supersedeMail(aws.table, 'm1')).toBe(merge);
      expect((await entry())?.['state'] === 'moved').toBe(merge === undefined);
    },
  );

  it.each<[State, boolean, boolean, boolean]>([
    ['none', false, false, false],
    ['claimed', true, true, false],
    ['released', true, false, false],
    ['sent', true, true, true],
    ['refused', true, true, false],
    ['moved', true, true, false],
  ])('that is %s is known: %s, at its end: %s, sent: %s', async (state, isKnown, hasEnded, isSent) => {
    await inState(state);
    const found = (set: Set<string>) => [...set];
    expect(found(await findKnownMails(aws.table, ['m1', 'm2']))).toEqual(isKnown ? ['m1'] : []);
    expect(found(await findEndedMails(aws.table, ['m1', 'm2']))).toEqual(hasEnded ? ['m1'] : []);
    expect(await isMailSent(aws.table, 'm1')).toBe(isSent);
  });

  it.each([
    [LEASE_MS, 'claimed'],
    [LEASE_MS + 1, 'ours'],
    // Who claimed it by a clock that was ahead is not waited for.
    [-SKEW_MS, 'claimed'],
    [-SKEW_MS - 1, 'ours'],
  ])(
    'that may repeat is waited for %i ms after its claim: %s, and of a run for ever',
    async (later, answer) => {
      await claim('before');
      expect(await claim('other', NOW + later)).toBe(answer);
      await wipeTable(aws.table);
      await claim('before');
      expect(await supersedeMail(aws.table, 'm1', NOW + later)).toBe(
        answer === 'ours' ? undefined : 'claimed',
      );
      await wipeTable(aws.table);
      await claim('before', NOW, ofRun);
      expect(await claim('other', NOW + later, ofRun)).toBe('claimed');
    },
  );

  it('is listed as open only while one of a run is claimed, and with its person when its end is known', async () => {
    await claim('before');
    expect((await entry())?.['gsi1pk']).toBeUndefined();
    await recordMailSent(aws.table, 'm1', { at: iso(NOW + 5), providerId: 'p', subject: 'Hello' });
    const sent = await entry();
    expect(sent).toMatchObject({ state: 'sent', sentAt: iso(NOW + 5), providerId: 'p', subject: 'Hello' });
    expect([sent?.['gsi1pk'], sent?.['gsi1sk']]).toEqual([sent?.['toldPk'], sent?.['toldSk']]);
    await wipeTable(aws.table);
    await claim('before', NOW, ofRun);
    const open = await entry();
    expect(open?.['gsi1pk']).toBeDefined();
    expect(open?.['gsi1pk']).not.toBe(open?.['toldPk']);
    await releaseMail(aws.table, 'm1', 'before');
    expect(await entry()).not.toHaveProperty('gsi1pk');
  });

  it('is ended by its owner alone', async () => {
    await claim('before', NOW, ofRun);
    await releaseMail(aws.table, 'm1', 'other');
    await recordMailRefused(aws.table, 'm1', { owner: 'other', at: iso(NOW) });
    expect(await entry()).toMatchObject({ state: 'claimed', owner: 'before' });
    await recordMailRefused(aws.table, 'm1', { owner: 'before', at: iso(NOW + 1) });
    expect(await entry()).toMatchObject({ state: 'refused', settledAt: iso(NOW + 1) });
    await releaseMail(aws.table, 'm1', 'before');
    expect(await entry()).toMatchObject({ state: 'refused' });
  });

  it('is told what was known of it when the provider took it, and stays out where it is not there', async () => {
    expect(await recordMailSent(aws.table, 'm1', { at: iso(NOW), providerId: 'p' })).toBeUndefined();
    expect(await entry()).toBeUndefined();
    await claim('before', NOW, ofRun);
    const told = () => recordMailSent(aws.table, 'm1', { at: iso(NOW), providerId: 'p' });
    expect(await told()).toEqual({ state: 'claimed', ...ofRun });
    expect(await told()).toEqual({ state: 'sent', ...ofRun });
  });
});

describe('The turns of a window', () => {
  const window = { startsAt: NOW, ms: 1_000, turns: 10, perSecond: 10 };
  const lease = (wanted: number, most = 10) => leaseTurns(aws.table, window, { wanted, most });

  it('are given once each, as many as there are', async () => {
    expect(await lease(0)).toEqual({ first: 10, count: 0 });
    expect(await lease(4)).toEqual({ first: 0, count: 4 });
    expect(await lease(4)).toEqual({ first: 4, count: 4 });
    expect(await lease(4)).toEqual({ first: 8, count: 2 });
    expect(await lease(1)).toEqual({ first: 10, count: 0 });
    expect(await lease(1, 12)).toEqual({ first: 10, count: 1 });
  });
});

describe('The quota that senders share', () => {
  const quota: MailQuota = { perSecond: 14, perDay: 50_000, sentToday: 3 };
  let now = NOW;
  let asked = 0;
  let waited: number[] = [];
  beforeEach(() => {
    now = NOW;
    asked = 0;
    waited = [];
  });
  const sender = (answer: MailQuota | undefined = quota, during = () => Promise.resolve()) =>
    new KnownQuota({
      table: aws.table,
      askQuota: () => {
        asked += 1;
        return Promise.resolve(answer);
      },
      assumedPerSecond: 1,
      now: () => now,
      wait: (ms) => {
        waited.push(ms);
        return during();
      },
    });

  it('is stored as it was read', async () => {
    expect(await getMailQuota(aws.table)).toBeUndefined();
    await putMailQuota(aws.table, quota, NOW);
    expect(await getMailQuota(aws.table)).toEqual({ ...quota, readAt: NOW });
  });

  it.each([
    [0, false],
    [5_000, false],
    [5_001, true],
    [-SKEW_MS, false],
    [-SKEW_MS - 1, true],
  ])('is asked for again %i ms later by one: %s', async (later, isAsked) => {
    expect(await claimQuotaQuestion(aws.table, NOW, NOW - 5_000)).toBe(true);
    expect(await claimQuotaQuestion(aws.table, NOW + later, NOW + later - 5_000)).toBe(isAsked);
  });

  it('is gone by for ten seconds by one, and for thirty by all together', async () => {
    const [one, other] = [sender(), sender()];
    expect(await one.read()).toEqual(quota);
    now += 9_999;
    await one.read();
    expect(asked).toBe(1);
    expect(await other.read()).toEqual({ ...quota, readAt: NOW });
    now = NOW + 30_000;
    await one.read();
    expect(asked).toBe(1);
    now = NOW + 40_001;
    await one.read();
    expect(asked).toBe(2);
  });

  it('is asked for sooner when the provider refused a mail', async () => {
    const one = sender();
    await one.read();
    now += 5_000;
    one.doubt();
    await one.read();
    expect(asked).toBe(1);
    now += 1;
    one.doubt();
    await one.read();
    expect(asked).toBe(2);
  });

  it('is asked for when what is stored was read by a clock that was ahead, or the own one went back', async () => {
    await putMailQuota(aws.table, quota, NOW + SKEW_MS + 1);
    await sender().read();
    expect(asked).toBe(1);
    const one = sender();
    await one.read();
    now -= 1;
    const before = asked;
    await one.read();
    expect(asked).toBe(before);
  });

  it('is assumed for a second where the provider tells nobody', async () => {
    const assumed = { perSecond: 1, perDay: -1, sentToday: 0 };
    const none = new KnownQuota({
      table: aws.table,
      askQuota: () => Promise.resolve(undefined),
      assumedPerSecond: 1,
      now: () => now,
      wait: (ms) => Promise.resolve(void waited.push(ms)),
    });
    expect(await none.read()).toEqual(assumed);
    expect(waited).toEqual([500]);
    await putMailQuota(aws.table, quota, NOW);
    now += 999;
    expect(await none.read()).toEqual(assumed);
    now += 1;
    expect(await none.read()).toEqual({ ...quota, readAt: NOW });
  });

  it('is waited for where another sender asks, and nothing of now is known', async () => {
    await claimQuotaQuestion(aws.table, NOW, NOW - 5_000);
    const one = sender(quota, () => putMailQuota(aws.table, quota, NOW));
    expect(await one.read()).toEqual({ ...quota, readAt: NOW });
    expect([asked, waited]).toEqual([0, [500]]);
  });
});
