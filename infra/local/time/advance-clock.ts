import type { SettableClock } from './local-clock.ts';

/** Something that ran because its time had come. */
export interface Ran {
  kind: 'schedule' | 'schedule-retry' | 'queue' | 'invoke' | 'rule';
  name: string;
}

/** Work that waits for a time on the local clock. */
export interface TimedWork {
  /** Milliseconds since the epoch. */
  nextDue(): number | undefined;
  /** Does what is due now; answers what ran. Work that starts by itself when due answers nothing. */
  runDue(): Ran[];
  /** Keeps it from starting anything by itself until the answer is called. */
  hold?(): () => void;
}

/** What happened on the way to a later time. */
export interface ClockStep extends Ran {
  /** ISO 8601 on the local clock. */
  at: string;
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
    recurring: () => Ran[];
    settle: () => Promise<unknown>;
  },
): Promise<ClockStep[]> {
  const releases = parts.timed.map((work) => work.hold?.());
  try {
    return await walk(target, parts);
  } finally {
    for (const release of releases) release?.();
  }
}

async function walk(target: number, parts: Parameters<typeof advanceClock>[1]): Promise<ClockStep[]> {
  const { clock, timed, recurring } = parts;
  const steps: ClockStep[] = [];
  for (;;) {
    await parts.settle();
    const due = timed.flatMap((work) => work.nextDue() ?? []).filter((time) => time <= target);
    const next = Math.max(Math.min(target, ...due), clock.now());
    clock.moveTo(next);
    const at = new Date(next).toISOString();
    const ran = [...timed.flatMap((work) => work.runDue()), ...recurring()];
    steps.push(...ran.map((one) => ({ ...one, at })));
    if (due.length === 0) break;
  }
  await parts.settle();
  return steps;
}
