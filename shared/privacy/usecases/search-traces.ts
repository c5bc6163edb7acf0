import { namesAnybody, type ErasedPeople } from '../domain/erasure-matcher.ts';
import type { BulkJob } from '../../bulk/domain/bulk-job.ts';
import { faultListOf, ImportJob } from '../../imports/domain/import-job.ts';
import { listEvents } from '../../events/table/event-items.ts';
import { deleteFaults, type ImportFault } from '../../imports/table/fault-items.ts';
import { listJobs } from '../../jobs/table/job-items.ts';
import { deleteSuspects } from '../../registrations/table/suspect-items.ts';
import { getSearch, putSearch, type EraseSearch } from '../table/search-items.ts';
import { listSavedFilters } from '../../filters/table/saved-filter-items.ts';
import { listSessionStarts } from '../../filters/table/session-starts.ts';
import { listMarks } from '../../jobs/table/undo-items.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import type { BulkContext } from '../../bulk/usecases/bulk-action-work.ts';
import { ErasedMark } from './erase-person.ts';
import { leaseHeartbeat } from './lease-heartbeat.ts';
import { allJobs } from './person-traces.ts';
import { redactJob } from './redact-job.ts';
import { redactSavedFilter } from './redact-saved-filter.ts';
import type { SearchContext } from './search-context.ts';
import { searchFiles } from './search-files.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Faults and suspected registrations live for 30 days. */
const KEPT_MS = 35 * DAY_MS;
/** An import may wait to be started as long as its file is there. */
const LISTED_MS = KEPT_MS + 90 * DAY_MS;
const MARKS_PAGE = 1_000;
const EVENTS_PAGE = 20;
const IMPORTS_PAGE = 10;
const FILTERS_PAGE = 100;

type Search = EraseSearch;

/**
 * Searches for erased people in what is not stored under their ids: suspected registrations, import faults, jobs, and the
 * files of both buckets. Continues where it stopped; answers no `search` when there is nothing left.
 */
export async function searchTraces(
  slice: BulkContext,
  claimed: BulkJob,
): Promise<{ job: BulkJob; search?: Search }> {
  const lease = leaseHeartbeat(slice, claimed);
  const keep = (search: Search) => putSearch(slice.table, claimed.id, search);
  const context: SearchContext = { ...slice, beat: lease.beat, keep };
  const hunted = await huntedOf(context, claimed.id);
  let search = await getSearch(slice.table, claimed.id);
  if (hunted.ids.size === 0) return { job: lease.job(), search };
  while (search.part !== 'done') {
    for await (const next of steps(context, search, hunted, claimed.id)) {
      search = next;
      await keep(search);
      await lease.beat();
      // Without a place the part would begin anew.
      const isPlace = search.after !== undefined || search.reading !== undefined;
      if (isPlace && !context.mayGoOn()) return { job: lease.job() };
    }
    search = { ...search, part: following[search.part], after: undefined };
    await keep(search);
  }
  return { job: lease.job(), search };
}

const following: Record<Search['part'], Search['part']> = {
  suspects: 'faults',
  faults: 'jobs',
  jobs: 'imports',
  imports: 'attendance',
  attendance: 'reports',
  reports: 'exports',
  exports: 'done',
  done: 'done',
};

/** The search after each step of its present part. */
function steps(
  context: SearchContext,
  search: Search,
  hunted: ErasedPeople,
  jobId: string,
): AsyncGenerator<Search> {
  switch (search.part) {
    case 'suspects':
      return suspects(context, search, hunted);
    case 'faults':
      return faults(context, search, hunted);
    case 'jobs':
      return jobs(context, search, hunted, jobId);
    case 'imports':
    case 'attendance':
    case 'reports':
      return searchFiles(context, context.imports, search, hunted);
    case 'exports':
      return searchFiles(context, context.exports, search, hunted);
    case 'done':
      throw new Error('The search is over.');
  }
}

async function huntedOf({ table, beat }: SearchContext, jobId: string): Promise<ErasedPeople> {
  const ids = new Set<string>();
  const channels = new Set<string>();
  for (let place: ShardPlace | undefined = FIRST_SHARD; place;) {
    const page: Awaited<ReturnType<typeof listMarks>> = await listMarks(table, jobId, place, MARKS_PAGE);
    for (const { before } of page.marks) {
      const { identities, channels: known } = ErasedMark.parse(before);
      for (const id of identities) ids.add(id);
      for (const channel of known) channels.add(channel);
    }
    place = page.next;
    await beat();
  }
  return { ids, channels: [...channels] };
}

async function* suspects(
  { table, now, beat }: SearchContext,
  from: Search,
  { ids }: ErasedPeople,
): AsyncGenerator<Search> {
  let search = from;
  for (let after = from.after, more = true; more; more = after !== undefined) {
    const page = await listEvents(table, after, EVENTS_PAGE);
    for (const event of page.events) {
      for (const { id } of await listSessionStarts(table, event.id, { from: now() - KEPT_MS })) {
        await beat();
        const items = await deleteSuspects(table, id, ids);
        search = { ...search, items: search.items + items };
      }
    }
    after = page.next;
    yield (search = { ...search, after });
  }
}

async function* faults(
  { table, now, identityKey, beat }: SearchContext,
  from: Search,
  hunted: ErasedPeople,
): AsyncGenerator<Search> {
  let search = from;
  for (let after = from.after, more = true; more; more = after !== undefined) {
    const page = await listJobs(table, ImportJob, after, IMPORTS_PAGE);
    const recent = page.jobs.filter(({ createdAt }) => now() - Date.parse(createdAt) < LISTED_MS);
    for (const job of recent) {
      const isOver = job.finishedAt !== undefined && now() - Date.parse(job.finishedAt) >= KEPT_MS;
      if (isOver) continue;
      for (let run = 0; run <= job.run; run += 1) {
        const items = await deleteFaults(
          table,
          faultListOf({ id: job.id, run }),
          (fault) => namesAnybody(textOf(fault), hunted, identityKey),
          beat,
        );
        search = { ...search, items: search.items + items };
      }
    }
    after = recent.length === page.jobs.length ? page.next : undefined;
    yield (search = { ...search, after });
  }
}

const textOf = ({ value = '', cells, message }: ImportFault): string => [value, message, ...cells].join('\n');

/**
 * An export that is under way may contain the person already: it ends. Filters are redacted, those of jobs and saved ones;
 * the erasure's own is redacted at its end.
 */
async function* jobs(
  context: SearchContext,
  from: Search,
  hunted: ErasedPeople,
  jobId: string,
): AsyncGenerator<Search> {
  let search = from;
  for (const kind of context.kinds.filter((one) => one.redacted !== undefined)) {
    for await (const { id } of allJobs(context.table, kind.schema)) {
      await context.beat();
      if (id !== jobId && (await redactJob(context, kind, id, hunted)))
        yield (search = { ...search, items: search.items + 1 });
    }
  }
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await listSavedFilters(context.table, after, FILTERS_PAGE);
    for (const saved of page.filters)
      if (await redactSavedFilter(context, saved, hunted))
        yield (search = { ...search, items: search.items + 1 });
    after = page.next;
  }
  // No place is kept: what was changed is not changed again.
  yield search;
}
