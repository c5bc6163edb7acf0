import {
  mayStillSend,
  mostTurns,
  timesOfTurns,
  turnsToLease,
  windowAfter,
  windowAt,
  type MailQuota,
  type MailRank,
  type RateWindow,
} from '../../domain/mail-rate.ts';
import { isAhead } from '../../../platform/values/clocks.ts';
import { leaseTurns } from '../../table/mail-rate-items.ts';
import { KnownQuota, type QuotaDeps } from './known-quota.ts';

export interface TurnDeps extends QuotaDeps {
  rank: MailRank;
}

/** `now`: send. Else the turn does not come in time, and it is worth asking again after so many seconds. */
export type Turn = 'now' | { afterSeconds: number };

interface Waiter {
  until: number;
  told: (turn: Turn) => void;
  failed: (error: unknown) => void;
}

/** Longer than a turn waits for the mail that it is for; then it is too late for it, and the next ones are there. */
const HELD_MS = 1_000;
/** How soon to ask again where the provider takes nothing: the account is stopped, or the day's quota used up. */
const STOPPED_SECONDS = { first: 60, many: 300 };
const SOON_SECONDS = 5;

/**
 * The turns to send of one function instance. All senders share the provider's rate through the table: each takes many turns at
 * once, in windows of a second or two. What somebody waits for comes first: it may take turns of windows to come, while mails to
 * many take what is left of the one that runs. One of the first rank in each window goes without asking: an instance sends some
 * ninety a second, so that makes less than what the others leave.
 */
export class MailTurns {
  readonly #deps: TurnDeps;
  readonly #quota: KnownQuota;
  #waiting: Waiter[] = [];
  /** From when on each turn that is held may be used, the first first. */
  #held: number[] = [];
  /** Windows that start before this have no turn left. */
  #fullUntil = 0;
  #freeWindow = -1;
  #isAtWork = false;

  constructor(deps: TurnDeps) {
    this.#deps = deps;
    this.#quota = new KnownQuota(deps);
  }

  /** Waits for a turn, at most until the instant. */
  take(until: number): Promise<Turn> {
    return new Promise((told, failed) => {
      this.#waiting.push({ until, told, failed });
      if (!this.#isAtWork) void this.#serve();
    });
  }

  /** The provider took no mail: whoever sends too much, this instance sends nothing more in this window. */
  slowDown(): void {
    this.#held = [];
    this.#fullUntil = Math.max(this.#fullUntil, windowAfter(windowAt(1, this.#deps.now())).startsAt);
    this.#quota.doubt();
  }

  async #serve(): Promise<void> {
    this.#isAtWork = true;
    try {
      while (this.#waiting.length > 0) {
        this.#handOut(this.#deps.now());
        if (this.#waiting.length === 0) break;
        const lookAt = await this.#seek();
        const wake = Math.min(lookAt, ...this.#waiting.map(({ until }) => until));
        const ms = wake - this.#deps.now();
        if (ms > 0) await this.#deps.wait(ms);
      }
    } catch (error) {
      for (const { failed } of this.#waiting.splice(0)) failed(error);
    }
    this.#isAtWork = false;
  }

  #handOut(now: number): void {
    this.#held = this.#held.filter((at) => at + HELD_MS > now && !isAhead(at, now));
    // No function waits so long: the clock was ahead, and came back.
    if (isAhead(this.#fullUntil, now)) this.#fullUntil = 0;
    while (this.#waiting.length > 0 && (this.#held[0] ?? Infinity) <= now) {
      this.#held.shift();
      this.#waiting.shift()?.told('now');
    }
    const isOver = ({ until }: Waiter) => until <= now;
    for (const { told } of this.#waiting.filter(isOver)) told({ afterSeconds: SOON_SECONDS });
    this.#waiting = this.#waiting.filter((waiter) => !isOver(waiter));
  }

  /** Takes turns, and answers when to look again. */
  async #seek(): Promise<number> {
    const [next] = this.#held;
    if (next !== undefined && this.#held.length >= this.#waiting.length) return next;
    const quota = await this.#quota.read();
    const now = this.#deps.now();
    const { rank } = this.#deps;
    if (!mayStillSend(quota, rank)) return this.#dismiss(STOPPED_SECONDS[rank]);
    return rank === 'first' ? this.#seekAhead(quota, now) : this.#seekNow(quota, now);
  }

  async #seekNow(quota: MailQuota, now: number): Promise<number> {
    if (now < this.#fullUntil) return Math.min(this.#fullUntil, this.#held[0] ?? Infinity);
    await this.#lease(windowAt(quota.perSecond, now));
    return now;
  }

  async #seekAhead(quota: MailQuota, now: number): Promise<number> {
    let window = windowAt(quota.perSecond, now);
    if (this.#freeWindow !== window.startsAt && now >= this.#fullUntil) {
      this.#freeWindow = window.startsAt;
      this.#held.unshift(now);
      return now;
    }
    while (window.startsAt < this.#fullUntil) window = windowAfter(window);
    const latest = Math.max(...this.#waiting.map(({ until }) => until));
    if (window.startsAt >= latest) return this.#dismiss(SOON_SECONDS);
    await this.#lease(window);
    return now;
  }

  async #lease(window: RateWindow): Promise<void> {
    const { rank, table } = this.#deps;
    const most = mostTurns(window, rank);
    const wanted = turnsToLease(window, rank, this.#waiting.length - this.#held.length);
    const { first, count } = await leaseTurns(table, window, { wanted, most });
    const next = windowAfter(window).startsAt;
    if (first + count >= most) this.#fullUntil = Math.max(this.#fullUntil, next);
    // At a low rate a window has several seconds: what was not sent in its first is not made up for in its last.
    const stillToUse = timesOfTurns(window, first, count).filter((at) => at + 1_000 > this.#deps.now());
    this.#held = [...this.#held, ...stillToUse].sort((a, b) => a - b);
  }

  #dismiss(afterSeconds: number): number {
    for (const { told } of this.#waiting.splice(0)) told({ afterSeconds });
    return this.#deps.now();
  }
}
