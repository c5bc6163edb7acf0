import { MOST_GROUPS } from '../../groups/domain/group.ts';
import type { Participant } from './participant.ts';
import { personFieldNames, personFieldsWith } from '../../person-fields/domain/person-field-names.ts';
import { pick } from '../../platform/values/pick.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { fitTogether } from '../../variables/domain/variable.ts';
import { addressInUse, earliest, mergeWishes } from './move-address.ts';

/** Identities besides their own that may lead to one person: they are written in one transaction. */
export const MOST_ALIASES = 20;

/** The parts that are filled one by one where the survivor has nothing. */
const details = personFieldsWith('merge', 'fill');
const channelFields = personFieldsWith('merge', 'with-channel');

/** The person who is merged into the survivor, with the id of the address that mail to them goes to. */
export interface Merged {
  person: Participant;
  addressId?: string | undefined;
}

/** The survivor after the merge, and the values of the other that they did not take over. */
export interface MergeResult {
  person: Participant;
  lost: Record<string, unknown>;
}

/**
 * Merges two people. The survivor's values stand, and so does when and how they came in; the other's fill what is missing;
 * wishes become the strictest of both. Throws a `Refusal` when there is too much of something for one person.
 */
export function mergePeople(survivor: Participant, other: Merged): MergeResult {
  const { person: gone, addressId } = other;
  const wish = mergeWishes({ wish: survivor, addressId: addressInUse(survivor) }, { wish: gone, addressId });
  const person: Participant = {
    ...survivor,
    ...pick(
      gone,
      details.filter((name) => isMissing(survivor[name]) && gone[name] !== undefined),
    ),
    ...channelOf(survivor.externalId === undefined ? { ...gone, ...pruned(channelOf(survivor)) } : survivor),
    ...wish,
    email: survivor.email ?? gone.email,
    utm: survivor.utm ?? gone.utm,
    variables: unlessEmpty({ ...gone.variables, ...survivor.variables }),
    groups: union(survivor.groups, gone.groups),
    consent: survivor.consent ?? gone.consent,
    enteredAt: laterEntry(survivor, gone),
    firstSeenAt: earliest(survivor.firstSeenAt, gone.firstSeenAt),
    lastSeenAt: latest(survivor.lastSeenAt, gone.lastSeenAt),
    aliases: union(union(survivor.aliases, gone.aliases), new Set([gone.id])),
    formerChannels: union(
      union(survivor.formerChannels, gone.formerChannels),
      new Set(gone.channel === undefined ? [] : [gone.channel]),
    ),
  };
  checkSizes(person);
  return { person, lost: lostOf(gone, person) };
}

/** An empty text is nothing, too. */
const isMissing = (value: string | undefined): boolean => value === undefined || value === '';

/** A channel's id, name and page belong together. */
const channelOf = (person: Participant) => pick(person, channelFields);

function pruned(part: Partial<Participant>): Partial<Participant> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
}

function union(one: Set<string> | undefined, other: Set<string> | undefined): Set<string> | undefined {
  const both = new Set([...(one ?? []), ...(other ?? [])]);
  return both.size === 0 ? undefined : both;
}

function latest(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one > other ? one : other;
}

/** When the later one of the two was entered, if that is later than the survivor's creation. */
function laterEntry(survivor: Participant, gone: Participant): string | undefined {
  const entered = latest(survivor.enteredAt, gone.enteredAt ?? gone.createdAt);
  return entered !== undefined && entered > survivor.createdAt ? entered : undefined;
}

const unlessEmpty = <T>(record: Record<string, T>): Record<string, T> | undefined =>
  Object.keys(record).length === 0 ? undefined : record;

function checkSizes({ groups, aliases, variables }: Participant): void {
  if ((groups?.size ?? 0) > MOST_GROUPS)
    throw new Refusal(
      'conflict',
      `Together they would be in ${groups?.size ?? 0} groups; one person may be in ${MOST_GROUPS}. Take one of them out of some groups first.`,
    );
  if (!fitTogether(variables ?? {}))
    throw new Refusal(
      'conflict',
      'Together the values of their variables would be too long for one person. Shorten or take away some first.',
    );
  checkAliases(aliases);
}

/** Whether one more identity may lead to a person. */
export const hasRoomForAlias = ({ aliases }: Pick<Participant, 'aliases'>): boolean =>
  (aliases?.size ?? 0) < MOST_ALIASES;

export function checkAliases(aliases: Set<string> | undefined): void {
  if ((aliases?.size ?? 0) > MOST_ALIASES)
    throw new Refusal(
      'conflict',
      `More than ${MOST_ALIASES} former addresses and merged people would lead to this person; that is the most there may be.`,
    );
}

const remembered = [...personFieldNames, 'source', 'createdBy', 'createdAt'] as const;

/** The other's values that differ: kept in the history, so that nothing is lost. */
function lostOf(gone: Participant, person: Participant): Record<string, unknown> {
  const differs = ([name, value]: [string, unknown], kept: unknown) =>
    value !== undefined && value !== '' && value !== kept ? [[name, value] as const] : [];
  const plain = remembered.flatMap((name) => differs([name, gone[name]], person[name]));
  const variables = Object.entries(gone.variables ?? {}).flatMap((entry) =>
    differs(entry, person.variables?.[entry[0]]),
  );
  return {
    ...Object.fromEntries(plain),
    ...(variables.length > 0 && { variables: Object.fromEntries(variables) }),
    ...(gone.utm && person.utm !== gone.utm && { utm: gone.utm }),
    ...(gone.consent && person.consent !== gone.consent && { consent: gone.consent }),
  };
}
