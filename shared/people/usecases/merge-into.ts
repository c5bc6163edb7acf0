import type { HistoryEntry } from '../domain/history.ts';
import { newId } from '../../platform/values/ids.ts';
import type { MergeJob } from '../domain/merge-job.ts';
import { mergePeople, type MergeResult } from '../domain/merge-people.ts';
import type { Participant } from '../domain/participant.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { moveAddress } from '../domain/move-address.ts';
import { historyOfParticipant } from '../table/history-of-participant.ts';
import { getGroups } from '../../groups/table/group-items.ts';
import { jobReader } from '../../jobs/table/job-reader.ts';
import { resolvePerson } from '../table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import { writeMerge } from '../table/write-merge.ts';
import { addressIdOf } from './change-wishes.ts';

export interface IdentityDeps {
  table: Table;
  identityKey: Uint8Array;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

/** Who becomes part of whom. */
export interface MergeRequest {
  otherId: string;
  survivorId: string;
  /** Who asked. */
  by: string;
  origin: string;
  /** The address that mail goes to from now on; as a rule the survivor's stays. */
  email?: { address: string; id: string };
  /** The survivor's version that the asker saw. */
  version?: number | undefined;
  /** The same of the other. */
  otherVersion?: number | undefined;
  /** Whether the asker may put people on the black list: who is merged with somebody there comes onto it as well. */
  mayBlock?: boolean | undefined;
  /** The bulk job that does it, whose mark says that the other one is done. */
  markedBy?: string | undefined;
}

/** The person that both are now; `jobId` moves registrations and groups, and is undefined when they were one before. */
export interface MergeOutcome {
  person: Participant;
  jobId?: string;
}

/** Each means that somebody wrote to one of the two in between. */
const MOST_ROUNDS = 8;

/**
 * Merges two people. Identity, details and wishes are merged at once: from then on no mail ignores what either of them
 * wanted. A job moves the rest.
 */
export async function mergeInto(deps: IdentityDeps, request: MergeRequest): Promise<MergeOutcome> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const [survivor, other] = await Promise.all([
      resolvePerson(deps.table, request.survivorId),
      resolvePerson(deps.table, request.otherId),
    ]);
    if (!survivor || !other) throw new Refusal('not-found', 'One of the two is no participant (any more).');
    if (survivor.id === other.id) {
      if (request.otherId === request.survivorId)
        throw new Refusal('invalid-input', 'Nobody can be merged into themselves.');
      return { person: survivor };
    }
    const outcome = await attempt(deps, request, survivor, other);
    if (outcome) return outcome;
  }
  throw new Refusal('conflict', 'Somebody keeps changing one of the two. Try again in a moment.');
}

/** The person that a merge would make; throws what `mergeInto` would refuse, and writes nothing. */
export function dryRunMerge(
  { identityKey }: Pick<IdentityDeps, 'identityKey'>,
  request: MergeRequest,
  survivor: Participant,
  other: Participant,
): MergeResult {
  checkWhole(request, survivor, other);
  const { person, lost } = mergePeople(survivor, {
    person: other,
    addressId: addressIdOf(identityKey, other),
  });
  const { email } = request;
  if (!email) return { person, lost };
  const wish = moveAddress(person, addressIdOf(identityKey, person), email.id);
  return { person: { ...person, ...wish, email: email.address }, lost };
}

function checkWhole(request: MergeRequest, survivor: Participant, other: Participant): void {
  if (other.id !== request.otherId)
    throw new Refusal('conflict', `${request.otherId} is part of ${other.id} already.`);
  const isStale = (seen: number | undefined, person: Participant) =>
    seen !== undefined && seen !== person.version;
  if (isStale(request.version, survivor) || isStale(request.otherVersion, other))
    throw new Refusal('conflict', 'Somebody changed this participant since you read it. Read it again.');
  for (const person of [survivor, other])
    if (person.deletedAt !== undefined)
      throw new Refusal('conflict', `${person.id} is deleted. Restore it first, then merge.`);
  const isOneBlocked = (survivor.blockedAt === undefined) !== (other.blockedAt === undefined);
  if (isOneBlocked && request.mayBlock !== true)
    throw new Refusal(
      'forbidden',
      'One of the two is on the black list, and the other would come onto it. Ask an admin.',
    );
}

async function attempt(
  deps: IdentityDeps,
  request: MergeRequest,
  survivor: Participant,
  other: Participant,
): Promise<MergeOutcome | undefined> {
  const at = new Date(deps.now()).toISOString();
  const { person: after, lost } = dryRunMerge(deps, request, survivor, other);
  const job = newJob(deps, request, survivor.id, other, at);
  const groups = await groupsBrought(deps.table, survivor, other);
  const merged: HistoryEntry = {
    participantId: survivor.id,
    at,
    act: job.id,
    kind: 'merged',
    actor: request.by,
    origin: request.origin,
    data: {
      from: other.id,
      ...(request.email && survivor.email !== undefined && { formerEmail: survivor.email }),
      ...(Object.keys(lost).length > 0 && { kept: lost }),
      ...(groups.length > 0 && { groups }),
    },
  };
  const history = [merged, await creationOf(deps.table, other, survivor.id)];
  const written = await writeMerge(deps.table, {
    survivor: { before: survivor, after },
    other,
    at,
    history,
    job,
    markedBy: request.markedBy,
  });
  return written ? { person: { ...after, version: survivor.version + 1 }, jobId: job.id } : undefined;
}

/** Groups that only the other was in, as far as they still are. */
async function groupsBrought(table: Table, survivor: Participant, other: Participant) {
  const ids = [...(other.groups ?? [])].filter((id) => survivor.groups?.has(id) !== true);
  const groups = await getGroups(table, ids);
  return [...groups.values()].map(({ id, name }) => ({ groupId: id, name }));
}

/** The history entry of how the other person came in: the item that is left only says how the survivor did. */
async function creationOf(table: Table, other: Participant, survivorId: string): Promise<HistoryEntry> {
  const entry = await historyOfParticipant(jobReader(table), other);
  return {
    ...entry,
    participantId: survivorId,
    act: `${entry.act}-${other.id}`,
    data: { ...entry.data, participantId: other.id },
  };
}

function newJob(
  deps: IdentityDeps,
  request: MergeRequest,
  into: string,
  other: Participant,
  at: string,
): MergeJob {
  return {
    kind: 'merge',
    id: newId('mrg', deps.now(), deps.random),
    status: 'waiting',
    createdAt: at,
    createdBy: request.by,
    version: 1,
    idleSlices: 0,
    from: other.id,
    into,
    groups: [...(other.groups ?? [])],
    counts: { registrations: 0 },
  };
}
