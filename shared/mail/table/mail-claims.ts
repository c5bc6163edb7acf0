import { CLOCK_SKEW_MS } from '../../platform/values/clocks.ts';

/** How long nobody may assume that who claimed a mail died: longer than sending takes, shorter than anybody waits for a mail. */
const LEASE_MS = 2 * 60_000;

const iso = (ms: number): string => new Date(ms).toISOString();

/** The end of the lease of a claim that is made now. */
export const claimEnd = (nowMs: number): string => iso(nowMs + LEASE_MS);

/** The condition that a claim's lease is nobody's any more: it is over, or was taken by a clock that was ahead. */
export const overdueClaim = (nowMs: number) => ({
  condition: '(leaseUntil < :now OR leaseUntil > :ahead)',
  values: { ':now': iso(nowMs), ':ahead': iso(nowMs + LEASE_MS + CLOCK_SKEW_MS) },
});
