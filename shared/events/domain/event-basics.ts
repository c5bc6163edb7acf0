import * as z from 'zod';
import { basicFields } from '../../person-fields/domain/person-field-names.ts';
import { recordOf } from '../../platform/values/record-of.ts';

/** How the form asks for a field of the person. What is `hidden` is not asked, and not kept if it is posted all the same. */
const Asked = z.enum(['hidden', 'optional', 'required']);

/** How an event's form asks for each plain field of the person but the address, which is always required. */
export const EventBasics = z.strictObject(recordOf(basicFields, () => Asked.default('optional')));
export type EventBasics = z.infer<typeof EventBasics>;

/** Whether a form asks for all of them as one does that says nothing about them. */
export const areUsualBasics = (basics: EventBasics): boolean =>
  basicFields.every((name) => basics[name] === 'optional');
