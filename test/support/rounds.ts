import { env } from 'node:process';

/** Said by `npm run test:long`: every round of every model, every place at which a worker can die. */
export const isLong = env['TEST_ROUNDS'] === 'all';

/**
 * How many rounds a test of random cases makes: `all` of them in the long run, else `daily`, a quarter unless said
 * otherwise.
 */
export const rounds = (all: number, daily = Math.ceil(all / 4)): number => (isLong ? all : daily);

/** Of cases that are listed one by one: all in the long run, else each `step`-th, and the last. */
export const someOf = <T>(all: readonly T[], step = 4): T[] =>
  all.filter((_, at) => isLong || at % step === 0 || at === all.length - 1);

/** Whether the n-th call that kills a worker takes effect: both in the long run, else in turn. */
export const beforeOrAfter = (atCall: number): boolean[] => (isLong ? [false, true] : [atCall % 2 === 0]);
