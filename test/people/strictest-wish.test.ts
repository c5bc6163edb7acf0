import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePeople } from '../../shared/people/domain/merge-people.ts';
import {
  isSameWish,
  mergeWishes,
  moveAddress,
  strictestWish,
  wishAt,
  changeWishAt,
} from '../../shared/people/domain/move-address.ts';
import { optedIn, optedInTo, optedOut, optedOutOf } from '../../shared/people/domain/wish-changes.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import {
  allowsMail,
  hasOptedOut,
  mustConfirm,
  type AddressWish,
  type Wish,
} from '../../shared/people/domain/wish.ts';

const events = ['e1', 'e2', 'e3'];
const instant = fc.constantFrom('2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z', undefined);
const eventSet = fc.subarray(events).map((some) => (some.length > 0 ? new Set(some) : undefined));
const said = {
  optedOutAt: instant,
  optedOutEvents: eventSet,
  liftedEvents: eventSet,
  bouncedAt: instant,
  complainedAt: instant,
};
const addressWish: fc.Arbitrary<AddressWish> = fc.record(said);
const pruned = (wish: AddressWish): AddressWish =>
  Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
const wish: fc.Arbitrary<Wish> = fc.record({
  ...said,
  formerWishes: fc.option(
    addressWish.map((one) => ({ former: { complainedAt: 'then', ...pruned(one) } })),
    { nil: undefined },
  ),
  blockedAt: instant,
});
const merged = (a: Wish, b: Wish) => mergeWishes({ wish: a, addressId: 'a' }, { wish: b, addressId: 'b' });

describe('The wish of two people who become one', () => {
  it('opts out of exactly what one of them had opted out of', () => {
    fc.assert(
      fc.property(wish, wish, fc.constantFrom(...events), (a, b, event) => {
        const isOut = hasOptedOut(a, event) || hasOptedOut(b, event);
        expect(hasOptedOut(strictestWish(a, b), event)).toBe(isOut);
        expect(hasOptedOut(merged(a, b), event)).toBe(isOut);
      }),
    );
  });

  it('never allows mail that one of them did not allow, and is the same when merged again', () => {
    fc.assert(
      fc.property(wish, wish, fc.constantFrom(...events), (a, b, event) => {
        const both = strictestWish(a, b);
        const reachable = allowsMail({ ...b, bouncedAt: undefined }, event);
        expect(allowsMail(merged(a, b), event)).toBe(allowsMail(a, event) && reachable);
        expect(strictestWish(both, b)).toEqual(both);
      }),
    );
  });

  it('asks on from the later round of the two, so that nobody is left out for having been asked', () => {
    expect(merged({ askRound: 3 }, { askRound: 1 }).askRound).toBe(3);
    expect(merged({}, { askRound: 2 }).askRound).toBe(3);
    const [survivor, gone] = ['survivor', 'gone'].map((id): Participant => ({
      ...{ id, source: 'import', createdAt: '2027-01-01T00:00:00Z', version: 1 },
    }));
    const both = mergePeople(
      { ...survivor!, askRound: 3 },
      { person: { ...gone!, email: 'gone@example.com' }, addressId: 'gone' },
    );
    expect(both.person.askRound).toBe(4);
  });

  it('keeps a double opt-in of the survivor, and takes none over from the other’s address', () => {
    const confirmed: Wish = { liftedEvents: new Set(['e1']) };
    const lifted: Wish = { ...confirmed, optedOutAt: '2027-01-02T00:00:00Z' };
    const asks = { id: 'e1', doubleOptIn: true };
    expect(merged(confirmed, {}).liftedEvents).toEqual(new Set(['e1']));
    expect(merged(confirmed, { optedOutEvents: new Set(['e1']) }).liftedEvents).toBeUndefined();
    for (const other of [confirmed, lifted]) expect(mustConfirm(merged({}, other), asks)).toBe(true);
    expect(hasOptedOut(merged({}, lifted), 'e1')).toBe(false);
  });
});

