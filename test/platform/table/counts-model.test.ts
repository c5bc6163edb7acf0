import * as fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { countsKey } from '../../../shared/registrations/table/registration-keys.ts';
import { NOW } from '../../support/factories.ts';
import { CountWorld, type CountAct } from '../../support/count-world.ts';
import { rounds } from '../../support/rounds.ts';
import { useLocalAws } from '../../support/use-local-aws.ts';

const aws = useLocalAws();
afterEach(() => {
  vi.restoreAllMocks();
  aws.faults.set(1, []);
});
let unique = 0;

const lane = fc.nat(2);
const deliver = fc.record(
  {
    act: fc.constant('deliver' as const),
    lane,
    many: fc.integer({ min: 1, max: 30 }),
    killAt: fc.integer({ min: 1, max: 4 }),
    afterEffect: fc.boolean(),
  },
  { requiredKeys: ['act', 'lane', 'many', 'afterEffect'] },
);
const many = fc.integer({ min: 1, max: 30 });
const change = fc.record({ act: fc.constant('change' as const), item: fc.nat(11), bits: fc.nat(7) });
const acts: fc.Arbitrary<CountAct> = fc.oneof(
  { weight: 12, arbitrary: change },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('burst' as const), bits: fc.nat(7) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('tick' as const), seconds: fc.nat(15) }) },
  { weight: 4, arbitrary: deliver },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('give-up' as const), lane, many: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('redrive' as const), from: fc.nat(99), many }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('both' as const), lanes: fc.tuple(lane, lane) }) },
);
const story = fc.array(acts, { minLength: 20, maxLength: 80, size: 'max' });

const world = () => new CountWorld(aws.table, countsKey(`ses_${(unique += 1)}`, 0));

it('counts are right without a recount, whatever is split, given up, run again, killed or done twice', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const model = world();
      for (const step of steps) await model.act(step);
      await model.settle();
      expect(await model.isInDoubt()).toBe(false);
      expect(await model.counts()).toEqual(model.truth());
    }),
    { numRuns: rounds(80, 12) },
  );
});

it('counts are right when their key takes only some of what is brought in a second', async () => {
  // Waits between attempts decide nothing here: seconds pass by calls.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  let now = NOW;
  aws.clock.now = () => (now += 40);
  const limit = { reads: 10, writes: 3 };
  let failed = 0;
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const model = world();
      aws.faults.set(1, [{ service: 'dynamodb', action: '*', kind: 'hot-key', rate: 1, limit }]);
      for (const step of steps) await model.act(step);
      aws.faults.set(1, []);
      await model.settle();
      expect(await model.isInDoubt()).toBe(false);
      expect(await model.counts()).toEqual(model.truth());
      failed += model.failed;
    }),
    { numRuns: rounds(40, 8) },
  );
  expect(failed).toBeGreaterThan(0);
});

it('counts are right after recounts while things change, and what is in doubt after that is counted anew', async () => {
  const recount = fc.record({
    act: fc.constant('recount' as const),
    meanwhile: fc.array(acts, { maxLength: 12 }),
  });
  const recounted = fc.array(fc.oneof({ weight: 12, arbitrary: acts }, { weight: 1, arbitrary: recount }), {
    minLength: 10,
    maxLength: 80,
    size: 'max',
  });
  await fc.assert(
    fc.asyncProperty(recounted, async (steps) => {
      const model = world();
      for (const step of steps) await model.act(step);
      await model.settle();
      expect(await model.isInDoubt()).toBe(false);
      expect(await model.counts()).toEqual(model.truth());
    }),
    { numRuns: rounds(80, 12) },
  );
});
