import { describe, expect, it } from 'vitest';
import { openMemo, sealMemo } from '../../shared/attendance/domain/presence-memo.ts';
import {
  afterBeat,
  canWait,
  isOnline,
  memoAfter,
  type Memo,
  type Presence,
  type PresenceState,
} from '../../shared/attendance/domain/presence.ts';

const NINE = Date.parse('2027-03-07T09:00:00Z') / 1000;
const participantId = `par_${'0'.repeat(32)}`;

/** A session's items of presence, of one person, and pages that beat. */
function room() {
  let known: Presence | undefined;
  let writes = 0;
  const page = (brings = true) => {
    let memo: Memo | undefined;
    return (state: PresenceState, at: number) => {
      const now = NINE + at;
      if (memo && canWait(state, memo, now)) {
        memo = { ...memo, last: now };
        return;
      }
      const next = afterBeat(known, { participantId, state, memo, now });
      if (next !== known) writes += 1;
      known = next;
      memo = next && brings && state !== 'leave' ? memoAfter(next, { state, memo, now }) : undefined;
    };
  };
  return {
    page,
    writes: () => writes,
    stays: () => known?.stays.map(([from, to]) => [from - NINE, to - NINE]),
    isOnline: (at: number) => known !== undefined && isOnline(known, (NINE + at) * 1000),
  };
}
const HOUR = 3600;

describe('Presence', () => {
  it.each([
    ['of our own page', 29, true, 36],
    ['of a page that brings no memo, each half minute', 30, false, 36],
    ['of a hidden page, which browsers let beat once a minute', 60, true, 36],
  ])('%s is noted exactly, in few writes, and online all the time', (_what, every, brings, most) => {
    const { page, writes, stays, isOnline: online } = room();
    const tell = page(brings);
    tell('join', 0);
    for (let at = every; at < HOUR; at += every) {
      expect(online(at - 1), `at ${at - 1}`).toBe(true);
      tell('beat', at);
    }
    tell('leave', HOUR);
    expect(stays()).toEqual([[0, HOUR]]);
    expect(online(HOUR)).toBe(false);
    expect(writes()).toBeLessThanOrEqual(most);
  });

  it('of ten tabs is that of one person, in no more writes, and one more for each that joins or leaves', () => {
    const { page, writes, stays } = room();
    const tabs = Array.from({ length: 10 }, () => page());
    for (const tell of tabs) tell('join', 0);
    for (let at = 29; at < HOUR; at += 29)
      for (const [tab, tell] of tabs.entries()) tell('beat', at + (tab % 3));
    for (const tell of tabs) tell('leave', HOUR);
    expect(stays()).toEqual([[0, HOUR]]);
    expect(writes()).toBeLessThanOrEqual(40);
  });

  it('ends two minutes after a page was lost, and goes on in a stay of its own when it is back', () => {
    const { page, stays, isOnline: online } = room();
    const tell = page();
    tell('join', 0);
    tell('beat', 29);
    tell('beat', 58);
    expect([online(177), online(178)]).toEqual([true, false]);
    page()('join', 600);
    expect(stays()).toEqual([
      [0, 58],
      [600, 600],
    ]);
    expect(online(601)).toBe(true);
  });

  it('loses nothing of a page that was asleep, and what it slept', () => {
    const { page, stays } = room();
    const tell = page();
    for (const at of [0, 29, 58, 87, 116, 145, 174, 203]) tell(at === 0 ? 'join' : 'beat', at);
    expect(stays()).toEqual([[0, 174]]);
    tell('beat', 900);
    expect(stays()).toEqual([
      [0, 203],
      [900, 900],
    ]);
  });

  it('is not begun by leaving', () => {
    const { page, stays, writes } = room();
    page()('leave', 5);
    expect([stays(), writes()]).toEqual([undefined, 0]);
  });

  it('joins the closest stays of somebody who comes and goes more than sixty times', () => {
    const { page, stays } = room();
    for (let n = 0; n < 70; n += 1) {
      const tell = page();
      tell('join', n * 100);
      tell('leave', n * 100 + (n === 7 ? 99 : 10));
    }
    expect(stays()).toHaveLength(60);
    expect(stays()!.find(([from]) => from === 700)).not.toEqual([700, 799]);
  });
});

describe('A memo', () => {
  const keys = [{ id: 1, secret: Buffer.from('a key') }];
  const memo = { since: NINE, last: NINE + 29, notedAt: NINE, notes: 2 };

  it('is read back with its own token only, and unchanged only', () => {
    const sealed = sealMemo(keys[0]!, 'token', memo);
    expect(openMemo(keys, 'token', sealed)).toEqual(memo);
    expect(openMemo(keys, 'other', sealed)).toBeUndefined();
    const bytes = Buffer.from(sealed, 'base64url');
    for (const place of bytes.keys()) {
      const forged = Buffer.from(bytes);
      forged[place] = forged[place]! ^ 1;
      expect(openMemo(keys, 'token', forged.toString('base64url')), `byte ${place}`).toBeUndefined();
    }
    for (const wrong of ['', 'x', `${sealed}AAAA`]) expect(openMemo(keys, 'token', wrong)).toBeUndefined();
  });
});
