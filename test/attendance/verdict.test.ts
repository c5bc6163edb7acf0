import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attended } from '../../shared/attendance/domain/attended.ts';
import { cutTo, lengthOf, unionOf, type Interval } from '../../shared/attendance/domain/interval.ts';
import { measureOf } from '../../shared/attendance/domain/measure.ts';
import { verdictOn, type Measure } from '../../shared/attendance/domain/verdict.ts';
import type { Session } from '../../shared/events/domain/session.ts';

const START = Date.parse('2027-03-07T09:00:00Z');
const HOUR = 3_600_000;
const MINUTE = 60_000;
const measure: Measure = { span: [START, START + HOUR], threshold: 50, isComplete: true };
const said = (...minutes: [number, number][]): Attended => ({
  sourceId: 'one',
  person: `par_${'0'.repeat(32)}`,
  role: 'attendee',
  intervals: minutes.map(([from, to]) => [START + from * MINUTE, START + to * MINUTE]),
});
const verdict = (...all: Attended[]) => {
  const { state, seconds, share } = verdictOn(measure, all);
  return [state, seconds, share];
};

describe('A verdict', () => {
  it('is "attended" exactly at the threshold, and not a second under it', () => {
    expect(verdict(said([0, 30]))).toEqual(['attended', 1800, 0.5]);
    expect(verdict(said([0, 30 - 1 / 60]))).toEqual(['absent', 1799, 0.4997]);
  });

  it('counts no time twice, within a source or across sources, and none outside the session', () => {
    expect(verdict(said([-30, 10], [5, 12]), said([10, 15], [58, 90]))).toEqual(['absent', 1020, 0.2833]);
  });

  it('is "unknown" where times are missing, unless what is known is enough', () => {
    const somehow: Attended = { ...said(), unknownTiming: true };
    expect(verdict(somehow)).toEqual(['unknown', undefined, undefined]);
    expect(verdict(somehow, said([0, 10]))).toEqual(['unknown', undefined, undefined]);
    expect(verdict(somehow, said([0, 40]))).toEqual(['attended', 2400, 0.6666]);
  });

  it('takes a length without times for at least so long, and for no more than the session', () => {
    expect(verdict({ ...said(), seconds: 1800 }, said([0, 10]))).toEqual(['attended', 1800, 0.5]);
    expect(verdict({ ...said(), seconds: 99_999 })).toEqual(['attended', 3600, 1]);
  });

  it('is "absent" only when a source tells of everybody', () => {
    const open = { ...measure, isComplete: false };
    expect(verdictOn(measure, [])).toMatchObject({ state: 'absent', seconds: 0, share: 0 });
    expect(verdictOn(open, []).state).toBe('unknown');
    expect(verdictOn(open, [said([0, 1])])).toMatchObject({ state: 'unknown', seconds: 60 });
  });

  it.each(['host', 'panelist', 'speaker', 'team'] as const)('is not found on a %s', (role) => {
    expect(verdictOn(measure, [said([0, 60]), { ...said([0, 60]), role }])).toMatchObject({
      state: 'unknown',
      role,
    });
  });
});

describe('What a session is measured by', () => {
  const session: Pick<Session, 'startsAtUtc' | 'durationMinutes'> = {
    startsAtUtc: new Date(START).toISOString(),
    durationMinutes: 60,
  };
  const real: [number, number] = [START + 5 * MINUTE, START + 95 * MINUTE];
  const source = { id: 'zoom', sessionId: 'ses_x', kind: 'report', label: '', at: '', readyAt: 'x' } as const;
  const of = (attendanceLength: 'planned' | 'real', nowMs: number, more = {}) =>
    measureOf(
      session as Session,
      { attendanceThreshold: 70, attendanceLength },
      [{ ...source, coversAll: true, ran: real, version: 1, ...more }],
      nowMs,
    );

  it('is the planned length, or where the event says so the real one, as far as a source that counts tells it', () => {
    expect(of('planned', START).span).toEqual([START, START + HOUR]);
    expect(of('real', START).span).toEqual(real);
    expect(of('real', START, { takenBackAt: 'x' }).span).toEqual([START, START + HOUR]);
    expect(of('real', START, { ran: undefined }).span).toEqual([START, START + HOUR]);
  });

  it('is complete when it is over and a source tells of everybody', () => {
    expect(of('planned', START + HOUR - 1).isComplete).toBe(false);
    expect(of('planned', START + HOUR).isComplete).toBe(true);
    expect(of('planned', START + HOUR, { coversAll: false }).isComplete).toBe(false);
    expect(of('planned', START + HOUR, { readyAt: undefined }).isComplete).toBe(false);
  });
});

describe('Intervals', () => {
  const interval = fc.tuple(fc.nat(60), fc.nat(20)).map(([from, length]): Interval => [from, from + length]);

  it('are united and cut as if each second were looked at by itself', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 8 }), interval, (intervals, span) => {
        const isIn =
          (second: number) =>
          ([from, to]: Interval) =>
            from <= second && second < to;
        const seconds = Array.from({ length: 100 }, (_, second) => second);
        const expected = seconds.filter((second) => isIn(second)(span) && intervals.some(isIn(second)));
        const united = unionOf(cutTo(span, intervals));
        expect(lengthOf(united)).toBe(expected.length);
        for (const [index, [from]] of united.entries()) {
          const before = united[index - 1];
          if (before) expect(from).toBeGreaterThan(before[1]);
        }
      }),
    );
  });
});
