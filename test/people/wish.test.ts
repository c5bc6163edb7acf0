import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowsMail,
  hasOptedOut,
  isUnreachable,
  participantStatus,
  type Wish,
} from '../../shared/people/domain/wish.ts';

describe('The status of a participant', () => {
  const reasons = [
    ['blockedAt', 'blocked'],
    ['deletedAt', 'deleted'],
    ['complainedAt', 'complained'],
    ['bouncedAt', 'bounced'],
    ['optedOutAt', 'unsubscribed'],
  ] as const;

  it('is the strongest reason not to write, whatever else is true', () => {
    for (let mask = 0; mask < 1 << reasons.length; mask += 1) {
      const present = reasons.filter((_, index) => mask & (1 << index));
      const person = Object.fromEntries(present.map(([name]) => [name, '2027-01-01T00:00:00Z']));
      expect(participantStatus(person)).toBe(present[0]?.[1] ?? 'active');
    }
  });

  it('stays active for somebody who left one event only', () => {
    expect(participantStatus({ optedOutEvents: new Set(['evt_1']) })).toBe('active');
  });
});

describe('What an address allows', () => {
  const now = '2027-01-01T00:00:00Z';

  it('is nothing once it bounced, complained or was blocked, whoever lifts what', () => {
    for (const reason of ['bouncedAt', 'complainedAt', 'blockedAt'] as const) {
      const wish: Wish = { [reason]: now, liftedEvents: new Set(['evt_1']) };
      expect(isUnreachable(wish)).toBe(true);
      expect(allowsMail(wish, 'evt_1')).toBe(false);
    }
  });

  it('comes back for the lifted event alone', () => {
    const wish: Wish = { optedOutAt: now, liftedEvents: new Set(['evt_1']) };
    expect(hasOptedOut(wish, 'evt_1')).toBe(false);
    expect(hasOptedOut(wish, 'evt_2')).toBe(true);
  });

  it('does not come back for an event that was left again after it was lifted', () => {
    expect(
      allowsMail({ liftedEvents: new Set(['evt_1']), optedOutEvents: new Set(['evt_1']) }, 'evt_1'),
    ).toBe(false);
  });

  it('depends on the set of reasons alone, not on the order they came in', () => {
    const some = fc.record(
      {
        optedOutAt: fc.constant(now),
        optedOutEvents: fc.constant(new Set(['evt_1'])),
        liftedEvents: fc.constant(new Set(['evt_1'])),
        bouncedAt: fc.constant(now),
        complainedAt: fc.constant(now),
        blockedAt: fc.constant(now),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(some, (wish) => {
        const reachable = !wish.bouncedAt && !wish.complainedAt && !wish.blockedAt;
        const wanted = !wish.optedOutEvents && (!wish.optedOutAt || Boolean(wish.liftedEvents));
        expect(allowsMail(wish, 'evt_1')).toBe(reachable && wanted);
        expect(allowsMail(wish, 'evt_2')).toBe(reachable && !wish.optedOutAt);
      }),
    );
  });
});
