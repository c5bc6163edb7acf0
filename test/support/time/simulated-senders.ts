import type { MailQuota, MailRank } from '../../../shared/mail/domain/mail-rate.ts';
import { MailTurns } from '../../../shared/mail/usecases/turns/mail-turns.ts';
import type { Table } from '../../../shared/platform/table/table.ts';
import type { SimulatedTime } from './simulated-time.ts';

/** CPU of one mail on a whole vCPU; measured. */
const CPU_MS = 11;
const AT_ONCE = 50;
/** So long a function waits for turns, before what is left comes to the next. */
const FUNCTION_MS = 42_000;

/** SES with a rate: a bucket of one second's mails, as AWS lets short bursts pass. */
export class SimulatedSes {
  quota: MailQuota;
  refused = 0;
  readonly sentAt: number[] = [];
  readonly #time: SimulatedTime;
  #room: number;
  #at: number;

  constructor(time: SimulatedTime, quota: MailQuota) {
    this.#time = time;
    this.quota = quota;
    this.#room = quota.perSecond;
    this.#at = time.now();
  }

  takes(): boolean {
    const { perSecond, perDay } = this.quota;
    const now = this.#time.now();
    this.#room = Math.min(perSecond, this.#room + ((now - this.#at) / 1_000) * perSecond);
    this.#at = now;
    if (this.#room < 1 || (perDay >= 0 && this.quota.sentToday >= perDay)) {
      this.refused += 1;
      return false;
    }
    this.#room -= 1;
    this.quota = { ...this.quota, sentToday: this.quota.sentToday + 1 };
    this.sentAt.push(now);
    return true;
  }
}

interface Fleet {
  time: SimulatedTime;
  table: Table;
  ses: SimulatedSes;
  rank: MailRank;
  instances: number;
  /** How far the clocks of the instances are off, one after the other. */
  skewMs?: number[];
}

/** So many functions send so many mails, as the queue hands them over. Answers when each was sent. */
export async function sendMails(fleet: Fleet, mails: number): Promise<number[]> {
  const left = Array.from({ length: mails }, () => fleet.time.now());
  const sentAt: number[] = [];
  let open = mails;
  const instance = async (skewMs: number) => {
    const turns = turnsOf(fleet, skewMs);
    const sender = { turns, busyUntil: 0, waitsUntil: 0 };
    const slot = async () => {
      while (open > 0) {
        const due = left.findIndex((at) => at <= fleet.time.now());
        if (due < 0) {
          const next = Math.min(...left, fleet.time.now() + 1_000);
          await fleet.time.wait(Math.max(100, next - fleet.time.now()));
          continue;
        }
        left.splice(due, 1);
        const later = await sendOne(fleet, sender, skewMs);
        if (later === undefined) {
          sentAt.push(fleet.time.now());
          open -= 1;
        } else left.push(fleet.time.now() + later * 1_000);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, slot));
  };
  const { instances, skewMs = [] } = fleet;
  await Promise.all(Array.from({ length: instances }, (_, index) => instance(skewMs[index] ?? 0)));
  return sentAt;
}

const turnsOf = ({ time, table, ses, rank }: Fleet, skewMs: number): MailTurns =>
  new MailTurns({
    table,
    rank,
    askQuota: () => Promise.resolve(ses.quota),
    assumedPerSecond: ses.quota.perSecond,
    now: () => time.now() + skewMs,
    wait: time.wait,
  });

interface Sender {
  turns: MailTurns;
  busyUntil: number;
  waitsUntil: number;
}

/** One mail with its turn and the CPU that it takes; answers after how many seconds to try again when it was not sent. */
async function sendOne({ time, ses }: Fleet, sender: Sender, skewMs: number): Promise<number | undefined> {
  const now = time.now();
  if (sender.waitsUntil <= now) sender.waitsUntil = now + FUNCTION_MS;
  const turn = await sender.turns.take(sender.waitsUntil + skewMs);
  if (turn !== 'now') return turn.afterSeconds;
  sender.busyUntil = Math.max(sender.busyUntil, time.now()) + CPU_MS;
  await time.wait(sender.busyUntil - time.now());
  if (ses.takes()) return undefined;
  sender.turns.slowDown();
  return 5;
}

/** A run at work for some seconds, when 30 people register at once. `share`: how much of the rate was used. */
export async function timeRun(
  { time, table, ses }: Pick<Fleet, 'time' | 'table' | 'ses'>,
  mails: number,
): Promise<{ share: number; refused: number; longestWaitMs: number; seconds: number }> {
  const began = time.now();
  const posted = 3_000;
  const fleet = { time, table: time.watched(table), ses };
  const many = sendMails({ ...fleet, rank: 'many', instances: 6 }, mails);
  const first = time.wait(posted).then(() => sendMails({ ...fleet, rank: 'first', instances: 2 }, 30));
  await time.until(Promise.all([many, first]));
  const seconds = (Math.max(...(await many)) - began) / 1_000;
  const sent = (await many).length + (await first).length;
  const longestWaitMs = Math.max(...(await first)) - began - posted;
  return { share: sent / (ses.quota.perSecond * seconds), refused: ses.refused, longestWaitMs, seconds };
}
