import { countWaiting } from '../../platform/queue/count-messages.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';

/** How long a worker goes on with a job although others wait: a slice's start is not to be most of it. */
const TURN_MS = 20_000;
/** Between two looks at the queue. */
const LOOK_MS = 5_000;

/** A worker's turn at a job. */
export interface Turn {
  /** Looks whether others wait, not too often; called after each checkpoint. */
  look: () => Promise<void>;
  isOver: () => boolean;
}

/**
 * Begins a turn, which has no end as long as nobody else waits. A few workers share a queue: without it a small job would
 * wait behind large ones until their functions run out of time.
 */
export function beginTurn({ continueOn, now }: { continueOn: Queue; now: () => number }): Turn {
  const since = now();
  let lookedAt = since;
  let isOver = false;
  return {
    look: async () => {
      if (isOver || now() - since < TURN_MS || now() - lookedAt < LOOK_MS) return;
      lookedAt = now();
      // Who cannot see the queue goes on: what was done is stored, and fairness is not worth a failed slice.
      isOver = (await countWaiting(continueOn).catch(() => 0)) > 0;
    },
    isOver: () => isOver,
  };
}
