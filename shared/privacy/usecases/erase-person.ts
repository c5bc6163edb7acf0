import * as z from 'zod';
import { addressIdOf } from '../../people/usecases/change-wishes.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { Delivery } from '../../handovers/domain/delivery.ts';
import { forgetAttendance } from '../../attendance/table/forget-attendance.ts';
import { belongsToSomebody, lastPostOf } from '../../registrations/domain/registration.ts';
import { wishAt } from '../../people/domain/move-address.ts';
import { Wish } from '../../people/domain/wish.ts';
import { anonymiseRegistration } from '../../registrations/table/anonymise-registration.ts';
import { eraseDelivery, eraseParticipant } from '../table/erase-items.ts';
import { getIdentities } from '../../people/table/identity-items.ts';
import { deleteHistory, historyOf } from '../../people/table/history-items.ts';
import { registrationsOf } from '../../registrations/table/person-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { resolvePerson } from '../../people/table/resolve-identity.ts';
import { putJobAlias } from '../../jobs/table/job-alias-items.ts';
import { deleteMarks, getMarks, getMarksOf, undoExpiry, type UndoMark } from '../../jobs/table/undo-items.ts';
import { forgetSubjects } from '../../mail/table/person-mails.ts';
import { identitiesOf } from '../../people/domain/identities-of.ts';
import { redactMergeOwners } from './redact-merge-owners.ts';
import { deliveriesOf, readJobTraces, type JobTraces } from './person-traces.ts';

export interface EraseDeps {
  table: Table;
  identityKey: Uint8Array;
  now: () => number;
}

export type Erasure = 'erased' | 'done-before' | 'gone' | 'busy' | 'spared';

/** Each means that somebody wrote to the person in between. */
const MOST_ROUNDS = 8;

/**
 * The contents of an erasure's mark: ids and the names of channels reveal nothing of the person; with them their address is
 * found.
 */
export const ErasedMark = z.object({ identities: z.array(z.string()), channels: z.array(z.string()) });
export type ErasedMark = z.infer<typeof ErasedMark>;

/**
 * Takes a person out of everything that is filed under their name: first, in one step, their own item and all that leads
 * to it, then what hangs on them. Whoever wrote in between may have given a reason to spare them (`isStillDue`), and
 * finds them whole, or left something under a job that was not there before. What is left is the keyed trace with their
 * wishes, at each identity that led to them, and the job's mark: whoever dies half-way leaves it to the next worker to
 * finish (`finishErasure`), so the job must come to its end.
 */
export async function erasePerson(
  deps: EraseDeps,
  traces: JobTraces,
  jobId: string,
  read: Participant,
  isStillDue: (person: Participant) => Promise<boolean>,
): Promise<Erasure> {
  for (let round = 0, known = traces; round < MOST_ROUNDS; round += 1) {
    const at = new Date(deps.now()).toISOString();
    const person = await resolvePerson(deps.table, read.id);
    if (!person) return (await getMarks(deps.table, jobId, [read.id])).length > 0 ? 'done-before' : 'gone';
    if (!(await isStillDue(person))) return 'spared';
    if (round > 0) known = await readJobTraces(deps.table, deps.now());
    const mark = markOf(jobId, person, at);
    // Whoever dies after it looks for their mark where the walk met them, not where they became part of somebody.
    if (person.id !== read.id)
      await putJobAlias(deps.table, jobId, { id: person.id, place: read.id }, undoExpiry(at));
    const outcome = await eraseItem(deps, person, mark);
    if (outcome === 'done-before') return 'done-before';
    if (outcome === 'written') {
      await finishErasure(deps, known, mark);
      return 'erased';
    }
  }
  return 'busy';
}

function markOf(jobId: string, person: Participant, at: string): UndoMark {
  const before: ErasedMark = {
    identities: identitiesOf(person),
    channels: [
      ...(person.formerChannels ?? new Set<string>()).union(
        new Set(person.channel === undefined ? [] : [person.channel]),
      ),
    ],
  };
  return { jobId, participantId: person.id, at, before };
}

