import { MOST_GROUPS, type Group } from '../../groups/domain/group.ts';
import type { HistoryEntry } from '../domain/history.ts';
import { participantIdInChannel } from '../domain/identity.ts';
import { checkAliases } from '../domain/merge-people.ts';
import type { Participant } from '../domain/participant.ts';
import {
  differenceOf,
  MOST_CHANGED_GROUPS,
  type PersonChange,
  type PersonDifference,
} from '../domain/person-change.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { changeParticipant } from '../table/change-participant.ts';
import { getGroups } from '../../groups/table/group-items.ts';
import { resolveIdentity } from '../table/resolve-identity.ts';
import { normalizePerson } from './normalize-person.ts';
import { checkNewIdentity } from './check-new-identity.ts';
import { checkReferences, checkTogether } from './check-references.ts';
import { diffParticipant } from '../domain/diff-participant.ts';
import { optedOutEverywhere } from '../domain/opted-out-everywhere.ts';
import type { Patch } from '../../platform/values/patch.ts';
import { entryOf, type Act, type PeopleDeps } from './person-act.ts';
import { writePerson } from './write-person.ts';

/** What the asker of a change has seen, and may do. */
interface Asker {
  /** The person is changed only if they still are as the asker saw them. */
  seenVersion?: number | undefined;
  /** Whether a new place in a channel may come onto the black list, where the person is on it. */
  mayBlock?: boolean | undefined;
}

/** Changes what is known of a person. */
export async function changePerson(
  deps: PeopleDeps,
  id: string,
  change: PersonChange,
  act: Act,
  { seenVersion, mayBlock }: Asker = {},
): Promise<Participant> {
  const named = await checkNames(deps, change);
  const isList = Array.isArray(change.groups);
  return writePerson(deps.table, id, async (person) => {
    refuseStale(person, seenVersion);
    const difference = differenceOf(person, normalizePerson(change, person));
    const { set, remove, fields, joined, left, optsOut } = difference;
    if (fields.length + joined.length + left.length === 0 && !optsOut) return undefined;
    const claimed = await checkDifference(deps, person, difference, mayBlock);
    if (isList) for (const [groupId, group] of await getGroups(deps.table, left)) named.set(groupId, group);
    return changeParticipant(deps.table, {
      person,
      patch: optsOut ? withOptOut(person, act.at, { set, remove }) : { set, remove },
      claim: claimed === undefined ? undefined : { id: claimed, at: act.at },
      join: { groupIds: joined, mark: { by: act.actor, at: act.at } },
      leave: left,
      history: entries(person.id, difference, named, act),
    });
  });
}

/** An opt-out entered by an organizer is the person's own, who may have asked at any of their addresses. */
function withOptOut(
  person: Participant,
  at: string,
  { set, remove }: Pick<PersonDifference, 'set' | 'remove'>,
): Patch {
  const wish = optedOutEverywhere(person, at);
  const out = diffParticipant(person, { ...person, ...wish });
  return { set: { ...set, ...out.set }, remove: [...remove, ...out.remove] };
}

/** Refuses what `changePerson` would refuse for a person in this state; writes nothing. */
export async function checkChange(
  deps: PeopleDeps,
  person: Participant,
  change: PersonChange,
  mayBlock?: boolean,
): Promise<void> {
  await checkNames(deps, change);
  await checkDifference(deps, person, differenceOf(person, normalizePerson(change, person)), mayBlock);
}

/** Answers the groups that are named, by id; one that is to be left may be gone. */
async function checkNames({ table }: PeopleDeps, change: PersonChange): Promise<Map<string, Group>> {
  const { groups: asked } = change;
  const groups = Array.isArray(asked)
    ? { field: 'groups', ids: asked }
    : { field: 'groups.add', ids: asked?.add ?? [] };
  const left = Array.isArray(asked) ? [] : (asked?.remove ?? []);
  const joined = await checkReferences(table, { groups, variables: change.variables ?? {} });
  return new Map([...joined, ...(await getGroups(table, left))]);
}

