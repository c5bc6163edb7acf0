import * as z from 'zod';
import { participantIdOf } from '../../domain/identity.ts';
import { isEmailFault, parseEmail } from '../../domain/email-address.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { isSomebodys, lastPostOf } from '../../domain/registration.ts';
import { moveAddress, Wish } from '../../domain/wish.ts';
import {
  anonymiseRegistration,
  deleteItems,
  eraseDelivery,
  eraseParticipant,
} from '../../table/erase-items.ts';
import { getItems } from '../../table/get-items.ts';
import { getIdentities } from '../../table/identity-items.ts';
import { memberKey, undoKey } from '../../table/keys.ts';
import { historyKeys, registrationsOf } from '../../table/person-items.ts';
import type { Table } from '../../table/table.ts';
import { resolvePerson } from '../../table/resolve-identity.ts';
import { getMarks, type UndoMark } from '../../table/undo-items.ts';
import { deliveriesOf, readJobTraces, type JobTraces } from './person-traces.ts';

export interface EraseDeps {
  table: Table;
  identityKey: Uint8Array;
  now: () => number;
}

export type Erasure = 'erased' | 'done-before' | 'gone' | 'busy' | 'spared';

/** Each means that somebody wrote to the person in between. */
const MOST_ROUNDS = 8;

/** What an erasure's mark keeps: ids and the names of channels tell nothing of the person; with them their address is found. */
export const ErasedMark = z.object({ identities: z.array(z.string()), channels: z.array(z.string()) });
export type ErasedMark = z.infer<typeof ErasedMark>;

/**
 * Takes a person out of everything that is filed under their name: first what hangs on them; at last, in one step, their
 * own item and all that leads to it, so that whoever dies half-way leaves somebody who is found by the same filter and
 * erased again. What is left is the keyed trace with their wishes, at each identity that led to them. Whoever wrote in
 * between may have given a reason to spare them (`isStillDue`), or left something under a job that was not there before.
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
    await eraseBelongings(deps.table, known, jobId, person, at);
    const mark = markOf(jobId, person, at);
    const outcome = await eraseItem(deps, person, mark);
    if (outcome === 'done-before') return 'done-before';
    if (outcome === 'written') {
      await finishErasure(deps.table, known, mark);
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
    wishAt: (identity) => wishAt(deps, person, identity),
    pointers: aliases.filter(leadsHere),
    members: [...(person.groups ?? [])].map((groupId) => memberKey(groupId, person.id)),
    mark,
  });
}

/**
 * What comes after a person's mark, and may come again: the index lags behind, and shows registrations of the last moment
 * now. It may come late: what the person posted since, who is there again, is not touched.
 */
export async function finishErasure(table: Table, traces: JobTraces, mark: UndoMark): Promise<void> {
  const { identities } = ErasedMark.parse(mark.before);
  const sessionIds = await eraseRegistrations(table, identities, mark.at);
  await eraseDeliveries(table, mark, await deliveriesOf(table, traces, identities, sessionIds));
}

/** Empties deliveries of somebody whom a mark tells of, except those of them since they came back. */
export async function eraseDeliveries(
  table: Table,
  { at, before }: UndoMark,
  deliveries: Delivery[],
): Promise<void> {
  const open = deliveries.filter(({ erasedAt }) => erasedAt === undefined);
  if (open.length === 0) return;
  const { identities } = ErasedMark.parse(before);
  const there = (await getIdentities(table, identities)).values();
  const isBack = [...there].some(({ kind }) => kind === 'person');
  for (const delivery of open)
    if (!isBack || delivery.createdAt <= at) await eraseDelivery(table, delivery, at);
}

/** The ids under which things of a person may be filed. */
export const identitiesOf = (person: Participant): string[] => [person.id, ...(person.aliases ?? [])];

async function eraseBelongings(
  table: Table,
  traces: JobTraces,
  jobId: string,
  person: Participant,
  at: string,
): Promise<void> {
  const identities = identitiesOf(person);
  const sessionIds = await eraseRegistrations(table, identities, at);
  for (const delivery of await deliveriesOf(table, traces, identities, sessionIds))
    await eraseDelivery(table, delivery, at);
  for (const id of identities)
    for await (const keys of historyKeys(table, id)) await deleteItems(table, keys);
  const marks = traces.marking
    .filter((marking) => marking !== jobId)
    .flatMap((marking) => identities.map((id) => undoKey(marking, id)));
  const found = await getItems(table, marks);
  await deleteItems(
    table,
    found.map((item) => ({ pk: String(item['pk']), sk: String(item['sk']) })),
  );
}

/** Answers the sessions that the identities are, or were, registered in. */
async function eraseRegistrations(table: Table, identities: string[], at: string): Promise<Set<string>> {
  const sessionIds = new Set<string>();
  for (const id of identities) {
    for await (const registrations of registrationsOf(table, id)) {
      for (const registration of registrations) {
        sessionIds.add(registration.sessionId);
        if (isSomebodys(registration) && lastPostOf(registration) <= at)
          await anonymiseRegistration(table, registration, at);
      }
    }
  }
  return sessionIds;
}

/** What one of the person's identities allows from now on: their wishes, and the bounce of that address only. */
function wishAt({ identityKey }: EraseDeps, person: Participant, identity: string): Wish {
  const email = person.email === undefined ? undefined : parseEmail(person.email);
  const now = email && !isEmailFault(email) ? participantIdOf(identityKey, email.key) : undefined;
  return moveAddress(Wish.parse(person), now, identity);
}
