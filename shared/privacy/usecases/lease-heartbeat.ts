import type { JobCore } from '../../jobs/domain/job.ts';
import type { SliceOf } from '../../jobs/usecases/slice.ts';
import { isRecent } from '../../platform/values/clocks.ts';

/** A lease lasts for two minutes. */
const BEAT_MS = 30_000;

/**
 * Keeps the lease of a job during a long step: `beat` is called often and stores the job now and then, `job` is its last
 * state. Throws `JobLost` when another worker has the job.
 */
export function leaseHeartbeat<J extends JobCore>(
  { checkpoint, now }: SliceOf<J> & { now: () => number },
  claimed: J,
) {
  let job = claimed;
  let last = now();
  return {
    job: (): J => job,
    beat: async (): Promise<void> => {
      if (isRecent(last, now(), BEAT_MS)) return;
      job = await checkpoint(job);
      last = now();
    },
  };
}
