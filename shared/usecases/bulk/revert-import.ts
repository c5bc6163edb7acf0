import { revertOf } from '../../domain/revert-row.ts';
import type { BulkJob } from '../../domain/bulk-job.ts';
import { Refusal } from '../../domain/refusal.ts';
import { getJob } from '../../table/job-items.ts';
import { takeBackRegistration } from '../../table/take-back-registration.ts';
import { listRegistrations, registrationsOfPerson } from '../../table/registration-items.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Table } from '../../table/table.ts';
import { inParallel } from '../in-parallel.ts';
import type { ShardPlace } from '../../domain/shard-place.ts';
import type { ActionOf, BulkContext, BulkReader, BulkWork, Ending } from './bulk-work.ts';
import { changeWork, skipped, type Decision } from './change-people.ts';

const PAGE = 500;
const AT_ONCE = 16;

/**
 * Takes an import back: whom it made is deleted, whom it changed gets back what stood before, out of the groups it put them
 * into; then the registrations it made go. Whoever was touched since, or registered by themselves, stays as they are.
 * Wishes that the file brought along stay: to write to somebody who may not want it is the worse mistake.
 */
export async function openRevertImport(
  { table }: BulkReader,
  job: BulkJob,
  { importId }: ActionOf<'revert-import'>,
): Promise<BulkWork> {
  const found = await getJob(table, importId);
  if (found?.kind !== 'import') throw new Refusal('not-found', 'There is no such import.');
  const work = changeWork(job, {
    decide: (person, at) => decide(table, job, importId, person, at),
  });
  const { target } = found;
  if (!target) return work;
  return { ...work, finish: (context) => takeBackRegistrations(context, importId, target.sessionId) };
}

async function decide(
  table: Table,
  job: BulkJob,
  importId: string,
  person: Participant,
  at: string,
): Promise<Decision> {
  const mark = person.importMark;
  if (mark?.importId !== importId || mark.reverted === true || person.deletedAt !== undefined)
    return { outcome: 'left-out' };
  if (mark.version !== person.version) return skipped('touched');
  if (mark.outcome === 'created') {
    const { registrations } = await registrationsOfPerson(table, person.id, undefined);
    if (registrations.some((one) => one.importMark?.importId !== importId || one.attendance !== undefined))
      return skipped('registered');
  }
  const { patch, leave } = revertOf(person, mark, { at, by: job.id });
  return {
    patch,
    leave: leave.map((groupId) => ({ groupId })),
    history: { kind: 'import-reverted', data: { importId } },
  };
}

/** The registrations that the import made, as long as nothing has come of them. */
async function takeBackRegistrations(
  context: BulkContext,
  importId: string,
  sessionId: string,
): Promise<Ending | 'more'> {
  let removed = 0;
  for (let place: ShardPlace | undefined = { shard: 0 }; place;) {
    const page = await listRegistrations(context.table, sessionId, place, PAGE);
    const ours = page.registrations.filter(
      (one) => one.importMark?.importId === importId && one.round === 1 && one.attendance === undefined,
    );
    await inParallel(ours, AT_ONCE, (one) => takeBackRegistration(context.table, one));
    removed += ours.length;
    place = page.next;
    if (place && !context.mayGoOn()) return 'more';
  }
  return { detail: `Registrations taken back: ${removed}.` };
}
