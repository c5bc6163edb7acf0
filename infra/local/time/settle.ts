import { setTimeout as delay } from 'node:timers/promises';

/** Something that works by itself; `busy` says with what, or nothing. */
export type Activity = () => string[];

const givenUpAfterMs = 120_000;

/** Still busy after two minutes. */
export class NotSettledError extends Error {
  override name = 'NotSettledError';
  readonly busy: string[];

  constructor(busy: string[]) {
    super(`Still busy: ${busy.join(', ')}`);
    this.busy = busy;
  }
}

/** Waits until nothing works any more, and nothing started meanwhile; answers the milliseconds it took. */
export async function settle(activities: Activity[], timeoutMs = givenUpAfterMs): Promise<number> {
  const begun = performance.now();
  let quiet = 0;
  // Work passes from one part to the next, so one quiet moment is no proof.
  while (quiet < 3) {
    const busy = activities.flatMap((activity) => activity());
    quiet = busy.length === 0 ? quiet + 1 : 0;
    if (performance.now() - begun > timeoutMs) throw new NotSettledError(busy);
    await delay(busy.length === 0 ? 10 : 5);
  }
  return Math.round(performance.now() - begun);
}
