import type { JobCore } from '../domain/job.ts';
import { listJobs, type JobPage, type JobSchema } from './job-items.ts';
import { jobListKey } from './job-keys.ts';
import type { Table } from '../../platform/table/table.ts';

/** Jobs of several kinds together, newest first. */
export async function listAllJobs<J extends JobCore>(
  table: Table,
  schemas: readonly JobSchema<J>[],
  after: string | undefined,
  limit: number,
): Promise<JobPage<J>> {
  const pages = await Promise.all(schemas.map((schema) => listJobs(table, schema, after, limit)));
  const placeOf = ({ kind, createdAt, id }: JobCore) => jobListKey(kind, createdAt, id).gsi1sk;
  // A page may be cut by its size: beyond its end nothing is known of its kind.
  const known = pages
    .flatMap(({ next }) => next ?? [])
    .reduce((most, next) => (next > most ? next : most), '');
  const found = pages.flatMap((page) => page.jobs).sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
  const jobs = found.filter((job) => placeOf(job) >= known).slice(0, limit);
  const last = jobs.at(-1);
  const isMore = known !== '' || jobs.length < found.length;
  return { jobs, ...(isMore && last && { next: placeOf(last) }) };
}