describe('What was said at an address', () => {
  it('stays there when mail goes elsewhere, and is in force when it comes back', () => {
    fc.assert(
      fc.property(wish, (one) => {
        const back = moveAddress(moveAddress(one, 'x', 'y'), 'y', 'x');
        for (const event of events) {
          expect(hasOptedOut(back, event)).toBe(hasOptedOut(one, event));
          expect(mustConfirm(back, { id: event, doubleOptIn: true })).toBe(
            mustConfirm(one, { id: event, doubleOptIn: true }),
          );
        }
        const { bouncedAt, complainedAt, blockedAt } = one;
        expect([back.bouncedAt, back.complainedAt, back.blockedAt]).toEqual([
          bouncedAt,
          complainedAt,
          blockedAt,
        ]);
      }),
    );
  });

  it('follows the person against mail, not for it: neither a bounce nor an opt-in does', () => {
    const one: Wish = {
      optedOutAt: '2027-01-02T00:00:00Z',
      liftedEvents: new Set(['e1']),
      bouncedAt: '2027-01-01T00:00:00Z',
    };
    const moved = moveAddress(one, 'old', 'new');
    expect(moved).toMatchObject({
      ...{ bouncedAt: undefined, liftedEvents: undefined, optedOutAt: one.optedOutAt },
      ...{ addressId: 'new', formerWishes: { old: one } },
    });
    expect([hasOptedOut(moved, 'e1'), hasOptedOut(moved, 'e2')]).toEqual([false, true]);
    expect(moveAddress({ liftedEvents: new Set(['e1']) }, 'old', 'new').liftedEvents).toBeUndefined();
  });

  it('is lifted by nobody at another address, wherever mail goes in between', () => {
    const lifts = fc.constantFrom<(wish: Wish) => Wish>(
      (one) => ({ ...one, ...optedIn(one) }),
      (one) => ({ ...one, ...optedInTo('e1')(one) }),
    );
    const others = fc.array(fc.tuple(fc.constantFrom('y', 'z', undefined), fc.array(lifts)), {
      minLength: 1,
      maxLength: 5,
    });
    const word = fc.constantFrom(optedOut('then'), optedOutOf('e1'));
    fc.assert(
      fc.property(wish, word, others, fc.boolean(), (start, no, then, isLate) => {
        let current: string | undefined = 'x';
        let now: Wish = isLate ? start : changeWishAt({ wish: start, addressId: 'x' }, ['x'], no);
        for (const [at, [to, acts]] of then.entries()) {
          now = moveAddress(now, current, to);
          current = to;
          if (isLate && at === 0) now = changeWishAt({ wish: now, addressId: current }, ['x'], no);
          if (to !== undefined) for (const lift of acts) now = lift(now);
          expect(hasOptedOut(wishAt({ wish: now, addressId: current }, 'x'), 'e1')).toBe(true);
        }
        expect(hasOptedOut(moveAddress(now, current, 'x'), 'e1')).toBe(true);
        const stranger = { wish: {}, addressId: 's' };
        const into = mergeWishes(stranger, { wish: now, addressId: current });
        expect(hasOptedOut(moveAddress(into, 's', 'x'), 'e1')).toBe(true);
      }),
    );
  });

  it('is the same wish, whatever stands there as nothing', () => {
    expect(isSameWish({ optedOutAt: undefined }, {})).toBe(true);
    expect(isSameWish({ optedOutAt: 'then' }, {})).toBe(false);
  });
});

describe('The block of two people who become one', () => {
  const by = (blockedBy: string | undefined): Wish => ({ blockedAt: '2027-01-01T00:00:00Z', blockedBy });

  it.each<[Wish, Wish, string | undefined]>([
    [by('blk_1'), by('blk_1'), 'blk_1'],
    [by('blk_1'), {}, 'blk_1'],
    [{}, by('blk_1'), 'blk_1'],
    [by('blk_1'), by('blk_2'), undefined],
    [by('blk_1'), by(undefined), undefined],
    [{}, {}, undefined],
  ])('of %j and %j is for the one job to take back that alone made it: %s', (a, b, blocker) => {
    expect(merged(a, b).blockedBy).toBe(blocker);
  });
});
