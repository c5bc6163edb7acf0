import type { BenchCloud } from './bench-cloud.ts';

/** The local cloud says "still busy" after two minutes; nothing here takes longer than so many times that. */
const MOST_WAITS = 15;

/** Waits until nothing works any more, also where that takes longer than one request may. */
export async function settleAtLast(cloud: BenchCloud): Promise<void> {
  await whileBusy(() => cloud.settle());
}

/** Walks the clock, settling after each step. */
export async function advanceInSteps(cloud: BenchCloud, advance: string, steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await settleAtLast(cloud);
    await whileBusy(async () => {
      await cloud.local('clock', { advance });
    });
  }
  await settleAtLast(cloud);
}

async function whileBusy(act: () => Promise<void>): Promise<void> {
  for (let wait = 1; ; wait += 1) {
    try {
      await act();
      return;
    } catch (error) {
      const isBusy = error instanceof Error && error.message.includes(' answered 504');
      if (!isBusy || wait === MOST_WAITS) throw error;
    }
  }
}