async function eraseItem(deps: EraseDeps, person: Participant, mark: UndoMark) {
  const { table } = deps;
  const aliases = [...(person.aliases ?? [])];
  const found = await getIdentities(table, aliases);
  const leadsHere = (alias: string) => {
    const record = found.get(alias);
    return record?.kind === 'pointer' && record.to === person.id;
  };
  return eraseParticipant(table, {
    person,
    wishAt: (identity) =>
      wishAt({ wish: Wish.parse(person), addressId: addressIdOf(deps.identityKey, person) }, identity),
    pointers: aliases.filter(leadsHere),
    groupIds: [...(person.groups ?? [])],
    mark,
  });
}

/**
 * Erases what belongs to a marked person; may be repeated. It may run late: what the person, who is back, posted since is
 * not touched.
 */
export async function finishErasure(
  deps: Pick<EraseDeps, 'table' | 'identityKey'>,
  traces: JobTraces,
  mark: UndoMark,
): Promise<void> {
  const { table } = deps;
  const { identities } = ErasedMark.parse(mark.before);
  const sessionIds = await eraseRegistrations(table, identities, mark.at);
  await eraseDeliveries(table, mark, await deliveriesOf(table, traces, identities, sessionIds));
  await eraseSubjects(table, mark);
  for (const id of identities)
    for await (const entries of historyOf(table, id)) {
      const former = await formerOf(table, mark, entries, ({ at }) => at);
      await redactMergeOwners(deps, identities, former);
      await deleteHistory(table, former);
    }
  await eraseMarks(table, mark, traces.marking);
}

/** Removes the subjects from mails to a marked person, up to the mark: that of a mailing may name them. */
export async function eraseSubjects(table: Table, { at, before }: UndoMark): Promise<void> {
  for (const id of ErasedMark.parse(before).identities) await forgetSubjects(table, id, at);
}

/** Empties deliveries of a marked person, except those made since they came back. */
export async function eraseDeliveries(table: Table, mark: UndoMark, deliveries: Delivery[]): Promise<void> {
  const open = deliveries.filter(({ erasedAt }) => erasedAt === undefined);
  for (const delivery of await formerOf(table, mark, open, ({ createdAt }) => createdAt))
    await eraseDelivery(table, delivery, mark.at);
}

/** Deletes the former values that other bulk actions stored of the person. */
async function eraseMarks(table: Table, mark: UndoMark, jobIds: string[]): Promise<void> {
  const { identities } = ErasedMark.parse(mark.before);
  const others = jobIds.filter((id) => id !== mark.jobId);
  const marks = await getMarksOf(table, others, identities);
  await deleteMarks(table, await formerOf(table, mark, marks, ({ at }) => at));
}

/** Of things just read, those from before a marked person came back: all, unless they did. */
async function formerOf<T>(
  table: Table,
  { at, before }: UndoMark,
  things: T[],
  instantOf: (thing: T) => string,
): Promise<T[]> {
  if (things.length === 0) return [];
  const there = await getIdentities(table, ErasedMark.parse(before).identities);
  const isBack = [...there.values()].some(({ kind }) => kind === 'person');
  return isBack ? things.filter((thing) => instantOf(thing) <= at) : things;
}

/** Empties the registrations of identities up to an instant. Answers the sessions they are, or were, registered in. */
export async function eraseRegistrations(
  table: Table,
  identities: string[],
  at: string,
): Promise<Set<string>> {
  const sessionIds = new Set<string>();
  for (const id of identities) {
    for await (const registrations of registrationsOf(table, id)) {
      for (const registration of registrations) {
        sessionIds.add(registration.sessionId);
        if (belongsToSomebody(registration) && lastPostOf(registration) <= at) {
          await forgetAttendance(table, registration.sessionId, id);
          await anonymiseRegistration(table, registration, at);
        }
      }
    }
  }
  return sessionIds;
}
