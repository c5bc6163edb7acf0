/**
 * How many requests at once: a refusal halves it, and each request that is taken adds a little, up to the whole again. So
 * bulky work leaves room as soon as there is not enough for all, and takes back what nobody else needs.
 */
export class Pace {
  readonly #most: number;
  #width: number;
  #atWork = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
    this.#width = most;
  }

  /** Requests at once now. */
  get width(): number {
    return Math.floor(this.#width);
  }

  /** Some of a request was refused for lack of room. */
  slowDown(): void {
    this.#width = Math.max(1, this.#width / 2);
  }

  /** Does the work when there is room. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    while (this.#atWork >= this.width) await new Promise<void>((go) => this.#waiting.push(go));
    this.#atWork += 1;
    const before = this.#width;
    try {
      return await work();
    } finally {
      this.#atWork -= 1;
      // Nothing was refused meanwhile.
      if (this.#width >= before) this.#width = Math.min(this.#most, this.#width + 1 / this.#width);
      for (const go of this.#waiting.splice(0)) go();
    }
  }
}
