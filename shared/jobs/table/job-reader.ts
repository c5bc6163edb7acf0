import { getJob, type Job } from './job-items.ts';
import type { Table } from '../../platform/table/table.ts';

/** Reads jobs by their ids. */
export type JobReader = (jobId: string) => Promise<Job | undefined>;

/** A reader that reads each job once: many entries of one history name the same. */
export function jobReader(table: Table): JobReader {
  const read = new Map<string, ReturnType<JobReader>>();
  return (jobId) => {
    const job = read.get(jobId) ?? getJob(table, jobId);
    read.set(jobId, job);
    return job;
  };
}
