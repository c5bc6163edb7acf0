import type { ZoomPull } from './zoom-link.ts';

const MINUTE = 60_000;
/** Zoom makes its reports after the end; nobody's answer says when. */
const FIRST_AFTER_MS = 10 * MINUTE;
const AGAIN_AFTER_MS = 15 * MINUTE;
/** Counted from the session's end: what Zoom has not told by then it does not tell. */
const GIVE_UP_AFTER_MS = 24 * 60 * MINUTE;

const iso = (ms: number): string => new Date(ms).toISOString();

/** The first pull of a session that ends (or ended) at `endMs`. */
export const firstPull = (endMs: number, nowMs: number): ZoomPull => ({
  state: 'waiting',
  nextAt: iso(Math.max(endMs + FIRST_AFTER_MS, nowMs)),
  at: iso(nowMs),
});

/** What came of a pull, for the one after it. */
export type PullOutcome =
  | { is: 'taken' }
  | { is: 'missing' }
  | { is: 'later'; afterMs: number }
  | { is: 'refused'; reason: string };

/** How it goes on after a pull by the job `jobId`: again, until a day after the session's end, or not. */
export function pullAfter(
  outcome: PullOutcome,
  { endMs, nowMs, jobId }: { endMs: number; nowMs: number; jobId: string },
): ZoomPull {
  const at = iso(nowMs);
  if (outcome.is === 'taken') return { state: 'done', jobId, at };
  if (outcome.is === 'refused') return { state: 'failed', jobId, at, reason: outcome.reason };
  const nextMs = nowMs + (outcome.is === 'later' ? outcome.afterMs : AGAIN_AFTER_MS);
  const reason =
    outcome.is === 'later'
      ? 'Zoom does not answer, or wants us to come back later.'
      : 'Zoom has no report of it yet.';
  return nextMs > endMs + GIVE_UP_AFTER_MS
    ? {
        state: 'failed',
        jobId,
        at,
        reason: `${reason} A day after the end it is not asked any more; pull it by hand.`,
      }
    : { state: 'waiting', nextAt: iso(nextMs), jobId, at, reason };
}
