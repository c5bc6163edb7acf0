import { getStoredJob, type StoredJob } from './job-items.ts';
import type { Table } from '../../platform/table/table.ts';

/** Reads jobs by their ids. */
export type JobReader = (jobId: string) => Promise<StoredJob | undefined>;

/** A reader that reads each job once: many entries of one history name the same. */
export function jobReader(table: Table): JobReader {
  const read = new Map<string, ReturnType<JobReader>>();
  return (jobId) => {
    const job = read.get(jobId) ?? getStoredJob(table, jobId);
    read.set(jobId, job);
    return job;
  };
}
