import * as z from 'zod';
import { namesAnybody, type Hunted } from '../../domain/erase-hunt.ts';
import { faultListOf } from '../../domain/import-job.ts';
import { deleteFile } from '../../files/delete-file.ts';
import type { FileStore } from '../../files/file-store.ts';
import { FileReplaced, listFiles } from '../../files/read-file.ts';
import { deleteItems } from '../../table/erase-items.ts';
import { listEvents } from '../../table/event-items.ts';
import { ImportFault } from '../../table/fault-items.ts';
import { listJobs } from '../../table/job-items.ts';
import { faultsPartition, registrationsPartition, SHARDS, type Key } from '../../table/keys.ts';
import { queryPage } from '../../table/query-page.ts';
import { getSearch, putSearch, type EraseSearch } from '../../table/search-items.ts';
import { listSessionStarts } from '../../table/session-starts.ts';
import { listMarks } from '../../table/undo-items.ts';
import { FIRST_SHARD } from '../../table/walk-shards.ts';
import type { ShardPlace } from '../../domain/shard-place.ts';
import type { SliceContext } from '../run-job.ts';
import { allJobs } from './person-traces.ts';
import { forgetInJob } from './forget-in-job.ts';
import { fileNames } from './search-file.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Faults and suspected registrations live for 30 days. */
const KEPT_MS = 35 * DAY_MS;
const MARKS_PAGE = 1_000;
const EVENTS_PAGE = 20;
const IMPORTS_PAGE = 10;
const MOST_NAMES = 20;

type Search = EraseSearch;

/**
 * Looks for the people whom a job erased where nothing is filed under their names: suspected registrations, import
 * faults, jobs, and the files of both buckets. Goes on where it stopped; undefined when time is short.
 */
export async function searchTraces(context: SliceContext, jobId: string): Promise<Search | undefined> {
  const hunted = await huntedOf(context, jobId);
  let search = await getSearch(context.table, jobId);
  if (hunted.ids.size === 0) return search;
  while (search.part !== 'done') {
    for await (const next of steps(context, search, hunted)) {
      search = next;
      await putSearch(context.table, jobId, search);
      if (!context.mayGoOn()) return undefined;
    }
    search = { ...search, part: following[search.part], after: undefined };
    await putSearch(context.table, jobId, search);
  }
  return search;
}

const following: Record<Search['part'], Search['part']> = {
  suspects: 'faults',
  faults: 'jobs',
  jobs: 'imports',
  imports: 'reports',
  reports: 'exports',
  exports: 'done',
  done: 'done',
};

/** The search after each step of its present part. */
function steps(context: SliceContext, search: Search, hunted: Hunted): AsyncGenerator<Search> {
  switch (search.part) {
    case 'suspects':
      return suspects(context, search, hunted);
    case 'faults':
      return faults(context, search, hunted);
    case 'jobs':
      return jobs(context, search, hunted);
    case 'imports':
    case 'reports':
      return files(context, context.imports, search, hunted);
    case 'exports':
      return files(context, context.exports, search, hunted);
    case 'done':
      throw new Error('The search is over.');
  }
}

const Mark = z.object({ identities: z.array(z.string()), channel: z.string().optional() });

async function huntedOf({ table }: SliceContext, jobId: string): Promise<Hunted> {
  const ids = new Set<string>();
  const channels = new Set<string>();
  for (let place: ShardPlace | undefined = FIRST_SHARD; place;) {
    const page: Awaited<ReturnType<typeof listMarks>> = await listMarks(table, jobId, place, MARKS_PAGE);
    for (const { before } of page.marks) {
      const { identities, channel } = Mark.parse(before);
      for (const id of identities) ids.add(id);
      if (channel !== undefined) channels.add(channel);
    }
    place = page.next;
  }
  return { ids, channels: [...channels] };
}

async function* suspects(
  { table, now }: SliceContext,
  from: Search,
  { ids }: Hunted,
): AsyncGenerator<Search> {
  let search = from;
  for (let after = from.after, more = true; more; more = after !== undefined) {
    const page = await listEvents(table, after, EVENTS_PAGE);
    for (const event of page.events) {
      for (const { id } of await listSessionStarts(table, event.id, { from: now() - KEPT_MS })) {
        const items = await deleteSuspects(table, id, ids);
        search = { ...search, items: search.items + items };
      }
    }
    after = page.next;
    yield (search = { ...search, after });
  }
}

const SUSPECT = 'SUSPECT#';

