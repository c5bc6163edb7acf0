import type { JobCore } from '../domain/job.ts';
import type { SliceOf } from './slice.ts';

/** Keeps the job as its last checkpoint stored it, so that whoever ends the job after an error keeps its counts. */
export function noteCheckpoints<J extends JobCore, C extends SliceOf<J>>(
  context: C,
  claimed: J,
): { context: C; stored: () => J } {
  let stored = claimed;
  const checkpoint = async (job: J) => {
    stored = await context.checkpoint(job);
    return stored;
  };
  return { context: { ...context, checkpoint }, stored: () => stored };
}
