import { participantIdInChannel, participantIdOf, randomParticipantId } from '../../domain/identity.ts';
import { ContactDetails, PersonDetails, type Participant } from '../../domain/participant.ts';
import type { PersonDraft } from '../../domain/person-change.ts';
import { Refusal } from '../../domain/refusal.ts';
import { changeParticipant, createParticipant } from '../../table/change-participant.ts';
import type { MemberMark } from '../../table/member-items.ts';
import { getParticipant } from '../../table/participant-items.ts';
import { resolveIdentity } from '../../table/resolve-identity.ts';
import { checkReferences, checkTogether } from './check-references.ts';
import { isRestorable } from './delete-person.ts';
import type { Act, PeopleDeps } from './person-act.ts';

/** Each means that somebody took or left one of the identities in between. */
const MOST_ROUNDS = 5;

/**
 * Enters somebody by hand or through the API. Never touches somebody who is there: that is refused with their id.
 * Whoever was deleted too long ago to be restored is entered anew, and keeps what they once said about mail.
 */
export async function addPerson(
  deps: PeopleDeps,
  draft: PersonDraft,
  source: 'manual' | 'api',
  act: Act,
): Promise<Participant> {
  const groups = { field: 'groups', ids: draft.groups };
  await checkReferences(deps.table, { groups, variables: draft.variables });
  checkTogether(draft.variables);
  const { id, alias } = identitiesOf(deps, draft);
  const person = newPerson(draft, id, source, act);
  const mark = { by: act.actor, at: act.at };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const deleted = await freeOrDeleted(deps, id, act.at);
    if (alias !== undefined) await freeOrDeleted(deps, alias, act.at);
    const claim = alias === undefined || deleted ? undefined : { id: alias, at: act.at };
    const isWritten = deleted
      ? await enterAnew(deps, deleted, person, mark)
      : await createParticipant(deps.table, person, mark, claim);
    if (isWritten) return (await getParticipant(deps.table, deleted?.id ?? id)) ?? person;
  }
  throw new Error(`A person was neither found nor made in ${MOST_ROUNDS} rounds.`);
}

/** The id that the person gets, and the identity in a channel that leads to them besides. */
function identitiesOf(
  { identityKey, random }: PeopleDeps,
  draft: PersonDraft,
): { id: string; alias?: string } {
  const { email, channel, externalId } = draft;
  const inChannel =
    channel === undefined || externalId === undefined
      ? undefined
      : participantIdInChannel(identityKey, channel, externalId);
  if (email === undefined) return { id: inChannel ?? randomParticipantId(random) };
  const id = participantIdOf(identityKey, email.key);
  return inChannel === undefined ? { id } : { id, alias: inChannel };
}

/** Nothing where nobody is; the person who was deleted too long ago to come back. Anybody else is refused. */
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

/** What was known of a deleted person goes; what they said about mail stays. */
async function enterAnew(
  { table }: PeopleDeps,
  deleted: Participant,
  person: Participant,
  mark: MemberMark,
): Promise<boolean> {
  const stale = [...Object.keys(PersonDetails.shape), ...Object.keys(ContactDetails.shape), ...formerly];
  const outcome = await changeParticipant(table, {
    person: deleted,
    patch: {
      set: { ...person, id: undefined, version: undefined },
      remove: stale.filter((name) => !Object.hasOwn(person, name)),
    },
    join: { groupIds: [...(person.groups ?? [])], mark },
  });
  return outcome === 'written';
}

const formerly = ['utm', 'groups', 'variables', 'importMark', 'deletedAt', 'deletedBy'];

function refused(code: string, message: string, existingId?: string): Refusal {
  return new Refusal(
    'conflict',
    message,
    [{ field: 'email', code, message }],
    existingId ? { existingId } : {},
  );
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
