import * as z from 'zod';
import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import { EventBasics } from './event-basics.ts';
import { EventConsent } from './event-consent.ts';
import { conditionFault } from './form-condition.ts';
import { FormField } from './form-field.ts';

const MOST_FIELDS = 50;
const MOST_CONSENTS = 10;

/** What a registration asks for, as it is kept: what a later version adds to it is passed over. */
export const EventForm = z.object({
  fields: z.array(z.object(FormField.shape)).default([]),
  basics: z.object(EventBasics.shape).prefault({}),
  consents: z.array(z.object(EventConsent.shape)).default([]),
});
export type EventForm = z.infer<typeof EventForm>;

const Entered = z.strictObject({
  /** The event's own questions, in the order in which they are asked. */
  fields: z.array(FormField).max(MOST_FIELDS).default([]),
  basics: EventBasics.prefault({}),
  consents: z.array(EventConsent).max(MOST_CONSENTS).default([]),
});

/** The same as an organizer enters it, with the rules between its parts. */
export const EventFormDraft = Entered.superRefine(({ fields, consents }, context) => {
  const tell = (path: (string | number)[], code: FieldErrorCode, message: string) => {
    context.addIssue({ code: 'custom', path, message, params: { code } });
  };
  for (const [list, entries] of Object.entries({ fields, consents }))
    for (const index of repeated(entries))
      tell([list, index, 'name'], 'name-taken', 'Another one before has this name. Names must be unique.');
  for (const [index, { type, choices }] of fields.entries()) {
    if (takesChoices(type) && choices === undefined)
      tell(['fields', index, 'choices'], 'required', `A field of type ${type} needs its choices.`);
    if (!takesChoices(type) && choices !== undefined)
      tell(['fields', index, 'choices'], 'custom', 'Choices belong to fields of type choice or choices.');
    const fault = conditionFault(fields, index);
    if (fault) tell(['fields', index, 'showWhen', fault.at], fault.code, fault.message);
  }
});

/** Whether fields of a type have a list of what can be answered. */
export const takesChoices = (type: FormField['type']): boolean => type === 'choice' || type === 'choices';

const repeated = (entries: readonly { name: string }[]): number[] =>
  entries.flatMap(({ name }, index) =>
    entries.findIndex((one) => one.name === name) < index ? [index] : [],
  );
