import { describe, expect, it } from 'vitest';
import { addVerdicts, noBulkCounts } from '../../shared/bulk/domain/bulk-job.ts';
import { objectionToCount } from '../../shared/bulk/domain/objection-to-count.ts';

describe('The number of people that an organizer confirmed', () => {
  it.each([
    // Of what can be undone, a tenth more or less is no reason to ask again.
    [100, 100, false, true],
    [110, 100, false, true],
    [111, 100, false, false],
    [90, 100, false, true],
    [89, 100, false, false],
    [0, 0, false, true],
    [1, 0, false, false],
    // Of what cannot, a single one is.
    [100, 100, true, true],
    [101, 100, true, false],
    [99, 100, true, false],
  ])('%i people instead of %i, exact: %s, may go on: %s', (count, expected, isExact, mayGoOn) => {
    expect(objectionToCount(count, expected, isExact)).toBe(
      mayGoOn
        ? undefined
        : `The number of people is ${count} now, not ${expected}. Please look again and confirm.`,
    );
  });
});

describe('The tally of a bulk job', () => {
  const before = { counts: { ...noBulkCounts, looked: 5, chosen: 1, failed: 1 }, reasons: { gone: 1 } };

  it('begins at nothing', () => {
    expect(Object.values(noBulkCounts)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('counts everybody who is meant once, and each reason', () => {
    expect(
      addVerdicts(before, 7, [
        { outcome: 'changed' },
        { outcome: 'changed', reason: 'unseen' },
        { outcome: 'unchanged' },
        { outcome: 'skipped', reason: 'opted-out' },
        { outcome: 'skipped', reason: 'opted-out' },
        { outcome: 'failed', reason: 'gone' },
        { outcome: 'left-out', reason: 'opted-out' },
      ]),
    ).toEqual({
      counts: { looked: 12, chosen: 7, changed: 2, unchanged: 1, skipped: 2, failed: 2 },
      reasons: { gone: 2, unseen: 1, 'opted-out': 2 },
    });
  });

  it('is not changed by what comes after it', () => {
    addVerdicts(before, 1, [{ outcome: 'failed', reason: 'gone' }]);
    expect(before).toEqual({
      counts: { ...noBulkCounts, looked: 5, chosen: 1, failed: 1 },
      reasons: { gone: 1 },
    });
  });
});
