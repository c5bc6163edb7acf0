import type { SettableClock } from './state/local-clock.ts';

/** Work that waits for a time on the local clock. */
export interface TimedWork {
  /** Milliseconds since the epoch. */
  nextDue(): number | undefined;
  /** Does what is due now; answers what ran. Work that starts by itself when due answers nothing. */
  runDue(): string[];
}

/** What happened on the way to a later time. */
export interface ClockStep {
  at: string;
  what: string;
}

/**
 * Walks the clock to `target` through all that becomes due on the way, in time order, and lets everything settle at
 * each step. `recurring` work runs at most once per step.
 */
export async function advanceClock(
  target: number,
  parts: {
    clock: SettableClock;
    timed: TimedWork[];
    recurring: () => string[];
    settle: () => Promise<unknown>;
  },
): Promise<ClockStep[]> {
  const { clock, timed, recurring } = parts;
  const steps: ClockStep[] = [];
  for (;;) {
    await parts.settle();
    const due = timed.flatMap((work) => work.nextDue() ?? []).filter((time) => time <= target);
    const next = Math.min(target, ...due);
    clock.moveTo(next);
    const at = new Date(next).toISOString();
    steps.push(...[...timed.flatMap((work) => work.runDue()), ...recurring()].map((what) => ({ at, what })));
    if (due.length === 0) break;
  }
  await parts.settle();
  return steps;
}
