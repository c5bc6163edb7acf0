import * as z from 'zod';

/** The message that calls a worker to a job. */
export const JobMessage = z.object({ jobId: z.string() });
export type JobMessage = z.infer<typeof JobMessage>;
