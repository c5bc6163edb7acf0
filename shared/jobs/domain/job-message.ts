import * as z from 'zod';

/** The message that calls a worker to a job. */
export const JobMessage = z.object({ jobId: z.string() });
export type JobMessage = z.infer<typeof JobMessage>;

/** The kind of work that a message calls for, by its job's id (`blk_…`): kinds share their workers fairly. */
export const groupOfJob = (message: unknown): string | undefined =>
  JobMessage.safeParse(message).data?.jobId.slice(0, 3);

/** Of a run and its walks (`<run>.<shard>`), the run: small ones do not wait for a large one. */
export const groupOfRun = (message: unknown): string | undefined =>
  JobMessage.safeParse(message).data?.jobId.split('.')[0];
