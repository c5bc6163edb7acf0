import { beforeEach, describe, expect, it } from 'vitest';
import { NOW } from '../support/factories.ts';
import { sendMails, SimulatedSes, timeRun } from '../support/time/simulated-senders.ts';
import { SimulatedTime } from '../support/time/simulated-time.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let time: SimulatedTime;
/** Each test has days of its own. */
let day = 0;

beforeEach(() => {
  time = new SimulatedTime(NOW + (day += 1) * 24 * 60 * 60_000);
});

const quota = (perSecond: number) => ({ perSecond, perDay: -1, sentToday: 0 });

describe('Mails to many', () => {
  it('use the rate that SES gives, and a confirmation posted meanwhile leaves before them', async () => {
    const { table, writes } = aws.countingTable();
    const fleet = { time, table, ses: new SimulatedSes(time, quota(500)) };
    const { share, refused, longestWaitMs } = await timeRun(fleet, 5_000);
    expect(share).toBeGreaterThanOrEqual(0.95);
    expect(refused).toBe(0);
    expect(longestWaitMs).toBeLessThanOrEqual(2_000);
    expect(writes() / 5_030).toBeLessThanOrEqual(0.1);
  });

  it('are all sent at 14 a second, hardly one of them too fast, at a tenth of a write unit each', async () => {
    const { table, writes } = aws.countingTable();
    const ses = new SimulatedSes(time, quota(14));
    const began = time.now();
    const work = sendMails({ time, table: time.watched(table), ses, rank: 'many', instances: 2 }, 1_000);
    await time.until(work);
    expect((await work).length).toBe(1_000);
    expect(ses.refused).toBeLessThanOrEqual(10);
    expect(1_000 / ((14 * (Math.max(...(await work)) - began)) / 1_000)).toBeGreaterThan(0.9);
    expect(writes() / 1_000).toBeLessThanOrEqual(0.1);
  });

  it('are sent in a sandbox, one a second, and a confirmation among them within seconds', async () => {
    const ses = new SimulatedSes(time, quota(1));
    const fleet = { time, table: time.watched(aws.table), ses };
    const began = time.now();
    const many = sendMails({ ...fleet, rank: 'many', instances: 2 }, 100);
    const first = time.wait(20_000).then(() => sendMails({ ...fleet, rank: 'first', instances: 1 }, 1));
    await time.until(Promise.all([many, first]));
    expect((await many).length).toBe(100);
    expect(((await first)[0] ?? 0) - began - 20_000).toBeLessThan(10_000);
  });

  it('wait while the quota is 0, and lose nobody when it drops in the middle of a run', async () => {
    const ses = new SimulatedSes(time, quota(100));
    const work = sendMails({ time, table: time.watched(aws.table), ses, rank: 'many', instances: 2 }, 1_000);
    const stop = async () => {
      await time.wait(4_000);
      ses.quota = { ...ses.quota, perSecond: 0 };
      await time.wait(10 * 60_000);
      ses.quota = { ...ses.quota, perSecond: 100 };
    };
    await time.until(Promise.all([work, stop()]));
    expect((await work).length).toBe(1_000);
    // Not one try a mail and moment: the first refusals tell all.
    expect(ses.refused).toBeLessThan(300);
  });

  it('leave a part of the day to confirmations', async () => {
    const ses = new SimulatedSes(time, { perSecond: 14, perDay: 40_000, sentToday: 39_000 });
    const fleet = { time, table: time.watched(aws.table), ses };
    const many = sendMails({ ...fleet, rank: 'many', instances: 2 }, 800);
    const meanwhile = async () => {
      await time.wait(10 * 60_000);
      const first = await sendMails({ ...fleet, rank: 'first', instances: 1 }, 5);
      const sentThen = ses.quota.sentToday;
      ses.quota = { ...ses.quota, perDay: -1 };
      return { first: first.length, sentThen };
    };
    const seen = meanwhile();
    await time.until(Promise.all([many, seen]));
    expect(await seen).toMatchObject({ first: 5 });
    expect((await seen).sentThen).toBeLessThan(40_000);
    expect((await many).length).toBe(800);
  });

  it('are not held up by a sender whose clock is ahead', async () => {
    const ses = new SimulatedSes(time, quota(100));
    const began = time.now();
    const skewMs = [60 * 60_000];
    const work = sendMails(
      { time, table: time.watched(aws.table), ses, rank: 'many', instances: 2, skewMs },
      1_000,
    );
    await time.until(work);
    expect((await work).length).toBe(1_000);
    expect(time.now() - began).toBeLessThan(30_000);
  });
});
