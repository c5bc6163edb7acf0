import { addVerdicts, type BulkJob, type BulkTally, type BulkVerdict } from '../domain/bulk-job.ts';
import { isFinished } from '../../jobs/domain/job.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { isPassed, type ShardPlace } from '../../platform/values/shard-place.ts';
import { SHARDS, shardOf } from '../../platform/values/shard.ts';
import { listJobAliases, putJobAlias } from '../../jobs/table/job-alias-items.ts';
import { getParticipants } from '../../people/table/participant-items.ts';
import { getMarks, listMarks, undoExpiry, type UndoMark } from '../../jobs/table/undo-items.ts';
import { READ_AHEAD_WITH_MARKS } from '../../filters/usecases/find-candidates.ts';
import { selectPeople } from '../../filters/usecases/select-people.ts';
import type { BulkContext, BulkActionWork, BulkWorkDeps, MarkedPerson } from './bulk-action-work.ts';
import { noteCheckpoints } from '../../jobs/usecases/note-checkpoints.ts';
import { confirmCount } from './confirm-count.ts';
import { dryRunPeople, unknownPeople } from './dry-run-people.ts';
import { actionOf, openWork, type BulkActionKind } from './bulk-action.ts';
import { bulkKind } from './bulk-kind.ts';
import type { JobWork } from '../../jobs/usecases/job-kind.ts';

/** People between two checkpoints: what a killed worker leaves to be done again. */
const CHECKPOINT_PEOPLE = 300;
/**
 * Items read between two checkpoints: a job whose filter finds nobody must also store its place and notice a cancellation.
 */
const CHECKPOINT_LOOKED = 5_000;
const MARKS_PAGE = 500;

/** The work on bulk actions. */
export function bulkWork(actions: readonly BulkActionKind[]): JobWork<BulkWorkDeps, BulkJob> {
  const kind = bulkKind(actions);
  const leavesHalves = (job: BulkJob) => kind.leavesHalves?.(job) === true;
  return {
    kind,
    takeFurther: (context, job) => bulkSlice({ ...context, actions, leavesHalves }, job),
  };
}

/** What a slice is given besides what actions are given. */
type Context = BulkContext & {
  actions: readonly BulkActionKind[];
  leavesHalves: (job: BulkJob) => boolean;
};

/**
 * Works on a bulk action for one slice. A `Refusal` (its filter names something that is gone) ends the job, with its words.
 */
async function bulkSlice(context: Context, claimed: BulkJob): Promise<BulkJob> {
  const noting = noteCheckpoints(context, claimed);
  try {
    return await takeFurther(noting.context, claimed);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const outcome = { status: 'failed' as const, reason: error.code, detail: error.message };
    const kept = noting.stored();
    if (!context.leavesHalves(kept) || kept.stopping) return end(context, { ...kept, ...outcome });
    return takeFurther(context, await context.checkpoint({ ...kept, stopping: outcome }));
  }
}

/** Page by page in the order of the ids. */
async function takeFurther(context: Context, job: BulkJob): Promise<BulkJob> {
  const work = await openWork(context.actions, context, job);
  if (job.stopping) return walk(context, job, work, nobody(), () => Promise.resolve([]));
  if (job.confirm) {
    const isExact = actionOf(context.actions, job).isFinal === true;
    const confirmed = await confirmCount(context, work, job, isExact);
    return isFinished(confirmed) || confirmed.confirm ? confirmed : takeFurther(context, confirmed);
  }
  if (job.undoes !== undefined) {
    const { undo } = work;
    if (!undo) throw new Error(`${job.action.type} cannot be undone.`);
    return walk(context, job, work, markedPages(context, job.undoes, job.cursor), (marked) =>
      undo(context, marked),
    );
  }
  return walk(context, job, work, selectedPages(context, job), (people) =>
    job.dryRun ? dryRunPeople(work, people) : work.apply(context, people),
  );
}

interface Page<E extends { id: string }> {
  entries: E[];
  /** The identities at which people were found, if these may not be their own ids. */
  places?: string[];
  looked: number;
  next: ShardPlace;
  /** Ids that name nobody. */
  missing: string[];
}

