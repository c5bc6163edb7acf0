import type { RouteDefinition } from '../template/definitions.ts';

/** A token bucket per route: `rate` a second, up to `burst` at once. Real time, since it protects real machines. */
export class Throttle {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** False when this request is too much. */
  admits({ key, throttle }: Pick<RouteDefinition, 'key' | 'throttle'>, now = performance.now()): boolean {
    if (throttle === undefined) return true;
    const bucket = this.#buckets.get(key) ?? { tokens: throttle.burst, at: now };
    const tokens = Math.min(throttle.burst, bucket.tokens + ((now - bucket.at) / 1000) * throttle.rate);
    const isAdmitted = tokens >= 1;
    this.#buckets.set(key, { tokens: isAdmitted ? tokens - 1 : tokens, at: now });
    return isAdmitted;
  }
}
