import { describe, expect, it } from 'vitest';
import {
  mayStillSend,
  mostTurns,
  timesOfTurns,
  turnsToLease,
  windowAfter,
  windowAt,
} from '../../shared/mail/domain/mail-rate.ts';

const at = (perSecond: number) => windowAt(perSecond, 10_000);

describe('A window of the rate', () => {
  it('is one second from 25 a second on, and two below, with all turns of its time', () => {
    expect(windowAt(25, 11_999)).toEqual({ startsAt: 11_000, ms: 1_000, turns: 25, perSecond: 25 });
    expect(windowAt(24, 11_999)).toEqual({ startsAt: 10_000, ms: 2_000, turns: 48, perSecond: 24 });
  });

  it('has one turn at least, however low the rate', () => {
    expect(windowAt(0.2, 0).turns).toBe(1);
  });

  it('is followed by one that begins where it ends', () => {
    expect(windowAfter(at(14))).toEqual({ ...at(14), startsAt: 12_000 });
    expect(windowAfter(at(100))).toEqual({ ...at(100), startsAt: 11_000 });
  });
});

describe('The turns of a window', () => {
  it('are all for what somebody waits for; of ten or more, some are kept from mails to many', () => {
    expect([4, 5, 25, 100, 500].map((rate) => mostTurns(at(rate), 'first'))).toEqual([8, 10, 25, 100, 500]);
    expect([4, 5, 25, 100, 500].map((rate) => mostTurns(at(rate), 'many'))).toEqual([8, 9, 24, 98, 490]);
  });

  it('are leased as many as are wanted for what somebody waits for, 25 at most', () => {
    expect([1, 24, 26].map((wanted) => turnsToLease(at(100), 'first', wanted))).toEqual([1, 24, 25]);
    expect(turnsToLease(at(1), 'first', 5)).toBe(2);
  });

  it('are leased whole to mails to many when they are few, else 25, whatever is wanted', () => {
    expect([1, 14, 51, 52].map((rate) => turnsToLease(at(rate), 'many', 1))).toEqual([2, 27, 50, 25]);
  });

  it('may be used in the second that they are of', () => {
    expect(timesOfTurns(at(2), 0, 4)).toEqual([10_000, 10_000, 11_000, 11_000]);
    expect(timesOfTurns(at(2), 3, 3)).toEqual([11_000, 11_000, 11_000]);
    expect(timesOfTurns(at(0.5), 0, 1)).toEqual([10_000]);
    expect(timesOfTurns(at(100), 99, 2)).toEqual([10_000, 10_000]);
  });
});

describe('The quota of a day', () => {
  const quota = { perSecond: 14, perDay: 1_000, sentToday: 0 };

  it('is used up by what somebody waits for, and left two hundredths short by mails to many', () => {
    const may = (rank: 'first' | 'many', sentToday: number) => mayStillSend({ ...quota, sentToday }, rank);
    expect([979, 980].map((sent) => may('many', sent))).toEqual([true, false]);
    expect([999, 1_000].map((sent) => may('first', sent))).toEqual([true, false]);
  });

  it('has no limit below 0, and nobody sends at a rate of 0', () => {
    expect(mayStillSend({ ...quota, perDay: -1, sentToday: 9_999 }, 'many')).toBe(true);
    expect(mayStillSend({ ...quota, perDay: 0 }, 'first')).toBe(false);
    expect(mayStillSend({ ...quota, perSecond: 1 }, 'many')).toBe(true);
    expect(mayStillSend({ ...quota, perSecond: 0.1 }, 'many')).toBe(true);
    expect(mayStillSend({ ...quota, perSecond: 0 }, 'first')).toBe(false);
    expect(mayStillSend({ ...quota, perDay: -1, perSecond: -1 }, 'first')).toBe(false);
  });
});
