/** What the provider lets the whole account send. */
export interface MailQuota {
  /** 0: nothing at the moment. */
  perSecond: number;
  /** In any 24 hours; below 0 there is no such limit. */
  perDay: number;
  sentToday: number;
}

/** Who sends: `first` is what somebody waits for (a confirmation), `many` are the mails of runs and mailings. */
export type MailRank = 'first' | 'many';

/** A stretch of time and the turns to send in it, which all senders share. */
export interface RateWindow {
  startsAt: number;
  ms: number;
  /** All turns of it. */
  turns: number;
  perSecond: number;
}

/** Of second and day; what is kept from mails to many, for what somebody waits for. */
const KEPT_SHARE = 0.02;
/** From here on a window is one second; below, a turn would cost as much as the mail's own writes. */
const MANY_A_SECOND = 25;
/** Few enough that no sender has nothing to do while another one holds turns, and enough that their write is shared. */
const TURNS_A_LEASE = 25;
/** A window of so few turns is taken whole: each sender that finds it taken pays a write as well. */
const FEW_TURNS = 50;

/** The window that an instant is in. Windows are the same for all who know the rate; two seconds at most. */
export function windowAt(perSecond: number, nowMs: number): RateWindow {
  const ms = perSecond >= MANY_A_SECOND ? 1_000 : 2_000;
  const turns = Math.max(1, Math.floor((perSecond * ms) / 1_000));
  return { startsAt: nowMs - (nowMs % ms), ms, turns, perSecond };
}

/** The window after it. */
export const windowAfter = (window: RateWindow): RateWindow => ({
  ...window,
  startsAt: window.startsAt + window.ms,
});

/** How many turns of a window may be taken before a sender of the rank stops. */
export function mostTurns({ turns }: RateWindow, rank: MailRank): number {
  return rank === 'first' || turns < 10 ? turns : turns - Math.max(1, Math.floor(turns * KEPT_SHARE));
}

/** How many turns to take at once: few writes for many mails, and not much more than is wanted now. */
export function turnsToLease(window: RateWindow, rank: MailRank, wanted: number): number {
  const most = mostTurns(window, rank);
  if (rank === 'first') return Math.min(wanted, most, TURNS_A_LEASE);
  return most <= FEW_TURNS ? most : TURNS_A_LEASE;
}

/** When the turns from `first` on may be used: at a low rate a window has several seconds, and not all are in its first. */
export function timesOfTurns(window: RateWindow, first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const second = Math.floor((first + index) / Math.max(1, window.perSecond));
    return window.startsAt + Math.min(second * 1_000, window.ms - 1_000);
  });
}

/** Whether the day's quota, or the account, lets a sender of the rank send at all. */
export function mayStillSend({ perSecond, perDay, sentToday }: MailQuota, rank: MailRank): boolean {
  if (perSecond <= 0) return false;
  return perDay < 0 || sentToday < perDay * (rank === 'first' ? 1 : 1 - KEPT_SHARE);
}
