import * as z from 'zod';
import type { BulkActionKind } from '../../bulk/usecases/bulk-action.ts';
import type { BulkJob, BulkVerdict } from '../../bulk/domain/bulk-job.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { belongsToSomebody, lastPostOf, type Registration } from '../../registrations/domain/registration.ts';
import { sessionStatus, type Session } from '../../events/domain/session.ts';
import { duePurge, RetentionLimits } from '../domain/retention.ts';
import { registrationsOf } from '../../registrations/table/person-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import { identitiesOf } from '../../people/domain/identities-of.ts';
import { erasePerson, finishErasure, type Erasure } from './erase-person.ts';
import { readJobTraces, type JobTraces } from './person-traces.ts';
import { eraseLateTraces } from './late-traces.ts';
import { searchTraces } from './search-traces.ts';
import type { UndoMark } from '../../jobs/table/undo-items.ts';
import { openTest } from '../../filters/usecases/select-people.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import type {
  BulkContext,
  BulkReader,
  BulkActionWork,
  Finish,
} from '../../bulk/usecases/bulk-action-work.ts';
import { changed, eachInOrder, skipped } from '../../bulk/usecases/change-people.ts';

const Erase = z.strictObject({ type: z.literal('erase') });
/** Erases whom the rules of retention name, as they were when the job began. */
const Purge = z.strictObject({ type: z.literal('purge'), ...RetentionLimits.shape });

/** Erases people everywhere. */
export const eraseAction: BulkActionKind<z.infer<typeof Erase>> = {
  schema: Erase,
  permission: 'people:erase',
  isFinal: true,
  leavesHalves: true,
  objection: ({ ids, dryRun, expect }) =>
    (ids ?? dryRun) || expect !== undefined
      ? undefined
      : {
          field: 'expect',
          message: 'Nobody gets erased people back: count them first (dryRun), and name the number here.',
        },
  open: openErase,
};

/** The day's purge. */
export const purgeAction: BulkActionKind<z.infer<typeof Purge>> = {
  schema: Purge,
  permission: 'people:erase',
  hasOwnWayIn: true,
  leavesHalves: true,
  open: openPurge,
};

const AT_ONCE = 8;

/** Erases people everywhere; afterwards searches faults, jobs and files for their addresses. Cannot be undone. */
async function openErase(reader: BulkReader, job: BulkJob): Promise<BulkActionWork> {
  const traces = await readJobTraces(reader.table, reader.now());
  // Who only brings a job to its end chooses nobody, whatever became of its filter.
  const isStillMeant = job.stopping ? nobody : await openTest(reader, job.selection);
  return {
    apply: (context, people) =>
      eachInOrder(
        people,
        async (person) => verdictOf[await erasePerson(context, traces, job.id, person, isStillMeant)],
        AT_ONCE,
      ),
    resume: (context, marks) => finishAll(context, traces, marks),
    finish: (context, done) => forget(context, done),
  };
}

const nobody = (): Promise<boolean> => Promise.resolve(false);

/** Erases people who are due by the rules of retention. Files and faults expire by themselves. */
async function openPurge(reader: BulkReader, job: BulkJob, limits: RetentionLimits): Promise<BulkActionWork> {
  const traces = await readJobTraces(reader.table, reader.now());
  const isDue = openDue(reader, limits);
  return {
    dryRun: (people) =>
      eachInOrder(
        people,
        async (person) =>
          (await isDue(person)) ? { ...changed, reason: duePurge(person, limits) } : leftOut,
        AT_ONCE,
      ),
    resume: (context, marks) => finishAll(context, traces, marks),
    apply: (context, people) =>
      eachInOrder(
        people,
        async (person) => {
          if (duePurge(person, limits) === undefined) return leftOut;
          return verdictOf[await erasePerson(context, traces, job.id, person, isDue)];
        },
        AT_ONCE,
      ),
    finish: async (context, done) => ({ job: await eraseLateTraces(context, done), more: false }),
  };
}

const leftOut: BulkVerdict = { outcome: 'left-out' };

/**
 * Whether people are due under the limits. Whoever was registered by others since counts as seen, and whoever is
 * registered for a session that is not over yet is spared until then.
 */
function openDue({ table, now }: BulkReader, limits: RetentionLimits) {
  const sessions = new Map<string, Promise<Session | undefined>>();
  const isToCome = async ({ sessionId, status }: Registration): Promise<boolean> => {
    if (status === 'cancelled') return false;
    const reading = sessions.get(sessionId) ?? getSession(table, sessionId);
    sessions.set(sessionId, reading);
    const session = await reading;
    return session !== undefined && ['scheduled', 'live'].includes(sessionStatus(session, now()));
  };
  return async (person: Participant): Promise<boolean> => {
    const why = duePurge(person, limits);
    if (why !== 'unseen') return why !== undefined;
    for (const id of identitiesOf(person))
      for await (const page of registrationsOf(table, id))
        for (const registration of page.filter(belongsToSomebody))
          if (lastPostOf(registration) >= (limits.unseenSince ?? '') || (await isToCome(registration)))
            return false;
    return true;
  };
}

function finishAll(context: BulkContext, traces: JobTraces, marks: UndoMark[]): Promise<void> {
  return inParallel(marks, AT_ONCE, (mark) => finishErasure(context, traces, mark));
}

const verdictOf: Record<Erasure, BulkVerdict> = {
  erased: changed,
  'done-before': changed,
  spared: leftOut,
  gone: skipped('gone'),
  busy: { outcome: 'failed', reason: 'busy' },
};

async function forget(context: BulkContext, walked: BulkJob): Promise<Finish> {
  const { job, search } = await searchTraces(context, await eraseLateTraces(context, walked));
  if (!search) return { job, more: true };
  const { selection } = job;
  const { items, files, names } = search;
  const listed = names.length === 0 ? '' : ` (${names.join(', ')}${names.length < files ? ', …' : ''})`;
  const detail = `Removed besides: ${files} files that named them${listed}, ${items} faults, robot posts and filters.`;
  // The filter that chose them may name them too.
  const isFilter = 'all' in selection && selection.filter !== undefined;
  return { job: { ...job, detail, ...(isFilter && { selection: { ids: [] } }) }, more: false };
}
