import * as z from 'zod';
import type { BulkActionKind } from '../../bulk/usecases/bulk-action.ts';
import { revertOf } from '../domain/revert-row.ts';
import { isOfImport } from '../domain/import-marks.ts';
import type { BulkJob } from '../../bulk/domain/bulk-job.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { ImportJob, sessionsOf } from '../domain/import-job.ts';
import { ImportId } from '../../platform/values/ids.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { isMadeByImport, type Registration } from '../../registrations/domain/registration.ts';
import { getJob } from '../../jobs/table/job-items.ts';
import { takeBackRegistration } from '../../registrations/table/take-back-registration.ts';
import { getParticipants } from '../../people/table/participant-items.ts';
import { listRegistrations, registrationsOfPerson } from '../../registrations/table/registration-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import type {
  BulkContext,
  BulkReader,
  BulkActionWork,
  Finish,
} from '../../bulk/usecases/bulk-action-work.ts';
import { removeMadeGroups, type MadeGroups } from './remove-made-groups.ts';
import { changeWork, skipped, type Decision } from '../../bulk/usecases/change-people.ts';

const RevertImport = z.strictObject({
  type: z.literal('revert-import'),
  importId: ImportId,
  /** The last run when the job began; later runs are not reverted. */
  run: z.number().optional(),
});
type RevertImport = z.infer<typeof RevertImport>;

/** Reverts an import. */
export const revertImportAction: BulkActionKind<RevertImport> = {
  schema: RevertImport,
  permission: 'imports:revert',
  hasOwnWayIn: true,
  open: openRevertImport,
};

const PAGE = 500;
const AT_ONCE = 16;

/**
 * Takes an import back: whom it made is deleted, whom it changed gets back what stood before, out of the groups it put
 * them into; then the registrations it made go, and the groups it made that nobody is in any more. Whoever was touched
 * since, or registered by themselves, stays as they are, with their registrations; who cancelled stays cancelled. Wishes
 * that the file brought along stay: to write to somebody who may not want it is the worse mistake.
 */
async function openRevertImport(
  { table }: BulkReader,
  job: BulkJob,
  { importId, run }: RevertImport,
): Promise<BulkActionWork> {
  const found = await getJob(table, importId, ImportJob);
  if (!found) throw new Refusal('not-found', 'There is no such import.');
  if (run !== undefined && run !== found.run)
    throw new Refusal('conflict', 'The import was started anew. Revert it again when that is over.');
  const work = changeWork(job, {
    decide: (person, at) => decide(table, job, importId, person, at),
  });
  return {
    ...work,
    finish: async (context, walked) => {
      let done = walked;
      for (const sessionId of sessionsOf(found)) {
        const { job: next, more } = await takeBackRegistrations(context, done, importId, sessionId);
        if (more) return { job: next, more };
        done = next;
      }
      const at = new Date(context.now()).toISOString();
      const groups = await removeMadeGroups(context.table, found, { by: job.id, at });
      return { job: { ...done, detail: detailOf(done, groups) }, more: false };
    },
  };
}

/** What the counts of people do not tell. */
function detailOf({ counts }: BulkJob, { removed, kept, used }: MadeGroups) {
  const parts = [
    counts.registrations === undefined ? [] : [`Registrations taken back: ${counts.registrations}.`],
    removed.length === 0 ? [] : [`Groups removed, since nobody is in them: ${removed.join(', ')}.`],
    used.length === 0 ? [] : [`Groups kept, since saved filters use them: ${used.join(', ')}.`],
    kept.length === 0 ? [] : [`Groups kept, since somebody is in them: ${kept.join(', ')}.`],
  ].flat();
  return parts.length === 0 ? undefined : parts.join(' ');
}

async function decide(
  table: Table,
  job: BulkJob,
  importId: string,
  person: Participant,
  at: string,
): Promise<Decision> {
  const mark = person.importMark;
  if (person.deletedAt !== undefined || !isOfImport(person, importId)) return { outcome: 'left-out' };
  if (mark?.importId !== importId || mark.version !== person.version) return skipped('touched');
  if (mark.outcome === 'created') {
    const { registrations } = await registrationsOfPerson(table, person.id, undefined);
    if (
      registrations.some(
        (one) => !isMadeByImport(one, importId) || (one.status !== 'cancelled' && !isUnused(one)),
      )
    )
      return skipped('registered');
  }
  const { patch, leave } = revertOf(person, mark, { at, by: job.id });
  return {
    patch,
    leave: leave.map((groupId) => ({ groupId })),
    history: { kind: 'import-reverted', data: { importId, ...(leave.length > 0 && { groups: leave }) } },
  };
}

/** Whether nothing has come of a registration that an import made. */
function isUnused(registration: Registration): boolean {
  const { status, mailRound, selfAt, confirmedAt, attendance, importMark } = registration;
  if (status === 'cancelled' || mailRound !== 1 || importMark?.merged === true) return false;
  return (selfAt ?? confirmedAt ?? attendance) === undefined;
}

/** Whom the import made or changed, and others since: they were not taken back, so their registrations are not either. */
function isLeftAlone(person: Participant, importId: string): boolean {
  return person.deletedAt === undefined && isOfImport(person, importId);
}

/** The registrations that the import made, of those whom it no longer counts for. */
async function takeBackRegistrations(
  context: BulkContext,
  walked: BulkJob,
  importId: string,
  sessionId: string,
): Promise<Finish> {
  let job = walked;
  for (let place: ShardPlace | undefined = { shard: 0 }; place;) {
    const page = await listRegistrations(context.table, sessionId, place, PAGE);
    const unused = page.registrations.filter((one) => isMadeByImport(one, importId) && isUnused(one));
    const people = await getParticipants(
      context.table,
      unused.map((one) => one.participantId),
    );
    const ours = unused.filter((one) => {
      const person = people.get(one.participantId);
      return person !== undefined && !isLeftAlone(person, importId);
    });
    await inParallel(ours, AT_ONCE, (one) => takeBackRegistration(context.table, one));
    const registrations = (job.counts.registrations ?? 0) + ours.length;
    job = await context.checkpoint({ ...job, counts: { ...job.counts, registrations } });
    place = page.next;
    if (place && !context.mayGoOn()) return { job, more: true };
  }
  return { job, more: false };
}