/** Suspected ones stand before the others in each shard. */
async function deleteSuspects(
  table: SliceContext['table'],
  sessionId: string,
  ids: ReadonlySet<string>,
): Promise<number> {
  let count = 0;
  for (let shard = 0; shard < SHARDS; shard += 1) {
    const partition = registrationsPartition(sessionId, shard);
    const isHunted = ({ sk }: Key) => ids.has(sk.slice(SUSPECT.length).split('#')[0] ?? '');
    for await (const keys of keysIn(table, partition, (sk) => sk.startsWith(SUSPECT))) {
      const found = keys.filter(isHunted);
      await deleteItems(table, found);
      count += found.length;
    }
  }
  return count;
}

async function* keysIn(
  table: SliceContext['table'],
  partition: string,
  isWanted: (sk: string) => boolean,
): AsyncGenerator<Key[]> {
  for (let after: string | undefined, more = true; more;) {
    const page = await queryPage(
      table,
      after === undefined ? { partition, prefix: SUSPECT } : { partition, after },
    );
    const keys = page.items.map((item) => ({ pk: String(item['pk']), sk: String(item['sk']) }));
    yield keys.filter(({ sk }) => isWanted(sk));
    after = keys.at(-1)?.sk;
    more = page.more && after !== undefined && isWanted(after);
  }
}

async function* faults(
  { table, now, identityKey }: SliceContext,
  from: Search,
  hunted: Hunted,
): AsyncGenerator<Search> {
  let search = from;
  for (let after = from.after, more = true; more; more = after !== undefined) {
    const page = await listJobs(table, 'import', after, IMPORTS_PAGE);
    const recent = page.jobs.filter(({ createdAt }) => now() - Date.parse(createdAt) < KEPT_MS);
    for (const job of recent) {
      if (job.kind !== 'import') continue;
      for (let run = 0; run <= job.run; run += 1) {
        const items = await deleteFaults(table, faultListOf({ id: job.id, run }), (fault) =>
          namesAnybody(textOf(fault), hunted, identityKey),
        );
        search = { ...search, items: search.items + items };
      }
    }
    after = recent.length === page.jobs.length ? page.next : undefined;
    yield (search = { ...search, after });
  }
}

const textOf = ({ value = '', cells, message }: ImportFault): string => [value, message, ...cells].join('\n');

async function deleteFaults(
  table: SliceContext['table'],
  list: string,
  isHit: (fault: ImportFault) => boolean,
): Promise<number> {
  let count = 0;
  for (let shard = 0; shard < SHARDS; shard += 1) {
    for (let after: string | undefined, more = true; more;) {
      const page = await queryPage(table, { partition: faultsPartition(list, shard), after });
      const hits = page.items.filter((item) => isHit(ImportFault.parse(item)));
      const keys = hits.map((item) => ({ pk: String(item['pk']), sk: String(item['sk']) }));
      await deleteItems(table, keys);
      count += keys.length;
      after = page.items.at(-1) && String(page.items.at(-1)?.['sk']);
      more = page.more && after !== undefined;
    }
  }
  return count;
}

/** An export that is under way has the person in its first parts already: it ends. Filters forget whom they named. */
async function* jobs(context: SliceContext, from: Search, hunted: Hunted): AsyncGenerator<Search> {
  let search = from;
  for (const kind of ['export', 'bulk'] as const) {
    for await (const { id } of allJobs(context.table, kind)) {
      if (await forgetInJob(context, id, hunted)) yield (search = { ...search, items: search.items + 1 });
    }
  }
  // No place is kept: what was changed is not changed again.
  yield search;
}

async function* files(
  context: SliceContext,
  store: FileStore,
  from: Search,
  hunted: Hunted,
): AsyncGenerator<Search> {
  let search = from;
  for await (const file of listFiles(store, `${from.part}/`, from.after)) {
    if (await isHit(context, store, file, hunted)) {
      await deleteFile(store, file.key);
      const isNamed = namesAnybody(file.key, hunted, context.identityKey);
      const names = isNamed || search.names.length >= MOST_NAMES ? search.names : [...search.names, file.key];
      search = { ...search, files: search.files + 1, names };
    }
    yield (search = { ...search, after: file.key });
  }
}

/** A file that is replaced while it is read is another one, which came after the erasure. */
async function isHit(
  { identityKey }: SliceContext,
  store: FileStore,
  file: Parameters<typeof fileNames>[1],
  hunted: Hunted,
): Promise<boolean> {
  try {
    return await fileNames(store, file, hunted, identityKey);
  } catch (error) {
    if (error instanceof FileReplaced) return false;
    throw error;
  }
}
