import type { VendorAnswer, VendorCall } from '../../platform/values/vendor-exchange.ts';
import type { VendorClient } from '../../platform/webhook/call-vendor.ts';
import type { Talk, TalkEnd } from '../domain/talk.ts';

/** How a talk went: its end, the last answer to it, and how long it took. */
export interface HeldTalk {
  end: TalkEnd;
  last?: VendorAnswer | undefined;
  durationMs: number;
}

/** Answers to questions what something is called, by address. */
export interface LookupMemory {
  recall: (call: VendorCall) => VendorAnswer | undefined;
  keep: (call: VendorCall, answer: VendorAnswer) => void;
  forget: () => void;
}

/** The other side, and a way to wait. */
export interface TalkWays {
  vendors: Pick<VendorClient, 'call'>;
  /** Waits so many milliseconds. */
  pause: (ms: number) => Promise<void>;
}

/** A system that wants less speed for so many seconds at most is waited for within the talk; others are asked another time. */
const SHORT_WAIT_SECONDS = 3;

/** Shorter than an attempt's lease, by what the last call may still take. */
const TALK_MS = 35_000;
const MOST_WAITS = 5;
const LOOKUP_MS = 10 * 60_000;
const MOST_KEPT = 200;

/** A memory of one destination's lookups, for ten minutes; it forgets all when it is full. `clock`: milliseconds that pass. */
export function openLookupMemory(clock: () => number = () => performance.now()): LookupMemory {
  const kept = new Map<string, { at: number; answer: VendorAnswer }>();
  return {
    recall({ url }) {
      const found = kept.get(url);
      return found && clock() - found.at < LOOKUP_MS ? found.answer : undefined;
    },
    keep({ url }, answer) {
      if (kept.size >= MOST_KEPT) kept.clear();
      if ('status' in answer && answer.status === 200) kept.set(url, { at: clock(), answer });
    },
    forget: () => {
      kept.clear();
    },
  };
}

/**
 * Holds a talk with another system. One that fails by what was remembered of it is held once more without: a field may have
 * been renamed or made since.
 */
export async function holdTalk(ways: TalkWays, begin: () => Talk, memory: LookupMemory): Promise<HeldTalk> {
  const held = await holdOnce(ways, begin(), memory);
  if (held.end.outcome !== 'failed' || !held.hasRecalled) return held;
  memory.forget();
  return holdOnce(ways, begin(), memory);
}

async function holdOnce(
  ways: TalkWays,
  talk: Talk,
  memory: LookupMemory,
): Promise<HeldTalk & { hasRecalled: boolean }> {
  const begun = performance.now();
  const elapsed = () => Math.round(performance.now() - begun);
  let hasRecalled = false;
  let last: VendorAnswer | undefined;
  for (let step = talk.next(); ;) {
    if (step.done === true) return { end: step.value, last, durationMs: elapsed(), hasRecalled };
    if (elapsed() > TALK_MS) {
      const reason = 'timeout: the answers took too long';
      return { end: { outcome: 'later', reason }, last, durationMs: elapsed(), hasRecalled };
    }
    const { isLookup, ...call } = step.value;
    const recalled = isLookup ? memory.recall(call) : undefined;
    hasRecalled ||= recalled !== undefined;
    const answer = recalled ?? (await callPatiently(ways, call, () => elapsed() < TALK_MS));
    if (isLookup && !recalled) memory.keep(call, answer);
    last = answer;
    step = talk.next(answer);
  }
}

/** Calls, and again where the system only wants a moment: its limits are for a second or a few. */
async function callPatiently(
  { vendors, pause }: TalkWays,
  call: VendorCall,
  mayGoOn: () => boolean,
): Promise<VendorAnswer> {
  for (let waits = 0; ; waits += 1) {
    const answer = await vendors.call(call);
    const seconds = 'status' in answer && answer.status === 429 ? Number(answer.retryAfter) : Number.NaN;
    const isShort = seconds >= 0 && seconds <= SHORT_WAIT_SECONDS;
    if (!isShort || waits >= MOST_WAITS || !mayGoOn()) return answer;
    await pause(Math.max(1, seconds) * 1000);
  }
}
