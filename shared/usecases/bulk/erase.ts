import type { BulkJob, BulkVerdict } from '../../domain/bulk-job.ts';
import type { Participant } from '../../domain/participant.ts';
import { duePurge, type RetentionLimits } from '../../domain/retention.ts';
import { newestRegistration } from '../../table/person-items.ts';
import { erasePerson, finishErasure, identitiesOf, type Erasure } from '../erase/erase-person.ts';
import { readJobTraces, type JobTraces } from '../erase/person-traces.ts';
import { searchTraces } from '../erase/search-traces.ts';
import type { UndoMark } from '../../table/undo-items.ts';
import { inParallel } from '../in-parallel.ts';
import type { ActionOf, BulkContext, BulkReader, BulkWork, Finish } from './bulk-work.ts';
import { skipped } from './change-people.ts';

const AT_ONCE = 8;

/** Erases people everywhere; afterwards looks through faults, jobs and files for their addresses. Cannot be undone. */
export async function openErase({ table, now }: BulkReader, job: BulkJob): Promise<BulkWork> {
  const traces = await readJobTraces(table, now());
  return {
    apply: (context, people) => eraseAll(context, traces, job.id, people),
    resume: (context, marks) => finishAll(context, traces, marks),
    finish: (context, done) => forget(context, done),
  };
}

/** Erases those who fall under the rules of retention. Files and faults have a life of their own and end by it. */
export async function openPurge(
  reader: BulkReader,
  job: BulkJob,
  limits: ActionOf<'purge'>,
): Promise<BulkWork> {
  const traces = await readJobTraces(reader.table, reader.now());
  const due = (people: Participant[]) =>
    eachOf(people, async (person) =>
      (await isDue(reader, person, limits)) ? { ...changed, reason: duePurge(person, limits) } : leftOut,
    );
  return {
    foresee: due,
    resume: (context, marks) => finishAll(context, traces, marks),
    apply: async (context, people) => {
      const verdicts = await due(people);
      const chosen = people.filter((_, index) => verdicts[index] !== leftOut);
      const done = (await eraseAll(context, traces, job.id, chosen)).values();
      return verdicts.map((verdict) => (verdict === leftOut ? verdict : (done.next().value ?? changed)));
    },
  };
}

const changed: BulkVerdict = { outcome: 'changed' };
const leftOut: BulkVerdict = { outcome: 'left-out' };

/** Whoever was registered by others since, for a coming session say, counts as seen. */
async function isDue({ table }: BulkReader, person: Participant, limits: RetentionLimits): Promise<boolean> {
  const why = duePurge(person, limits);
  if (why !== 'unseen') return why !== undefined;
  const { unseenSince = '' } = limits;
  const newest = await Promise.all(identitiesOf(person).map((id) => newestRegistration(table, id)));
  return newest.every((registration) => registration === undefined || registration.createdAt < unseenSince);
}

function eraseAll(
  context: BulkContext,
  traces: JobTraces,
  jobId: string,
  people: Participant[],
): Promise<BulkVerdict[]> {
  return eachOf(people, async (person) => verdictOf[await erasePerson(context, traces, jobId, person)]);
}

function finishAll({ table }: BulkContext, traces: JobTraces, marks: UndoMark[]): Promise<void> {
  return inParallel(marks, AT_ONCE, (mark) => finishErasure(table, traces, mark));
}

const verdictOf: Record<Erasure, BulkVerdict> = {
  erased: changed,
  'done-before': changed,
  gone: skipped('gone'),
  busy: { outcome: 'failed', reason: 'busy' },
};

async function eachOf(
  people: Participant[],
  act: (person: Participant) => Promise<BulkVerdict>,
): Promise<BulkVerdict[]> {
  const verdicts: BulkVerdict[] = [];
  await inParallel([...people.entries()], AT_ONCE, async ([index, person]) => {
    verdicts[index] = await act(person);
  });
  return verdicts;
}

async function forget(context: BulkContext, walked: BulkJob): Promise<Finish> {
  const { job, search } = await searchTraces(context, walked);
  if (!search) return { job, more: true };
  const { selection } = job;
  const { items, files, names } = search;
  const listed = names.length === 0 ? '' : ` (${names.join(', ')}${names.length < files ? ', …' : ''})`;
  const detail = `Removed besides: ${files} files that named them${listed}, ${items} faults, robot posts and filters.`;
  // The filter that chose them may name them too.
  const isFilter = 'all' in selection && selection.filter !== undefined;
  return { job: { ...job, detail, ...(isFilter && { selection: { ids: [] } }) }, more: false };
}
