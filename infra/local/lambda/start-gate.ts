/** What a Lambda may take to load; a start that takes longer counts no more, so that it cannot keep others from theirs. */
const longestStartMs = 10_000;

/**
 * Lets only so many processes start at one time over all functions: a start keeps a core busy for as long as dozens of
 * requests take. Those that somebody waits for go first, then first come, first served.
 */
export class StartGate {
  readonly #most: number;
  readonly #urgent: (() => void)[] = [];
  readonly #others: (() => void)[] = [];
  #open = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves when a process may start; the answer says that it has started, or failed to. */
  async enter(isUrgent: boolean): Promise<() => void> {
    const turn = new Promise<undefined>((resolve) => {
      (isUrgent ? this.#urgent : this.#others).push(() => {
        resolve(undefined);
      });
    });
    this.#admit();
    await turn;
    let isOver = false;
    const leave = (): void => {
      clearTimeout(timer);
      if (isOver) return;
      isOver = true;
      this.#open -= 1;
      this.#admit();
    };
    const timer = setTimeout(leave, longestStartMs).unref();
    return leave;
  }

  #admit(): void {
    while (this.#open < this.#most) {
      const next = this.#urgent.shift() ?? this.#others.shift();
      if (next === undefined) return;
      this.#open += 1;
      next();
    }
  }
}
