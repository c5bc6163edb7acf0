import type { RunnerTestCase, RunnerTestFile, RunnerTestSuite } from 'vitest';
import { readFound, settled, tell, type Found, type Plan } from './plan.ts';

/** One run of a test file. */
export interface Round {
  /** The mutant that is switched on. */
  on?: string;
  tests: 'all' | Set<RunnerTestCase>;
  /** How often the mutant may be come by. */
  limit?: number;
  /** The first that failed. */
  failed?: RunnerTestCase;
  /** Which mutants each test came by and how often; and what stands around the tests. */
  seen?: Map<RunnerTestCase, Map<string, number>>;
  seenOutside?: Map<string, number>;
  /** What each test took of the processor, in milliseconds: however loaded the machine is. */
  costs?: Map<RunnerTestCase, number>;
  /** How long each test took without a mutant. */
  durations?: Map<RunnerTestCase, number>;
}

/** Answered with whether the round passed. */
export type Rounds = Generator<Round, void, boolean>;

/** The rounds of a test file: one that looks, then one for each mutant, and after each that failed one that proves it. */
export function* planRounds(plan: Plan, test: string, file: RunnerTestFile): Rounds {
  const first: Round = { tests: 'all', seen: new Map(), costs: new Map() };
  if (!(yield first)) {
    tell(plan, { is: 'unsound', test, by: first.failed?.name ?? 'a hook', ids: [] });
    return;
  }
  const seen = first.seen!;
  const all = testsOf(file).filter((one) => seen.has(one));
  const durations = new Map(all.map((one) => [one, one.result?.duration ?? 0]));
  const outside = first.seenOutside ?? new Map<string, number>();
  const seenIds = new Set([...outside.keys(), ...[...seen.values()].flatMap((one) => [...one.keys()])]);
  tell(plan, { is: 'reached', ids: [...seenIds] });

  const done = settled(readFound(plan));
  const left: Extract<Found, { is: 'left' }> = { is: 'left', test, ids: [], ms: Infinity };
  let isWhole = false;
  for (const id of seenIds) {
    if (done.has(id)) continue;
    const near = outside.has(id) ? all : all.filter((one) => seen.get(one)!.has(id));
    const ms = near.reduce((sum, one) => sum + (first.costs?.get(one) ?? 0), 0);
    if (ms <= plan.cost.above) continue;
    if (ms > plan.cost.upTo) {
      left.ids.push(id);
      left.ms = Math.min(left.ms, ms);
      continue;
    }
    const times = [outside, ...seen.values()].reduce((sum, one) => sum + (one.get(id) ?? 0), 0);
    for (let isProven = false; !isProven;) {
      tell(plan, { is: 'began', id, test });
      const round: Round = {
        on: id,
        tests: isWhole ? 'all' : new Set(near),
        limit: 1_000 + 100 * times,
        durations,
      };
      if (yield round) break;
      const until = round.failed === undefined ? near.length : near.indexOf(round.failed) + 1;
      isProven = yield { tests: isWhole ? 'all' : new Set(near.slice(0, until)) };
      if (isProven) tell(plan, { is: 'noticed', id, test, by: round.failed?.name ?? 'a hook' });
      else if (!isWhole && (yield { tests: 'all' })) isWhole = true;
      else {
        // What it keeps beside its world spoils it: it has to be read anew for each.
        const ids = [...seenIds].slice([...seenIds].indexOf(id));
        tell(plan, { is: 'unsound', test, by: round.failed?.name ?? 'a hook', ids });
        return;
      }
    }
  }
  if (left.ids.length > 0) tell(plan, left);
  tell(plan, { is: 'done', test });
}

const testsOf = (suite: RunnerTestSuite): RunnerTestCase[] =>
  suite.tasks.flatMap((task) => (task.type === 'suite' ? testsOf(task) : [task]));
