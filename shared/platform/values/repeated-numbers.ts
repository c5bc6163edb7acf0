const CHUNK = 1 << 16;

/** Collects numbers, 8 bytes each, to find those that came more than once. */
export class RepeatedNumbers {
  readonly #full: Float64Array[] = [];
  #open = new Float64Array(CHUNK);
  #used = 0;

  add(number: number): void {
    if (this.#used === CHUNK) {
      this.#full.push(this.#open);
      this.#open = new Float64Array(CHUNK);
      this.#used = 0;
    }
    this.#open[this.#used] = number;
    this.#used += 1;
  }

  /** At most `most` of them, and whether there were more. */
  find(most: number): { numbers: number[]; isCut: boolean } {
    const sorted = this.#sorted();
    const numbers: number[] = [];
    for (let index = 1; index < sorted.length; index += 1) {
      const number = sorted[index];
      if (number === undefined || number !== sorted[index - 1] || number === numbers.at(-1)) continue;
      if (numbers.length === most) return { numbers, isCut: true };
      numbers.push(number);
    }
    return { numbers, isCut: false };
  }

  #sorted(): Float64Array {
    const all = new Float64Array(this.#full.length * CHUNK + this.#used);
    this.#full.forEach((chunk, index) => {
      all.set(chunk, index * CHUNK);
    });
    all.set(this.#open.subarray(0, this.#used), this.#full.length * CHUNK);
    return all.sort();
  }
}
