import type * as z from 'zod';
import { GroupId } from '../../platform/values/ids.ts';
import {
  inviteType,
  InviteType,
  Source,
  utmNames,
  type Participant,
} from '../../people/domain/participant.ts';
import { personFieldsWith } from '../../person-fields/domain/person-field-names.ts';
import { personFields } from '../../person-fields/domain/person-fields.ts';
import { recordOf } from '../../platform/values/record-of.ts';
import { ParticipantStatus, participantStatus } from '../../people/domain/wish.ts';

interface Choice {
  /** What a value must look like. */
  value: z.ZodType<string>;
  /** Whether the person has one of the values. */
  isAmong: (person: Participant, values: ReadonlySet<string>) => boolean;
}

const isOneOf = (value: string | undefined, values: ReadonlySet<string>) =>
  value !== undefined && values.has(value);

/** Fields with values from a list: ops `in` and `notIn`. */
export const choiceFields = {
  ...recordOf(personFieldsWith('filter', 'choice'), (name): Choice => ({
    value: personFields[name].schema,
    isAmong: (person, values) => isOneOf(person[name], values),
  })),
  status: {
    value: ParticipantStatus,
    isAmong: (person, values) => values.has(participantStatus(person)),
  },
  inviteType: { value: InviteType, isAmong: (person, values) => values.has(inviteType(person)) },
  source: { value: Source, isAmong: (person, values) => values.has(person.source) },
  group: {
    value: GroupId,
    isAmong: ({ groups }, values) => groups !== undefined && !groups.isDisjointFrom(values),
  },
} satisfies Record<string, Choice>;
export type ChoiceField = keyof typeof choiceFields;

type ReadText = (person: Participant) => string | undefined;

const utmReaders = recordOf(
  utmNames.map((name) => `utm.${name}` as const),
  (field): ReadText => {
    const name = utmNames.find((one) => field === `utm.${one}`);
    return ({ utm }) => name && utm?.[name];
  },
);

/** Fields with free text: ops `eq`, `contains`, `startsWith` and `exists`. */
export const textFields = {
  ...recordOf(
    personFieldsWith('filter', 'text'),
    (name): ReadText =>
      (person) =>
        person[name],
  ),
  ...utmReaders,
} satisfies Record<string, ReadText>;
export type TextField = keyof typeof textFields;

/** Fields that are moments: ops `lt`, `gt` and `between`. */
export const momentFields = {
  createdAt: (person) => person.createdAt,
  firstSeenAt: (person) => person.firstSeenAt,
  lastSeenAt: (person) => person.lastSeenAt,
} satisfies Record<string, ReadText>;
export type MomentField = keyof typeof momentFields;

export const isChoiceField = (field: string): field is ChoiceField => Object.hasOwn(choiceFields, field);
export const isTextField = (field: string): field is TextField => Object.hasOwn(textFields, field);
export const isMomentField = (field: string): field is MomentField => Object.hasOwn(momentFields, field);

export const VARIABLE_PREFIX = 'variables.';
