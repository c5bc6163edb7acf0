import { describe, expect, it } from 'vitest';
import { firstPull, pullAfter } from '../../shared/zoom/domain/next-pull.ts';

const END = Date.parse('2027-03-21T11:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const after = (outcome: Parameters<typeof pullAfter>[0], nowMs: number) =>
  pullAfter(outcome, { endMs: END, nowMs, jobId: 'zpl_1' });

describe('The first pull of a report', () => {
  it('is due ten minutes after the end, or at once where that is over', () => {
    expect(firstPull(END, END - 5 * HOUR)).toMatchObject({
      state: 'waiting',
      nextAt: '2027-03-21T11:10:00.000Z',
    });
    expect(firstPull(END, END + HOUR)).toMatchObject({
      state: 'waiting',
      nextAt: '2027-03-21T12:00:00.000Z',
    });
  });
});

describe('After a pull', () => {
  it('that took a report there is no other', () => {
    expect(after({ is: 'taken' }, END + HOUR)).toEqual({
      state: 'done',
      jobId: 'zpl_1',
      at: '2027-03-21T12:00:00.000Z',
    });
  });

  it('that found no report there is another a quarter of an hour later', () => {
    expect(after({ is: 'missing' }, END + HOUR)).toMatchObject({
      state: 'waiting',
      nextAt: '2027-03-21T12:15:00.000Z',
    });
  });

  it('that was put off there is one when Zoom says so', () => {
    expect(after({ is: 'later', afterMs: 2 * HOUR }, END + HOUR)).toMatchObject({
      state: 'waiting',
      nextAt: '2027-03-21T14:00:00.000Z',
    });
  });

  it('that was refused there is none, and the reason is told', () => {
    expect(after({ is: 'refused', reason: 'No scope.' }, END + HOUR)).toMatchObject({
      state: 'failed',
      reason: 'No scope.',
    });
  });

  it('there is none later than a day after the end', () => {
    const last = END + 24 * HOUR - 15 * MINUTE;
    expect(after({ is: 'missing' }, last)).toMatchObject({ state: 'waiting' });
    expect(after({ is: 'missing' }, last + 1)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('by hand'),
    });
    expect(after({ is: 'later', afterMs: MINUTE }, END + 24 * HOUR)).toMatchObject({ state: 'failed' });
  });
});
