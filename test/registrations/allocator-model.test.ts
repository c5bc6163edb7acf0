import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FaultRule } from '../../infra/local/seams/ports.ts';
import { AllocatorWorld } from '../support/seats/allocator-world.ts';
import { NOW } from '../support/factories.ts';
import { beforeOrAfter, rounds } from '../support/rounds.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let last: AllocatorWorld | undefined;

afterEach(() => {
  aws.faults.set(0, []);
  vi.restoreAllMocks();
});

type Act = (world: AllocatorWorld) => Promise<unknown>;

const pick = fc.nat(50);
const fate = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc.record({ atCall: fc.integer({ min: 1, max: 60 }), afterEffect: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ looks: fc.integer({ min: 0, max: 3 }) }) },
);

const byPeople: fc.WeightedArbitrary<Act>[] = [
  {
    weight: 4,
    arbitrary: fc.integer({ min: 1, max: 4 }).map(
      (n): Act =>
        (world) =>
          world.posts(n),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 400 }).map(
      (ms): Act =>
        (world) =>
          world.postsSlowly(ms),
    ),
  },
  {
    weight: 2,
    arbitrary: pick.map(
      (who): Act =>
        (world) =>
          world.comesBack(who),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 30 }), fc.boolean()).map(
      ([n, twice]): Act =>
        (world) =>
          world.imports(n, twice),
    ),
  },
  {
    weight: 4,
    arbitrary: pick.map(
      (who): Act =>
        (world) =>
          world.cancels(who),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(pick, pick, fc.boolean()).map(
      ([who, into, isNew]): Act =>
        (world) =>
          world.handsOver(who, into, isNew),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(pick, fc.boolean()).map(
      ([who, isBack]): Act =>
        (world) =>
          world.changesDate(who, isBack),
    ),
  },
  {
    weight: 1,
    arbitrary: pick.map(
      (who): Act =>
        (world) =>
          world.deletes(who),
    ),
  },
  {
    weight: 1,
    arbitrary: pick.map(
      (who): Act =>
        (world) =>
          world.erases(who),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(pick, pick).map(
      ([who, into]): Act =>
        (world) =>
          world.merges(who, into),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.option(fc.integer({ min: 1, max: 12 }), { freq: 4 }).map(
      (capacity): Act =>
        (world) =>
          world.limits(capacity),
    ),
  },
];

const byItself: fc.WeightedArbitrary<Act>[] = [
  {
    weight: 8,
    arbitrary: fc.tuple(pick, fc.boolean()).map(
      ([which, twice]): Act =>
        (world) =>
          world.tells(which, twice),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(pick, fate).map(
      ([which, how]): Act =>
        (world) =>
          world.works(which, how),
    ),
  },
  {
    weight: 2,
    arbitrary: pick.map(
      (which): Act =>
        (world) =>
          world.doubles(which),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 3_000 }).map(
      (ms): Act =>
        (world) =>
          world.pass(ms),
    ),
  },
];

const act = (arbitrary: fc.Arbitrary<Act>, weight: number): fc.WeightedArbitrary<Act> => ({
  arbitrary,
  weight,
});
const answer = fc.constantFrom('take' as const, 'take' as const, 'decline' as const);
/** Where who waits is asked first whether they take a place. */
const ofOffers: fc.WeightedArbitrary<Act>[] = [
  act(
    fc.tuple(pick, answer, fc.boolean()).map(
      ([who, said, twice]) =>
        (world) =>
          world.answers(who, said, twice),
    ),
    8,
  ),
  act(
    pick.map((who) => (world) => world.movesUp(who)),
    3,
  ),
  act(
    fc.integer({ min: 1, max: 7 }).map((minutes) => (world) => world.waits(minutes)),
    5,
  ),
];

const alone = fc.oneof(...byPeople, ...byItself);
/** Things that happen at one time: two workers at one session, a cancellation while seats are given. */
const atOnce = fc.array(fc.oneof(...byPeople, byItself[1]!), { minLength: 2, maxLength: 3 }).map(
  (acts): Act =>
    (world) =>
      Promise.all(acts.map((one) => one(world))),
);
const storyOf = (one: fc.Arbitrary<Act>, together: fc.Arbitrary<Act>) =>
  fc.array(fc.oneof({ weight: 5, arbitrary: one }, { weight: 1, arbitrary: together }), {
    minLength: 6,
    maxLength: 24,
    size: 'max',
  });
const story = storyOf(alone, atOnce);
const storyOfOffers = storyOf(
  fc.oneof(...byPeople, ...byItself, ...ofOffers),
  fc.array(fc.oneof(...byPeople, byItself[1]!, ...ofOffers.slice(0, 2)), { minLength: 2, maxLength: 3 }).map(
    (acts): Act =>
      (world) =>
        Promise.all(acts.map((one) => one(world))),
  ),
);
const capacity = fc.option(fc.integer({ min: 1, max: 5 }), { freq: 8 });

/** Lives through stories; answers how many seats were given, and how many acts failed. */
async function live(numRuns: number, rules: FaultRule[] = []): Promise<{ given: number; failed: number }> {
  const sum = { given: 0, failed: 0 };
  await fc.assert(
    fc.asyncProperty(capacity, story, async (seats, acts) => {
      const world = (last = await AllocatorWorld.open(aws, seats, last));
      world.hasFaults = rules.length > 0;
      aws.faults.set(acts.length, rules);
      for (const act of acts) await world.act(act);
      await world.settle();
      expect(await world.faults()).toEqual([]);
      sum.given += world.watch.given;
      sum.failed += world.failed;
    }),
    { numRuns },
  );
  return sum;
}

const dynamodb = (action: string, kind: FaultRule['kind'], rate: number): FaultRule => ({
  ...{ service: 'dynamodb', action, kind, rate },
});

/** Lives through stories in which who waits is asked; answers how many were, and how many places lapsed. */
async function liveAsked(
  numRuns: number,
  rules: FaultRule[] = [],
): Promise<{ asked: number; lapsed: number }> {
  const sum = { asked: 0, lapsed: 0 };
  const few = fc.integer({ min: 1, max: 3 });
  await fc.assert(
    fc.asyncProperty(few, fc.constantFrom(5, 8), storyOfOffers, async (seats, minutes, acts) => {
      const world = (last = await AllocatorWorld.open(aws, seats, last, minutes));
      world.hasFaults = rules.length > 0;
      // A line to begin with.
      await world.act(() => world.posts(seats + 3));
      await world.settle();
      aws.faults.set(acts.length, rules);
      for (const one of acts) await world.act(one);
      await world.settle();
      expect(await world.faults()).toEqual([]);
      await world.lapses(minutes + 1);
      expect(await world.faults()).toEqual([]);
      sum.asked += world.watch.asked.length;
      sum.lapsed += world.watch.lapsed;
    }),
    { numRuns },
  );
  return sum;
}

describe('Places are offered to who waits, in the order of the line, each to one at a time, and given on in time', () => {
  it('whatever happens in whatever order, and wherever a worker dies', async () => {
    const numRuns = rounds(300, 12);
    const { asked, lapsed } = await liveAsked(numRuns);
    expect(asked).toBeGreaterThan(numRuns / 2);
    expect(lapsed).toBeGreaterThan(0);
  });

  it('when answers are lost, writes conflict and batches are done in part', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const rules = [
      ...['UpdateItem', 'PutItem', 'TransactWriteItems', 'BatchWriteItem'].map((action) =>
        dynamodb(action, 'timeout-after-success', 0.1),
      ),
      ...['BatchWriteItem', 'BatchGetItem'].map((action) => dynamodb(action, 'unprocessed', 0.2)),
      dynamodb('TransactWriteItems', 'conflict', 0.1),
    ];
    expect((await liveAsked(rounds(100, 8), rules)).asked).toBeGreaterThan(0);
  });
});

describe('Seats go to who came first, never one too many and none kept back while somebody waits', () => {
  it('whatever happens in whatever order, and wherever a worker dies', async () => {
    const numRuns = rounds(300, 16);
    expect((await live(numRuns)).given).toBeGreaterThan(numRuns);
  });

  it('when answers are lost, writes conflict and batches are done in part', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const rules = [
      ...['UpdateItem', 'PutItem', 'TransactWriteItems', 'BatchWriteItem'].map((action) =>
        dynamodb(action, 'timeout-after-success', 0.1),
      ),
      ...['BatchExecuteStatement', 'BatchWriteItem', 'BatchGetItem'].map((action) =>
        dynamodb(action, 'unprocessed', 0.2),
      ),
      dynamodb('TransactWriteItems', 'conflict', 0.1),
      dynamodb('*', 'throttle', 0.03),
    ];
    expect((await live(rounds(100, 4), rules)).given).toBeGreaterThan(0);
  });

  it('when each key takes little in a second', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    // Seconds pass by calls.
    let now = NOW;
    aws.clock.now = () => (now += 40);
    const rules = [{ ...dynamodb('*', 'hot-key', 1), limit: { reads: 12, writes: 6 } }];
    expect((await live(rounds(100, 4), rules)).given).toBeGreaterThan(0);
  });

  it('when the index lags', async () => {
    const rules = [{ ...dynamodb('Query', 'stale-index', 1), lag: { writes: 20, ms: 5_000 } }];
    expect((await live(rounds(60, 3), rules)).given).toBeGreaterThan(0);
  });
});