/** Refuses what would be too much for one person; answers the identity that is to lead to them from now on, if any. */
async function checkDifference(
  deps: PeopleDeps,
  person: Participant,
  difference: PersonDifference,
  mayBlock: boolean | undefined,
): Promise<string | undefined> {
  if ((difference.set.groups?.size ?? 0) > MOST_GROUPS) throw tooManyGroups();
  if (difference.joined.length + difference.left.length > 2 * MOST_CHANGED_GROUPS) throw tooManyChanges();
  checkTogether(difference.set.variables ?? {});
  const claimed = await placeInChannel(deps, person, difference);
  if (claimed !== undefined) checkNewIdentity(person, mayBlock);
  return claimed;
}

export function refuseStale(person: Participant, seenVersion: number | undefined): void {
  if (seenVersion !== undefined && seenVersion !== person.version)
    throw new Refusal(
      'conflict',
      'Somebody changed this person in the meantime. Read them again and repeat your change.',
    );
  if (person.deletedAt !== undefined)
    throw new Refusal('conflict', 'This person is deleted. Restore them first.', [
      { field: '', code: 'deleted', message: 'Restore the person first.' },
    ]);
}

function tooManyGroups(): Refusal {
  const message = `One person may be in ${MOST_GROUPS} groups.`;
  return new Refusal('invalid-input', message, [{ field: 'groups.add', code: 'too-many-groups', message }]);
}

/** A new id in a channel identifies the person as an address does, so it must lead to them and to nobody else. */
async function placeInChannel(
  deps: PeopleDeps,
  person: Participant,
  { set, remove, fields }: PersonDifference,
): Promise<string | undefined> {
  if (!fields.includes('channel') && !fields.includes('externalId')) return undefined;
  const stays = (field: 'channel' | 'externalId') =>
    remove.includes(field) ? undefined : (set[field] ?? person[field]);
  const [channel, externalId] = [stays('channel'), stays('externalId')];
  if (channel === undefined && externalId === undefined) return undefined;
  if (channel === undefined || externalId === undefined) {
    const message = 'A channel and the id in it belong together.';
    throw new Refusal('invalid-input', message, [{ field: 'externalId', code: 'required', message }]);
  }
  const identity = participantIdInChannel(deps.identityKey, channel, externalId);
  const { id, found } = await resolveIdentity(deps.table, identity);
  // Somebody who is only about to be merged into the person does not lead to them yet.
  if (id === person.id || person.aliases?.has(id)) return undefined;
  if (!found) {
    checkAliases(new Set([...(person.aliases ?? []), identity]));
    return identity;
  }
  const message = `Participant ${id} has this id in the channel. If both are one person, merge them.`;
  throw new Refusal('conflict', message, [{ field: 'externalId', code: 'exists', message }], {
    existingId: id,
  });
}

function entries(
  id: string,
  { fields, joined, left, optsOut }: PersonDifference,
  named: Map<string, Group>,
  act: Act,
): HistoryEntry[] {
  const ofGroup = (kind: 'group-added' | 'group-removed') => (groupId: string) =>
    entryOf(act, id, kind, { groupId, name: named.get(groupId)?.name }, `-${groupId}`);
  return [
    ...(fields.length > 0 ? [entryOf(act, id, 'changed', { fields })] : []),
    ...joined.map(ofGroup('group-added')),
    ...left.map(ofGroup('group-removed')),
    ...(optsOut ? [entryOf(act, id, 'opted-out', { everything: true })] : []),
  ];
}

function tooManyChanges(): Refusal {
  const message = `One change may bring a person into ${MOST_CHANGED_GROUPS} groups and out of as many. Use several changes.`;
  return new Refusal('invalid-input', message, [{ field: 'groups', code: 'too-many-groups', message }]);
}
