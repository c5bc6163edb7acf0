/** What AWS documents of fair queues; it says itself that its numbers are approximate. */
const NOISY_SHARE = 0.1;
const NOISY_IN_FLIGHT = 30;
const RECENT_MS = 5 * 60_000;

/** Messages of a queue that are being worked on, by their `MessageGroupId`; null: those without. */
export interface InFlight {
  group: string | null;
  messages: number;
  /** The time that workers have spent on them so far, altogether. */
  ms: number;
}

/**
 * Whose messages SQS hands out last, among those that share a standard queue: a group that has more than a tenth of the messages
 * at work and thirty at least, or more than a tenth of the recent time of the workers. Among these, the one with the fewest at work
 * comes first.
 */
export class FairShare {
  readonly #spent: { group: string | null; ms: number; at: number }[] = [];

  /** A worker is done with a message. */
  note(group: string | null, ms: number, at: number): void {
    this.#spent.push({ group, ms, at });
  }

  /** A group whose last message is done is quiet again. */
  forget(group: string): void {
    const others = this.#spent.filter((one) => one.group !== group);
    this.#spent.splice(0, this.#spent.length, ...others);
  }

  /** The noisy groups, each with its place behind the quiet ones. */
  ranks(inFlight: InFlight[], now: number): Record<string, number> {
    const recent = this.#spent.filter(({ at }) => at > now - RECENT_MS);
    this.#spent.splice(0, this.#spent.length, ...recent);
    const all = inFlight.reduce((sum, { messages }) => sum + messages, 0);
    const ms = new Map<string | null, number>();
    for (const one of [...recent, ...inFlight]) ms.set(one.group, (ms.get(one.group) ?? 0) + one.ms);
    const allMs = [...ms.values()].reduce((sum, one) => sum + one, 0);
    const atWork = new Map(inFlight.map(({ group, messages }) => [group, messages]));
    const isNoisy = (group: string) => {
      const messages = atWork.get(group) ?? 0;
      const isCrowd = messages >= NOISY_IN_FLIGHT && messages > all * NOISY_SHARE;
      return isCrowd || (ms.get(group) ?? 0) > allMs * NOISY_SHARE;
    };
    const noisy = [...ms.keys()].filter((group) => group !== null).filter(isNoisy);
    return Object.fromEntries(noisy.map((group) => [group, 1 + (atWork.get(group) ?? 0)]));
  }
}