it('Of a line that is longer than what is looked at of it at once, the first get the seats', async () => {
  const world = (last = await AllocatorWorld.open(aws, 410, last));
  await world.act(() => world.imports(450, false));
  await world.act(() => world.posts(10));
  await world.settle();
  expect(await world.faults()).toEqual([]);
  const seated = (await world.registrations()).filter(({ status }) => status === 'registered');
  expect(seated.map(({ importMark }) => importMark?.line ?? 0).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 410 }, (_, n) => n + 2),
  );
});

describe('Whoever takes over from a worker that died at any of its calls', () => {
  /** Three seats and five who ask; a seat is given up, one is added, two come with a file, one is merged. */
  const dieAt = async (atCall: number, afterEffect: boolean): Promise<boolean> => {
    const world = (last = await AllocatorWorld.open(aws, 3, last));
    let died = 0;
    const dies = async () => {
      for (let at = 0; at < 3; at += 1) await world.tells(0, false);
      died += Number((await world.works(0, { atCall, afterEffect })) === 'died');
    };
    const steps: Act[] = [
      () => world.posts(5),
      dies,
      () => world.cancels(1),
      dies,
      () => world.limits(4),
      dies,
      () => world.imports(2, false),
      () => world.merges(0, 4),
      dies,
    ];
    for (const step of steps) await world.act(step);
    await world.settle();
    expect([atCall, afterEffect, await world.faults()]).toEqual([atCall, afterEffect, []]);
    return died > 0;
  };

  /** Two of five have a seat; one gives it up, the next is asked, another seat is added, nobody answers, one does late. */
  const dieAsking = async (atCall: number, afterEffect: boolean): Promise<boolean> => {
    const world = (last = await AllocatorWorld.open(aws, 2, last, 5));
    let died = 0;
    const dies = async () => {
      for (let at = 0; at < 3; at += 1) await world.tells(0, false);
      died += Number((await world.works(0, { atCall, afterEffect })) === 'died');
    };
    await world.act(() => world.posts(5));
    await world.settle();
    const steps: Act[] = [
      () => world.cancels(0),
      dies,
      () => world.limits(3),
      dies,
      () => world.waits(6),
      dies,
      () => world.answers(0, 'take', true),
      dies,
    ];
    for (const step of steps) await world.act(step);
    await world.settle();
    await world.lapses(6);
    expect([atCall, afterEffect, await world.faults()]).toEqual([atCall, afterEffect, []]);
    return died > 0;
  };

  it('asks who waits, and gives on what nobody took', async () => {
    let atCall = 0;
    for (let dead = true; dead;) {
      atCall += rounds(1, 7);
      dead = false;
      for (const after of beforeOrAfter(atCall)) dead = (await dieAsking(atCall, after)) || dead;
    }
    expect(atCall).toBeGreaterThan(20);
  });

  it('goes on with what they did', async () => {
    let atCall = 0;
    for (let dead = true; dead;) {
      atCall += rounds(1, 5);
      dead = false;
      for (const after of beforeOrAfter(atCall)) dead = (await dieAt(atCall, after)) || dead;
    }
    expect(atCall).toBeGreaterThan(30);
  });
});
