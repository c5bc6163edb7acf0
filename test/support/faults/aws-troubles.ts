import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, vi } from 'vitest';
import type { FaultRule } from '../../../infra/local/seams/ports.ts';
import { queryIndexPage } from '../../../shared/platform/table/query-page.ts';
import { NOW } from '../factories.ts';
import type { LocalAws } from '../local-aws.ts';

/** What AWS does to a table by itself. `none` is nothing of it. */
export const awsTroubles = ['none', 'indexes that lag', 'keys that take little in a second'] as const;
export type AwsTrouble = (typeof awsTroubles)[number];

/** So many of the latest writes no index shows, until time passes: by the model's clock, since the real one decides nothing. */
const LATE = { writes: 40, ms: 60 * 60_000 };
/** Seconds pass by calls: so many to each. */
const CALLS_A_SECOND = 10;
const LIMIT = { reads: 6, writes: 3 };
/** So little that of a batch for people of one partition some are left undone. */
export const PART_OF_A_BATCH = { reads: 2, writes: 2 };
const MOST_ATTEMPTS = 200;

const lagging = (lag: FaultRule['lag']): FaultRule[] => [
  { service: 'dynamodb', action: 'Query', kind: 'stale-index', rate: 1, lag },
];
const hot = (limit: FaultRule['limit']): FaultRule[] => [
  // Now and then one passes: a transaction takes two of a write, and with two for one key never would.
  { service: 'dynamodb', action: '*', kind: 'hot-key', rate: 0.95, limit },
];

/** Has indexes that lag show what was written so far. The faults of then are gone. */
export async function showAllWrites({ faults, table }: LocalAws): Promise<void> {
  faults.set(1, lagging({ ...LATE, writes: 0 }));
  await queryIndexPage(table, { partition: 'NOTHING', limit: 1 });
}

/** A model's world under the faults that AWS has by itself; they end with each test. */
export class AwsTroubles {
  readonly #aws: LocalAws;
  #trouble: AwsTrouble = 'none';
  #isLate = false;
  /** How often something was refused because a key took no more. */
  met = 0;

  constructor(aws: LocalAws) {
    this.#aws = aws;
  }

  begin(trouble: AwsTrouble, limit = LIMIT): void {
    this.#trouble = trouble;
    this.met = 0;
    if (trouble === 'indexes that lag') this.#lag();
    if (trouble !== 'keys that take little in a second') return;
    // What is tried again is, at once.
    vi.spyOn(Math, 'random').mockReturnValue(0);
    let now = NOW;
    this.#aws.clock.now = () => (now += 1_000 / CALLS_A_SECOND);
    this.#countRefusals();
    this.#aws.faults.set(1, hot(limit));
  }

  end(): void {
    this.#trouble = 'none';
    this.#isLate = false;
    this.#aws.faults.set(1, []);
    this.#aws.clock.now = () => Date.now();
    vi.restoreAllMocks();
  }

  /** So much time passes on the model's clock that indexes show what was written before. */
  async timePasses(): Promise<void> {
    if (!this.#isLate) return;
    await showAllWrites(this.#aws);
    this.#lag();
  }

  /** Does again what was refused because a key took no more, as whoever is told so does. */
  async patiently<T>(act: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await act();
      } catch (error) {
        if (this.#trouble !== 'keys that take little in a second' || !isRefusal(error)) throw error;
        if (attempt === MOST_ATTEMPTS) throw error;
        await delay(0);
      }
    }
  }

  /** Also of attempts that the SDK repeats by itself. */
  #countRefusals(): void {
    this.#aws.table.client.middlewareStack.add(
      (next) => async (call) => {
        try {
          return await next(call);
        } catch (error) {
          if (isRefusal(error)) this.met += 1;
          throw error;
        }
      },
      { step: 'finalizeRequest', priority: 'low', name: 'countRefusals', override: true },
    );
  }

  #lag(): void {
    this.#isLate = true;
    this.#aws.faults.set(1, lagging(LATE));
  }
}

/** For work that is done again by whoever comes next. */
export function passRefusal(error: unknown): void {
  if (!isRefusal(error)) throw error;
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Error &&
  (/throttl|throughput|transactioncanceled/i.test(error.name) ||
    /left \d+ of \d+ entries/.test(error.message));

export function useAwsTroubles(aws: LocalAws): AwsTroubles {
  const troubles = new AwsTroubles(aws);
  afterEach(() => {
    troubles.end();
  });
  return troubles;
}
