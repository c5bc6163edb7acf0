import * as z from 'zod';

/** Says that a job is to be worked on. */
export const JobMessage = z.object({ jobId: z.string() });
export type JobMessage = z.infer<typeof JobMessage>;
