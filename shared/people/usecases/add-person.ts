import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import type { Group } from '../../groups/domain/group.ts';
import type { HistoryEntry } from '../domain/history.ts';
import { participantIdInChannel, participantIdOf, randomParticipantId } from '../domain/identity.ts';
import { diffParticipant } from '../domain/diff-participant.ts';
import { checkAliases } from '../domain/merge-people.ts';
import type { Participant } from '../domain/participant.ts';
import type { PersonDraft } from '../domain/person-change.ts';
import { isRestorable } from '../../platform/values/restorable.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { reenterDeleted } from '../domain/reenter-deleted.ts';
import { changeParticipant, createParticipant, type Entering } from '../table/change-participant.ts';
import { historyOfParticipant } from '../table/history-of-participant.ts';
import { jobReader } from '../../jobs/table/job-reader.ts';
import { getParticipant } from '../table/participant-items.ts';
import { resolveIdentity } from '../table/resolve-identity.ts';
import { addressIdOf } from './change-wishes.ts';
import { normalizePerson } from './normalize-person.ts';
import { checkReferences, checkTogether } from './check-references.ts';
import { entryOf, type Act, type PeopleDeps } from './person-act.ts';

/** Each means that somebody took or left one of the identities in between. */
const MOST_ROUNDS = 5;

/**
 * Enters a person by hand or through the API. Never touches somebody who exists: that is refused with their id. Whoever was
 * deleted too long ago to be restored is entered anew, and keeps their wishes.
 */
export async function addPerson(
  deps: PeopleDeps,
  given: PersonDraft,
  source: 'manual' | 'api',
  act: Act,
): Promise<Participant> {
  const draft = normalizePerson(given);
  const groups = { field: 'groups', ids: draft.groups };
  const named = await checkReferences(deps.table, { groups, variables: draft.variables });
  checkTogether(draft.variables);
  const { id, alias } = identitiesIn(deps, draft);
  const person = newPerson(draft, id, source, act);
  const mark = { by: act.actor, at: act.at };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { deleted, open } = await standing(deps, { id, alias }, act.at);
    const claim = open === undefined ? undefined : { id: open, at: act.at };
    const history = joined(act, deleted?.id ?? id, [...named.values()]);
    const isWritten = deleted
      ? await enterAnew(deps, deleted, person, { mark, claim, history })
      : await createParticipant(deps.table, person, { mark, claim, history });
    if (isWritten) return (await getParticipant(deps.table, deleted?.id ?? id)) ?? person;
  }
  throw new Error(`A person was neither found nor made in ${MOST_ROUNDS} rounds.`);
}

/** One entry for all groups: with one each, a transaction would not hold the most that one person may be in. */
function joined(act: Act, participantId: string, groups: Group[]): HistoryEntry[] {
  if (groups.length === 0) return [];
  return [
    entryOf(act, participantId, 'group-added', { groups: groups.map(({ id, name }) => ({ id, name })) }),
  ];
}

interface Identities {
  id: string;
  alias?: string | undefined;
}

/** The id that the person gets, and the identity in a channel that leads to them besides. */
function identitiesIn({ identityKey, random }: PeopleDeps, draft: PersonDraft): Identities {
  const { email, channel, externalId } = draft;
  const inChannel =
    channel === undefined || externalId === undefined
      ? undefined
      : participantIdInChannel(identityKey, channel, externalId);
  if (email === undefined) return { id: inChannel ?? randomParticipantId(random) };
  const id = participantIdOf(identityKey, email.key);
  return inChannel === undefined ? { id } : { id, alias: inChannel };
}

/** A person deleted long ago who is entered anew, and which of the two identities has still to lead to them. */
async function standing(
  deps: PeopleDeps,
  { id, alias }: Identities,
  at: string,
): Promise<{ deleted?: Participant | undefined; open?: string | undefined }> {
  const atId = await freeOrDeleted(deps, id, at);
  if (alias === undefined) return { deleted: atId };
  const inChannel = await freeOrDeleted(deps, alias, at);
  if (!inChannel) return { deleted: atId, open: alias };
  if (!atId) return { deleted: inChannel, open: id };
  if (atId.id !== inChannel.id) throw twoPeople(atId.id, inChannel.id);
  return { deleted: atId };
}

/** Nobody, or a person who was deleted too long ago to come back; anybody else is refused. */
async function freeOrDeleted(
  deps: PeopleDeps,
  identity: string,
  at: string,
): Promise<Participant | undefined> {
  const { id, found } = await resolveIdentity(deps.table, identity);
  if (!found) return undefined;
  if (found.kind === 'erased')
    throw refused('erased', 'This address was erased; only its owner can come back, by registering.');
  const { person } = found;
  if (person.blockedAt !== undefined)
    throw refused(
      'blocked',
      `This address is on the black list (participant ${id}). An admin can take it off.`,
      id,
    );
  if (person.deletedAt === undefined)
    throw refused('exists', `This person is there already: participant ${id}.`, id);
  if (isRestorable(person, at))
    throw refused('deleted', `This person was deleted; restore participant ${id} instead.`, id);
  return person;
}

/** Everything known of the deleted person goes; their wishes stay, and so does their history. */
async function enterAnew(
  { table, identityKey }: PeopleDeps,
  deleted: Participant,
  person: Participant,
  { mark, claim, history }: Entering,
): Promise<boolean> {
  if (claim) checkAliases(new Set([...(deleted.aliases ?? []), claim.id]));
  const outcome = await changeParticipant(table, {
    person: deleted,
    patch: diffParticipant(
      deleted,
      reenterDeleted(deleted, person, (one) => addressIdOf(identityKey, one)),
    ),
    claim,
    join: { groupIds: [...(person.groups ?? [])], mark },
    history: [...history, await historyOfParticipant(jobReader(table), deleted)],
  });
  return outcome === 'written';
}

function refused(code: FieldErrorCode, message: string, existingId?: string): Refusal {
  return new Refusal(
    'conflict',
    message,
    [{ field: 'email', code, message }],
    existingId ? { existingId } : {},
  );
}

function twoPeople(atAddress: string, inChannel: string): Refusal {
  const message = `The address was ${atAddress}'s, the id in the channel ${inChannel}'s, and both were deleted. Enter the two one by one, each with what was theirs, then merge them.`;
  const errors = [{ field: 'externalId', code: 'two-people' as const, message }];
  return new Refusal('conflict', message, errors, { existingId: inChannel });
}

function newPerson(draft: PersonDraft, id: string, source: 'manual' | 'api', act: Act): Participant {
  const { email, groups, variables, utm, ...given } = draft;
  const details = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  return {
    ...details,
    id,
    ...(email && { email: email.address }),
    source,
    ...(utm && Object.keys(utm).length > 0 && { utm }),
    ...(groups.length > 0 && { groups: new Set(groups) }),
    ...(Object.keys(variables).length > 0 && { variables }),
    createdAt: act.at,
    createdBy: act.actor,
    version: 1,
  };
}
