import type { WebhookAnswer } from '../../platform/values/webhook-answer.ts';

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

/**
 * Answers by which the receiver, or a proxy before it, says that it is overloaded: the wait becomes the one after the next.
 */
const TOO_MUCH = [429, 502, 504];

/** The state of a delivery after an attempt. `at` is the instant of the next one in milliseconds. */
export type DeliveryVerdict =
  | { outcome: 'delivered' }
  | { outcome: 'retry'; at: number; reason: string }
  | { outcome: 'failed'; reason: string }
  | { outcome: 'switched-off'; reason: string };

export interface Attempt {
  answer: WebhookAnswer;
  /** 1 for the first; a redrive begins at 1 again. */
  attempt: number;
  /** When the answer came, in milliseconds. */
  now: number;
  /** -1..1, a new random number for each attempt: spreads what failed together. */
  jitter: number;
}

/** Judges the answer to an attempt. `switched-off` is about the destination: it wants no more deliveries at all. */
export function judgeAttempt({ answer, attempt, now, jitter }: Attempt): DeliveryVerdict {
  const reason = reasonOf(answer);
  if ('status' in answer) {
    if (answer.status >= 200 && answer.status < 300) return { outcome: 'delivered' };
    if (answer.status === 410) return { outcome: 'switched-off', reason };
  } else if (answer.error === 'refused-address') {
    return { outcome: 'failed', reason };
  }
  if (attempt >= DELIVERY_ATTEMPTS) {
    return {
      outcome: 'failed',
      reason: `gave up after ${DELIVERY_ATTEMPTS} attempts; the last one: ${reason}`,
    };
  }
  return { outcome: 'retry', at: now + waitAfter({ answer, attempt, now, jitter }), reason };
}

function reasonOf(answer: WebhookAnswer): string {
  return 'status' in answer ? `the receiver answered ${answer.status}` : `${answer.error}: ${answer.message}`;
}

function waitAfter({ answer, attempt, now, jitter }: Attempt): number {
  const slowDown = 'status' in answer && TOO_MUCH.includes(answer.status);
  const planned = WAITS[slowDown ? attempt + 1 : attempt] ?? LONGEST_WAIT;
  const asked = 'status' in answer ? readRetryAfter(answer.retryAfter, now) : 0;
  return Math.round(
    Math.max(
      planned * (1 + SPREAD * jitter),
      // Never earlier than asked, and not everybody at the instant that was named to all of them.
      Math.min(asked * (1 + SPREAD * Math.abs(jitter)), LONGEST_WAIT),
    ),
  );
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
