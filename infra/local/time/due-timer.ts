import type { LocalClock } from '../seams/ports.ts';

const longestTimerMs = 2 ** 31 - 1;

/** Calls `run` when the next time on the local clock has come; held while somebody walks that clock. */
export class DueTimer {
  readonly #clock: LocalClock;
  readonly #nextDue: () => number | undefined;
  readonly #run: () => void;
  #timer: NodeJS.Timeout | undefined;
  #holders = 0;
  #stopped = false;

  /** `nextDue`: milliseconds since the epoch. */
  constructor(clock: LocalClock, nextDue: () => number | undefined, run: () => void) {
    this.#clock = clock;
    this.#nextDue = nextDue;
    this.#run = run;
  }

  /** Looks anew when the next time is. */
  arm(): void {
    clearTimeout(this.#timer);
    const due = this.#stopped || this.#holders > 0 ? undefined : this.#nextDue();
    if (due === undefined) return;
    const waitMs = Math.min(Math.max(due - this.#clock.now(), 0) + 1, longestTimerMs);
    this.#timer = setTimeout(() => {
      this.#run();
      this.arm();
    }, waitMs);
    this.#timer.unref();
  }

  /** Nothing runs by itself until the answer is called. */
  hold(): () => void {
    this.#holders += 1;
    clearTimeout(this.#timer);
    return () => {
      this.#holders -= 1;
      this.arm();
    };
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }
}
