import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePeople } from '../../shared/people/domain/merge-people.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import {
  allowsMail,
  hasOptedOut,
  moveAddress,
  strictestWish,
  type Wish,
} from '../../shared/people/domain/wish.ts';

const events = ['e1', 'e2', 'e3'];
const instant = fc.constantFrom('2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z', undefined);
const eventSet = fc.subarray(events).map((some) => (some.length > 0 ? new Set(some) : undefined));
const wish: fc.Arbitrary<Wish> = fc.record({
  optedOutAt: instant,
  optedOutEvents: eventSet,
  liftedEvents: eventSet,
  bouncedAt: instant,
  formerBounces: fc.constantFrom(undefined, { a: '2026-01-01T00:00:00Z' }, { b: '2026-01-01T00:00:00Z' }),
  complainedAt: instant,
  blockedAt: instant,
});

describe('The wish of two people who become one', () => {
  it('opts out of exactly what one of them had opted out of', () => {
    fc.assert(
      fc.property(wish, wish, fc.constantFrom(...events), (a, b, event) => {
        expect(hasOptedOut(strictestWish(a, b), event)).toBe(hasOptedOut(a, event) || hasOptedOut(b, event));
      }),
    );
  });

  it('never allows mail that one of them did not allow, and is the same when merged again', () => {
    fc.assert(
      fc.property(wish, wish, fc.constantFrom(...events), (a, b, event) => {
        const both = strictestWish(a, b);
        expect(allowsMail(both, event)).toBe(allowsMail(a, event) && allowsMail(b, event));
        expect(strictestWish(both, b)).toEqual(both);
      }),
    );
  });

  it('asks on from the later round of the two, so that nobody is left out for having been asked', () => {
    expect(strictestWish({ askRound: 3 }, { askRound: 1 }).askRound).toBe(3);
    expect(strictestWish({}, { askRound: 2 }).askRound).toBe(2);
    expect(strictestWish({}, {})).not.toHaveProperty('askRound', 0);
    const [survivor, gone] = ['survivor', 'gone'].map((id): Participant => ({
      ...{ id, source: 'import', createdAt: '2027-01-01T00:00:00Z', version: 1 },
    }));
    const merged = mergePeople(
      { ...survivor!, askRound: 3 },
      { person: { ...gone!, email: 'gone@example.com' }, addressId: 'gone' },
    );
    expect(merged.person.askRound).toBe(4);
  });

  it('keeps a double opt-in of the survivor, and takes none over from the other’s address', () => {
    const confirmed: Wish = { liftedEvents: new Set(['e1']) };
    expect(strictestWish(confirmed, {}).liftedEvents).toEqual(new Set(['e1']));
    expect(strictestWish({}, confirmed).liftedEvents).toBeUndefined();
    expect(strictestWish(confirmed, { optedOutEvents: new Set(['e1']) }).liftedEvents).toBeUndefined();
  });

  it('leaves the bounce at its address when mail goes elsewhere, and finds it there again', () => {
    const bounced: Wish = { bouncedAt: '2027-01-01T00:00:00Z', optedOutAt: '2027-01-02T00:00:00Z' };
    const moved = moveAddress(bounced, 'old', 'new');
    expect(moved).toMatchObject({
      bouncedAt: undefined,
      formerBounces: { old: bounced.bouncedAt },
      optedOutAt: bounced.optedOutAt,
    });
    expect(moveAddress(moved, 'new', 'old')).toEqual({ ...bounced, formerBounces: undefined, askRound: 2 });
    fc.assert(
      fc.property(wish, (one) => {
        expect(moveAddress(moveAddress(one, 'x', 'y'), 'y', 'x')).toEqual({
          ...one,
          formerBounces: one.formerBounces,
          liftedEvents: one.optedOutAt === undefined ? undefined : one.liftedEvents,
          askRound: 2,
        });
      }),
    );
  });

  it('keeps what lifted an opt-out when mail goes elsewhere, and not a double opt-in of the former address', () => {
    const lifted: Wish = { liftedEvents: new Set(['e1']) };
    expect(moveAddress(lifted, 'old', 'new').liftedEvents).toBeUndefined();
    const optedOut = { ...lifted, optedOutAt: '2027-01-02T00:00:00Z' };
    expect(moveAddress(optedOut, 'old', 'new').liftedEvents).toEqual(lifted.liftedEvents);
  });
});
