/** By how much the clocks of two functions may differ. What is further ahead of now was written by a clock that was wrong. */
export const CLOCK_SKEW_MS = 60_000;

/** Whether something happened within the last `ms`; nothing did that lies further ahead than clocks differ. */
export function isRecent(at: number, nowMs: number, ms: number): boolean {
  return nowMs - at < ms && !isAhead(at, nowMs);
}

/** Whether an instant lies further ahead of now than clocks differ. */
export function isAhead(at: number, nowMs: number): boolean {
  return at - nowMs > CLOCK_SKEW_MS;
}

/**
 * Whether a lease of a kind that lasts so long is somebody's now. One that ends later than any can is nobody's: else who took it
 * by a clock that was ahead, and died, would keep everybody waiting for as long.
 */
export function isLeasedUntil(until: string | undefined, nowMs: number, lastsMs: number): boolean {
  if (until === undefined) return false;
  const end = Date.parse(until);
  return end > nowMs && !isAhead(end - lastsMs, nowMs);
}
