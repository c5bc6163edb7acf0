interface Remembered<T> {
  /** When it was last asked for, the latest at the end; no more than make it busy. */
  asked: number[];
  /** When its answer was begun to be read: from then on it may be old. */
  readAt: number;
  answer?: Promise<T> | undefined;
}

export interface MemoryLimits {
  /** How old an answer may be. */
  ms: number;
  /** From how many questions within that time on it is used. */
  from: number;
  /** How many answers are kept; the one that was not asked for the longest goes first. */
  most: number;
}

/**
 * Answers that many ask for at the same moment, read once and used for a moment. Where few ask, nothing is remembered: whoever
 * changes something and looks at it sees it. A question that comes while its answer is being read waits for that reading.
 */
export class ShortMemory<T> {
  readonly #limits: MemoryLimits;
  readonly #remembered = new Map<string, Remembered<T>>();

  constructor(limits: MemoryLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#remembered.size;
  }

  /** The answer to a question, as it was at most `ms` ago. What was not found, or failed, is asked for again. */
  async recall(question: string, nowMs: number, read: () => Promise<T>): Promise<T> {
    const known = this.#touch(question, nowMs);
    const age = nowMs - known.readAt;
    if (known.answer && this.#isBusy(known, nowMs) && age >= 0 && age < this.#limits.ms) return known.answer;
    const answer = read();
    known.readAt = nowMs;
    known.answer = answer;
    const forget = () => {
      if (known.answer === answer) known.answer = undefined;
    };
    answer.then((found) => {
      if (found === undefined) forget();
    }, forget);
    return answer;
  }

  /** Notes that it was asked for, and lets go of what has not been for the longest. */
  #touch(question: string, nowMs: number): Remembered<T> {
    const known: Remembered<T> = this.#remembered.get(question) ?? { asked: [], readAt: -Infinity };
    this.#remembered.delete(question);
    this.#remembered.set(question, known);
    known.asked.push(nowMs);
    if (known.asked.length > this.#limits.from) known.asked.shift();
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > this.#limits.most && oldest !== undefined) this.#remembered.delete(oldest);
    return known;
  }

  #isBusy({ asked }: Remembered<T>, nowMs: number): boolean {
    const [first = -Infinity] = asked;
    const since = nowMs - first;
    return asked.length === this.#limits.from && since >= 0 && since < this.#limits.ms;
  }
}
