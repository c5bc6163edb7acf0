import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { keepFormerChannel } from './former-channels.ts';
import { MOST_GROUPS } from '../../groups/domain/group.ts';
import { isSameWish } from './move-address.ts';
import { optedOutEverywhere } from './opted-out-everywhere.ts';
import { Wish } from './wish.ts';
import { GroupId } from '../../platform/values/ids.ts';
import { ContactDetails, GivenUtm, PersonDetails, type Participant } from './participant.ts';
import { personFieldsWith } from '../../person-fields/domain/person-field-names.ts';
import { nullableShape } from './person-shape.ts';
import { Email } from '../../platform/values/email-address.ts';
import { GivenValue, VariableName, type VariableValue } from '../../variables/domain/variable.ts';

/** Groups that one change may touch: each is two items of its transaction. */
export const MOST_CHANGED_GROUPS = 20;

const Groups = (most: number) =>
  z
    .array(GroupId)
    .max(most)
    .transform((ids) => [...new Set(ids)]);

/** Somebody whom an organizer enters: by address, by channel and id, or by name alone. */
export const PersonDraft = z
  .strictObject({
    email: Email.optional(),
    ...PersonDetails.shape,
    ...ContactDetails.shape,
    utm: GivenUtm.optional(),
    groups: Groups(MOST_GROUPS).default([]),
    variables: z.record(VariableName, GivenValue).default({}),
  })
  .refine(({ channel, externalId }) => (channel === undefined) === (externalId === undefined), {
    error: 'A channel and the id in it belong together.',
    path: ['externalId'],
  })
  .refine(
    ({ email, externalId, firstName, lastName }) => Boolean(email ?? externalId ?? (firstName || lastName)),
    { error: 'Give an e-mail address, a channel with an id, or a name.', params: { code: 'required' } },
  );
export type PersonDraft = z.infer<typeof PersonDraft>;

const onlyThePerson =
  'An opt-out can be recorded (true); only the person can lift it, by the link in their mails or by registering again.';

/** The address has its own function (`changeEmail`). */
const changeable = personFieldsWith('told', 'by-anybody', 'by-organizers');

/** What is to be changed of a person; null takes a value away, what is left out stays. */
export const PersonChange = z.strictObject({
  ...nullableShape(changeable),
  utm: GivenUtm.nullable().optional(),
  /** By name; those that are left out stay. */
  variables: z.record(VariableName, GivenValue.nullable()).optional(),
  /** What to add and to remove; or, as a list, all that the person is to be in, as a GET tells them. */
  groups: z
    .union([
      z.strictObject({
        add: Groups(MOST_CHANGED_GROUPS).default([]),
        remove: Groups(MOST_CHANGED_GROUPS).default([]),
      }),
      Groups(MOST_GROUPS),
    ])
    .optional(),
  /** Opting out on the person's behalf, when they asked by phone or letter. Only they can take it back. */
  optedOut: z.literal(true, { error: onlyThePerson }).optional(),
});
export type PersonChange = z.infer<typeof PersonChange>;

const fields = [...changeable, 'utm'] as const;

/** The effects of a change. */
export interface PersonDifference {
  /** Values that become others. */
  set: Partial<Participant>;
  /** Fields that go. */
  remove: string[];
  /** The names of both, and of single variables; groups are told apart. */
  fields: string[];
  /** Groups that the person joins and leaves. A group that is named in both is left. */
  joined: string[];
  left: string[];
  /** Whether the person opts out of everything by it. */
  optsOut: boolean;
}

/** Works out what a change does to the person as they are. An empty text counts as none. */
export function differenceOf(person: Participant, change: PersonChange): PersonDifference {
  const difference: PersonDifference = {
    set: {},
    remove: [],
    fields: [],
    joined: [],
    left: [],
    optsOut: false,
  };
  for (const field of fields) {
    const wanted = change[field];
    if (wanted === undefined) continue;
    const isEmpty = wanted === null || wanted === '' || (field === 'utm' && Object.keys(wanted).length === 0);
    if (isDeepStrictEqual(person[field], isEmpty ? undefined : wanted)) continue;
    difference.fields.push(field);
    if (isEmpty) difference.remove.push(field);
    else Object.assign(difference.set, { [field]: wanted });
  }
  difference.optsOut =
    change.optedOut === true && !isSameWish(optedOutEverywhere(person, 'now'), Wish.parse(person));
  keepFormerChannel(difference, person);
  return withGroups(person, change, withVariables(person, change, difference));
}

function withVariables(
  person: Participant,
  change: PersonChange,
  difference: PersonDifference,
): PersonDifference {
  const before = person.variables ?? {};
  const changed = Object.entries(change.variables ?? {}).filter(
    ([name, value]) => (Object.hasOwn(before, name) ? before[name] : null) !== value,
  );
  if (changed.length === 0) return difference;
  const left = Object.entries({ ...before, ...Object.fromEntries(changed) }).filter(
    (entry): entry is [string, VariableValue] => entry[1] !== null,
  );
  return {
    ...withMaybe(difference, 'variables', left.length === 0 ? undefined : Object.fromEntries(left)),
    fields: [...difference.fields, ...changed.map(([name]) => `variables.${name}`)],
  };
}

/** A list of groups as the groups it adds to those that the person is in, and those it removes. */
export function groupsAsked(
  person: Pick<Participant, 'groups'>,
  groups: PersonChange['groups'],
): { add: string[]; remove: string[] } | undefined {
  if (!Array.isArray(groups)) return groups;
  const isIn = (id: string): boolean => person.groups?.has(id) ?? false;
  return {
    add: groups.filter((id) => !isIn(id)),
    remove: [...(person.groups ?? [])].filter((id) => !groups.includes(id)),
  };
}

function withGroups(
  person: Participant,
  { groups: given }: PersonChange,
  difference: PersonDifference,
): PersonDifference {
  const asked = groupsAsked(person, given);
  const isIn = (id: string): boolean => person.groups?.has(id) ?? false;
  const left = (asked?.remove ?? []).filter(isIn);
  const joined = (asked?.add ?? []).filter((id) => !isIn(id) && asked?.remove.includes(id) !== true);
  if (joined.length + left.length === 0) return difference;
  const groups = new Set([...(person.groups ?? []), ...joined].filter((id) => !left.includes(id)));
  return { ...withMaybe(difference, 'groups', groups.size === 0 ? undefined : groups), joined, left };
}

function withMaybe(
  difference: PersonDifference,
  field: 'variables' | 'groups',
  value: Participant['variables'] | Participant['groups'],
): PersonDifference {
  if (value === undefined) return { ...difference, remove: [...difference.remove, field] };
  return { ...difference, set: { ...difference.set, [field]: value } };
}
