import { countWaiting } from '../../platform/queue/count-messages.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import { isRecent } from '../../platform/values/clocks.ts';

/** How long a worker goes on with a job although other jobs wait: long enough that starting a slice is not most of it. */
const TURN_MS = 20_000;
/** Time between two checks of the queue. */
const LOOK_MS = 5_000;

/** A worker's turn at a job. */
export interface Turn {
  /** Checks whether other jobs wait, but not too often; called after each checkpoint. */
  look: () => Promise<void>;
  isOver: () => boolean;
}

/**
 * Begins a worker's turn at a job. It lasts until other jobs wait: a few workers share a queue, and without turns a small
 * job would wait behind large ones until their functions run out of time.
 */
export function beginTurn({ continueOn, now }: { continueOn: Queue; now: () => number }): Turn {
  const since = now();
  let lookedAt = since;
  let isOver = false;
  return {
    look: async () => {
      if (isOver || isRecent(since, now(), TURN_MS) || isRecent(lookedAt, now(), LOOK_MS)) return;
      lookedAt = now();
      // Who cannot see the queue goes on: what was done is stored, and fairness is not worth a failed slice.
      isOver = (await countWaiting(continueOn).catch(() => 0)) > 0;
    },
    isOver: () => isOver,
  };
}
