import { setTimeout as delay } from 'node:timers/promises';

const ATTEMPTS = 12;
const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 5_000;

/**
 * Sends a batch, and sends again what DynamoDB left undone, with growing, jittered waits. `send` answers what is still to
 * be done. Throws when some of it is never taken: nothing is dropped silently.
 */
export async function retryUnprocessed<T>(batch: T[], send: (batch: T[]) => Promise<T[]>): Promise<void> {
  let rest = batch;
  for (let attempt = 0; rest.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS)
      throw new Error(
        `DynamoDB left ${rest.length} of ${batch.length} entries undone after ${ATTEMPTS} attempts.`,
      );
    if (attempt > 0) await delay(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt));
    rest = await send(rest);
  }
}
