import * as z from 'zod';
import type { VendorAnswer } from '../../platform/values/vendor-exchange.ts';

/**
 * What to make of an answer: take it; come back `afterMs` later; the report is not there (yet, or any more); ask for another token;
 * start the report's pages over; or it never works until somebody acts, and `reason` says what on.
 */
export type Judged =
  | { is: 'taken'; body: unknown }
  | { is: 'later'; afterMs: number }
  | { is: 'missing' }
  | { is: 'bad-token' }
  | { is: 'page-expired' }
  | { is: 'refused'; reason: string };

const Problem = z.object({ code: z.number().optional(), message: z.string().optional() });

const SECOND = 1000;
/** Where a refusal does not say when to come back. */
const WAIT_MS = 30 * SECOND;
const LONGEST_WAIT_MS = 24 * 3_600 * SECOND;

const NOT_ALLOWED =
  'The Zoom app may not read this report: it needs the scope report:read:admin, in the account that held the webinar.';

/** Zoom's own numbers for what is wrong (https://developers.zoom.us/docs/api/). */
const codes = {
  otherAccount: 1010,
  noPermission: 200,
  pageExpired: 300,
  beyondAYear: 12702,
};

/** Judges an answer of Zoom's API at the instant `nowMs` of the real clock. */
export function judgeAnswer(answer: VendorAnswer, nowMs: number): Judged {
  if ('error' in answer) return { is: 'later', afterMs: WAIT_MS };
  const { status } = answer;
  const body = jsonOf(answer.body);
  if (status >= 200 && status < 300)
    return body === undefined
      ? { is: 'refused', reason: 'Zoom answered what is no JSON.' }
      : { is: 'taken', body };
  const { code, message } = Problem.safeParse(body).data ?? {};
  if (status === 401) return { is: 'bad-token' };
  if (status === 429) return { is: 'later', afterMs: waitOf(answer.retryAfter, nowMs) };
  if (status >= 500) return { is: 'later', afterMs: WAIT_MS };
  if (code === codes.pageExpired) return { is: 'page-expired' };
  if (code === codes.beyondAYear)
    return { is: 'refused', reason: 'Zoom keeps no report that is older than a year.' };
  if (status === 404) return { is: 'missing' };
  if (status === 403 || code === codes.noPermission || code === codes.otherAccount)
    return { is: 'refused', reason: NOT_ALLOWED };
  return { is: 'refused', reason: message ? `Zoom says: ${message}` : `Zoom answered with ${status}.` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A limit by the second says seconds, a limit by the day a date (Zoom's own), others nothing. */
function waitOf(retryAfter: string | undefined, nowMs: number): number {
  const waits = /^\d{1,6}$/.test(retryAfter ?? '')
    ? Number(retryAfter) * SECOND
    : Date.parse(retryAfter ?? '') - nowMs;
  return Number.isNaN(waits) ? WAIT_MS : Math.min(Math.max(waits, SECOND), LONGEST_WAIT_MS);
}
