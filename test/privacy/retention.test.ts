import { describe, expect, it } from 'vitest';
import {
  DELETED_DAYS,
  duePurge,
  everybody,
  limitsAt,
  Retention,
  unseenFrom,
} from '../../shared/privacy/domain/retention.ts';

const limits = { deletedBefore: '2027-02-01T00:00:00.000Z', unseenSince: '2026-01-01T00:00:00.000Z' };
const BEFORE = '2020-01-01T00:00:00.000Z';
const AFTER = '2027-02-02T00:00:00.000Z';

describe('Somebody', () => {
  it.each([
    ['deleted', { createdAt: AFTER, deletedAt: BEFORE }],
    ['deleted', { createdAt: BEFORE, deletedAt: BEFORE }],
    [undefined, { createdAt: AFTER, deletedAt: limits.deletedBefore }],
    [undefined, { createdAt: AFTER, deletedAt: AFTER }],
    ['unseen', { createdAt: BEFORE, deletedAt: AFTER }],
    ['unseen', { createdAt: BEFORE }],
    ['unseen', { createdAt: BEFORE, lastSeenAt: BEFORE }],
    [undefined, { createdAt: limits.unseenSince }],
    [undefined, { createdAt: BEFORE, lastSeenAt: AFTER }],
    [undefined, { createdAt: BEFORE, enteredAt: AFTER }],
    [undefined, { createdAt: BEFORE, deletedAt: BEFORE, blockedAt: BEFORE }],
  ])('is due for erasure as %s: %j', (reason, life) => {
    expect(duePurge(life, limits)).toBe(reason);
  });

  it('is not due as unseen where nobody gave a limit', () => {
    const { deletedBefore } = limits;
    expect(duePurge({ createdAt: BEFORE }, { deletedBefore })).toBeUndefined();
    expect(duePurge({ createdAt: BEFORE, deletedAt: BEFORE }, { deletedBefore })).toBe('deleted');
  });

  it.each([
    [{ createdAt: '1' }, '1'],
    [{ createdAt: '1', firstSeenAt: '2' }, '2'],
    [{ createdAt: '1', firstSeenAt: '2', lastSeenAt: '3' }, '3'],
    [{ createdAt: '1', enteredAt: '4', lastSeenAt: '3' }, '4'],
    [{ createdAt: '5', enteredAt: '4', lastSeenAt: '3' }, '5'],
  ])('was last seen, or entered, the latest of %j', (life, at) => {
    expect(unseenFrom(life)).toBe(at);
  });
});

describe('The limits of a purge', () => {
  const at = (now: string, unseenMonths?: number) =>
    limitsAt(unseenMonths === undefined ? {} : { unseenMonths }, Date.parse(now));

  it('leave deleted people as many days as they can be restored', () => {
    expect(DELETED_DAYS).toBe(30);
    expect(at('2027-03-31T10:00:00Z')).toEqual({ deletedBefore: '2027-03-01T10:00:00.000Z' });
  });

  it.each([
    ['2027-03-31T10:00:00Z', 1, '2027-02-28T00:00:00.000Z'],
    ['2028-03-31T10:00:00Z', 1, '2028-02-29T00:00:00.000Z'],
    ['2027-03-15T10:00:00Z', 1, '2027-02-15T00:00:00.000Z'],
    ['2027-03-15T10:00:00Z', 3, '2026-12-15T00:00:00.000Z'],
    ['2027-03-31T23:59:59Z', 24, '2025-03-31T00:00:00.000Z'],
  ])('at %s of %i months without a registration are %s', (now, months, since) => {
    expect(at(now, months).unseenSince).toBe(since);
  });
});

describe('The rules of retention', () => {
  it('are off until somebody switches them on, and take 1 to 240 months', () => {
    expect(Retention.parse({})).toEqual({ enabled: false });
    const taken = [0, 1, 240, 241, 1.5].map((unseenMonths) => Retention.safeParse({ unseenMonths }).success);
    expect(taken).toEqual([false, true, true, false, false]);
  });

  it('look at everybody, whatever their status', () => {
    expect(everybody).toEqual({
      all: true,
      filter: {
        field: 'status',
        op: 'in',
        value: ['active', 'unsubscribed', 'bounced', 'complained', 'deleted', 'blocked'],
      },
    });
  });
});
