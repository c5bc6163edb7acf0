import type * as z from 'zod';
import { Locale } from '../../platform/values/locale.ts';
import { GroupId } from '../../platform/values/ids.ts';
import {
  ContactDetails,
  inviteType,
  InviteType,
  Source,
  type Participant,
} from '../../people/domain/participant.ts';
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
  channel: {
    value: ContactDetails.shape.channel.unwrap(),
    isAmong: (person, values) => isOneOf(person.channel, values),
  },
  locale: { value: Locale, isAmong: (person, values) => isOneOf(person.locale, values) },
} satisfies Record<string, Choice>;
export type ChoiceField = keyof typeof choiceFields;

/** Fields with free text: ops `eq`, `contains`, `startsWith` and `exists`. */
export const textFields = {
  firstName: (person) => person.firstName,
  lastName: (person) => person.lastName,
  email: (person) => person.email,
  phone: (person) => person.phone,
  company: (person) => person.company,
  externalId: (person) => person.externalId,
  'utm.source': (person) => person.utm?.source,
  'utm.medium': (person) => person.utm?.medium,
  'utm.campaign': (person) => person.utm?.campaign,
  'utm.term': (person) => person.utm?.term,
  'utm.content': (person) => person.utm?.content,
} satisfies Record<string, (person: Participant) => string | undefined>;
export type TextField = keyof typeof textFields;

/** Fields that are moments: ops `lt`, `gt` and `between`. */
export const momentFields = {
  createdAt: (person) => person.createdAt,
  firstSeenAt: (person) => person.firstSeenAt,
  lastSeenAt: (person) => person.lastSeenAt,
} satisfies Record<string, (person: Participant) => string | undefined>;
export type MomentField = keyof typeof momentFields;

export const isChoiceField = (field: string): field is ChoiceField => Object.hasOwn(choiceFields, field);
export const isTextField = (field: string): field is TextField => Object.hasOwn(textFields, field);
export const isMomentField = (field: string): field is MomentField => Object.hasOwn(momentFields, field);

export const VARIABLE_PREFIX = 'variables.';