async function walk<E extends { id: string }>(
  context: BulkContext,
  claimed: BulkJob,
  work: BulkActionWork,
  pages: AsyncIterable<Page<E>>,
  act: (entries: E[]) => Promise<BulkVerdict[]>,
): Promise<BulkJob> {
  let job = claimed;
  let tally: BulkTally = job;
  let open = { people: 0, looked: 0 };
  const before = await readMarks(context, job);
  if (before.marks.length > 0) await work.resume?.(context, before.marks);
  for await (const page of pages) {
    const left = page.entries.filter((entry) => !before.has(entry.id));
    const passed = before.pass(page.next);
    // Who is not there any more because this job erased them was named rightly.
    const missing = unknownPeople(page.missing.filter((id) => !passed.includes(id)).length);
    if (!job.dryRun) await noteMet(context, job, page, before.has);
    const verdicts = [...passed.map(changed), ...(await act(left)), ...missing];
    tally = addVerdicts(tally, page.looked, verdicts);
    open = { people: open.people + left.length, looked: open.looked + page.looked };
    if (open.people < CHECKPOINT_PEOPLE && open.looked < CHECKPOINT_LOOKED) continue;
    job = await context.checkpoint({ ...job, ...tally, cursor: page.next });
    open = { people: 0, looked: 0 };
    if (!context.mayGoOn()) return job;
  }
  tally = addVerdicts(tally, 0, before.pass(END).map(changed));
  job = { ...job, ...tally, cursor: END };
  const isNothingToFinish = job.dryRun || (job.stopping !== undefined && job.counts.changed === 0);
  if (!work.finish || isNothingToFinish) return endAs(context, job);
  // The walk is behind it: who finishes in several slices does not walk again.
  job = await context.checkpoint(job);
  const finish = await work.finish(context, job);
  if (finish.more) return context.checkpoint(finish.job);
  return endAs(context, finish.job);
}

async function* nobody(): AsyncGenerator<never> {
  // Who brings a job to its end meets nobody more.
}

/** Ends a job that has come to the end of its people, or that was stopped before. */
function endAs(context: BulkContext, job: BulkJob): Promise<BulkJob> {
  const { stopping } = job;
  if (!stopping) return end(context, { ...job, status: 'done' });
  const { status, reason } = stopping;
  const detail = [stopping.detail, job.detail].filter((text) => text !== undefined).join(' ') || undefined;
  return end(context, { ...job, status, reason, detail, stopping: undefined });
}

const END: ShardPlace = { shard: SHARDS };
const changed = (): BulkVerdict => ({ outcome: 'changed' });

function end(context: BulkContext, job: BulkJob): Promise<BulkJob> {
  return context.checkpoint({ ...job, finishedAt: new Date(context.now()).toISOString() });
}

/** Whoever is found at a former identity is counted there, and not at the place of their mark. */
async function noteMet<E extends { id: string }>(
  { table, now }: BulkContext,
  job: BulkJob,
  { entries, places = [] }: Page<E>,
  isMarked: (id: string) => boolean,
): Promise<void> {
  const expiresAt = undoExpiry(new Date(now()).toISOString());
  for (const [index, { id }] of entries.entries()) {
    const place = places[index] ?? id;
    if (place !== id && !isMarked(id)) await putJobAlias(table, job.id, { id, place }, expiresAt);
  }
}

/**
 * The people whom a worker that died had changed after the last checkpoint. They may not match the filter any more, so they
 * are counted by their marks when the walk passes the place where they were found, and not changed again.
 */
async function readMarks(context: BulkContext, job: BulkJob) {
  const marks = new Map<string, UndoMark>();
  const met = job.dryRun ? new Map<string, string>() : await listJobAliases(context.table, job.id);
  for (let place: ShardPlace | undefined = job.cursor; place && !job.dryRun;) {
    const page: Awaited<ReturnType<typeof listMarks>> = await listMarks(
      context.table,
      job.id,
      place,
      MARKS_PAGE,
    );
    for (const mark of page.marks) marks.set(mark.participantId, mark);
    place = page.next;
  }
  for (const mark of await getMarks(context.table, job.id, [...met.keys()]))
    marks.set(mark.participantId, mark);
  const metAt = (id: string): string => met.get(id) ?? id;
  const isBehind = (place: ShardPlace, id: string): boolean => isPassed(place, shardOf(metAt(id)), metAt(id));
  let ahead = [...marks.keys()].filter((id) => !isBehind(job.cursor, id));
  return {
    marks: ahead.flatMap((id) => marks.get(id) ?? []),
    has: (id: string) => marks.has(id),
    /** Those of them that were found at or before the place and have not been counted yet. */
    pass: (place: ShardPlace): string[] => {
      const passed = ahead.filter((id) => isBehind(place, id));
      ahead = ahead.filter((id) => !isBehind(place, id));
      return passed.map(metAt);
    },
  };
}

async function* selectedPages(context: BulkContext, job: BulkJob) {
  const pages = selectPeople(context, job.selection, job.cursor, READ_AHEAD_WITH_MARKS);
  for await (const { people, ...page } of pages) yield { entries: people, ...page };
}

async function* markedPages(
  context: BulkContext,
  undoneJobId: string,
  from: ShardPlace,
): AsyncGenerator<Page<MarkedPerson>> {
  for (let place: ShardPlace | undefined = from; place;) {
    const page: { marks: UndoMark[]; next?: ShardPlace } = await listMarks(
      context.table,
      undoneJobId,
      place,
      CHECKPOINT_PEOPLE,
    );
    const people = await getParticipants(
      context.table,
      page.marks.map((mark) => mark.participantId),
    );
    const entries = page.marks.map((mark) => ({
      id: mark.participantId,
      mark,
      person: people.get(mark.participantId),
    }));
    yield { entries, looked: entries.length, next: page.next ?? { shard: SHARDS }, missing: [] };
    place = page.next;
  }
}
