import type { TalkEnd } from '../../destinations/domain/talk.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits before each attempt: the example of the Standard Webhooks specification, 75.6 hours in all. */
const WAITS = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** How often a delivery is attempted until it counts as failed. */
export const DELIVERY_ATTEMPTS = WAITS.length;

const LONGEST_WAIT = 24 * HOUR;
const SPREAD = 0.1;

/** The state of a delivery after an attempt. `at` is the instant of the next one in milliseconds. */
export type DeliveryVerdict =
  | { outcome: 'delivered' }
  | { outcome: 'retry'; at: number; reason: string }
  | { outcome: 'failed'; reason: string }
  | { outcome: 'switched-off'; reason: string };

export interface Attempt {
  /** How it ended at the receiver. */
  end: TalkEnd;
  /** 1 for the first; a redrive begins at 1 again. */
  attempt: number;
  /** When the answer came, in milliseconds. */
  now: number;
  /** The same by the receiver's clock, as far as ours knows it: what dates in answers are counted from. */
  worldNow: number;
  /** -1..1, a new random number for each attempt: spreads what failed together. */
  jitter: number;
}

/** What becomes of a delivery after an attempt. `switched-off` is about the destination: it wants no more deliveries at all. */
export function judgeAttempt({ end, attempt, now, worldNow, jitter }: Attempt): DeliveryVerdict {
  if (end.outcome !== 'later') return end;
  const { reason } = end;
  if (attempt >= DELIVERY_ATTEMPTS) {
    return {
      outcome: 'failed',
      reason: `gave up after ${DELIVERY_ATTEMPTS} attempts; the last one: ${reason}`,
    };
  }
  const planned = WAITS[end.isOverloaded ? attempt + 1 : attempt] ?? LONGEST_WAIT;
  const asked = readRetryAfter(end.retryAfter, worldNow);
  const wait = Math.max(
    planned * (1 + SPREAD * jitter),
    // Never earlier than asked, and not everybody at the instant that was named to all of them.
    Math.min(asked * (1 + SPREAD * Math.abs(jitter)), LONGEST_WAIT),
  );
  return { outcome: 'retry', at: now + Math.round(wait), reason };
}

/** Reads `Retry-After` as a wait in milliseconds (RFC 9110, 10.2.3); 0 when it cannot be read. */
export function readRetryAfter(text: string | undefined, now: number): number {
  if (text === undefined) return 0;
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return Number(trimmed) * SECOND;
  const at = httpDate.test(trimmed) ? Date.parse(trimmed) : NaN;
  return Number.isNaN(at) ? 0 : Math.max(0, at - now);
}

/** `Sun, 06 Nov 1994 08:49:37 GMT`. The two older forms, which nobody sends any more, count as unreadable. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
