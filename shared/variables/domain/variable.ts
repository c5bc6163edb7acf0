import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import * as z from 'zod';
import { tidyText } from '../../platform/values/text/plain-text.ts';
import { isPropertyOfAll } from '../../platform/values/text/property-name.ts';
import { readYesNo } from '../../platform/values/text/yes-no.ts';

export const VariableType = z.enum(['text', 'number', 'boolean', 'date']);
export type VariableType = z.infer<typeof VariableType>;

/** Names that files, filters and mails use; none of them can be a property that every object has. */
export const VariableName = z
  .string()
  .regex(/^[a-z][A-Za-z0-9_]{0,49}$/, {
    error: 'a lower-case letter, then letters, digits and underscores, 50 at most',
    abort: true,
  })
  .refine((name) => !isPropertyOfAll(name), 'is a word that programs use themselves');

/** A custom field of participants, defined once and used in forms, imports, filters, exports and mails. */
export const Variable = z.object({
  name: VariableName,
  type: VariableType,
  label: z.string().trim().min(1).max(100),
  createdAt: z.string(),
  /** Deleted for everybody, while the values that people have stay: the same name brings them back. */
  hiddenAt: z.string().optional(),
  version: z.number(),
});
export type Variable = z.infer<typeof Variable>;

/** Variables that are shown at a time. */
export const MOST_VARIABLES = 200;

/** A person's item has 400 kB for everything; what somebody's variables may take of it, in bytes of JSON. */
const MOST_BYTES = 100_000;

/** Numbers that the table keeps exactly and any other program can read. */
const isStorable = (number: number): boolean =>
  number === 0 || (Math.abs(number) >= 1e-100 && Math.abs(number) <= Number.MAX_SAFE_INTEGER);

const NumberValue = z.number().refine(isStorable, 'must be a number of at most 15 digits');

export const VariableValue = z.union([z.string().max(2000), NumberValue, z.boolean()]);
export type VariableValue = z.infer<typeof VariableValue>;

/**
 * A value as somebody enters it: texts are brought into the form in which they are stored, so that importing an export
 * changes nothing.
 */
export const GivenValue = z.union([
  z.string().transform(tidyText).pipe(z.string().max(2000)),
  NumberValue,
  z.boolean(),
]);

/** A value, or why it is none; `code` is stable. */
export type ReadValue = { value: VariableValue } | { code: FieldErrorCode; message: string };

/** Whether all values of one person are small enough to be kept together. */
export function fitTogether(values: Record<string, VariableValue>): boolean {
  return Buffer.byteLength(JSON.stringify(values)) <= MOST_BYTES;
}

/**
 * Reads a cell or a form's text as a value of the variable's type; what is empty is no value, and the caller's to decide.
 * Strict, because a wrong guess would be wrong in silence: numbers are `-1234.5` (no separators of thousands, a point),
 * dates `2027-03-21`, booleans the words of `readYesNo`. Text is NFC, trimmed, and may have several lines.
 */
export function readVariableValue({ type }: Pick<Variable, 'type'>, text: string): ReadValue {
  const plain = tidyText(text);
  switch (type) {
    case 'text':
      return checkVariableValue({ type }, plain);
    case 'number':
      return /^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(plain)
        ? checkVariableValue({ type }, Number(plain))
        : faults.number;
    case 'date':
      return checkVariableValue({ type }, plain);
    case 'boolean': {
      const value = readYesNo(plain);
      return value === undefined ? faults.boolean : { value };
    }
  }
}

/** Checks that a JSON value fits the variable's type. */
export function checkVariableValue({ type }: Pick<Variable, 'type'>, value: VariableValue): ReadValue {
  switch (type) {
    case 'text':
      return typeof value === 'string' ? checkText(tidyText(value)) : faults.text;
    case 'number':
      return typeof value === 'number' && VariableValue.safeParse(value).success ? { value } : faults.number;
    case 'date':
      return z.iso.date().safeParse(value).success ? { value } : faults.date;
    case 'boolean':
      return typeof value === 'boolean' ? { value } : faults.boolean;
  }
}

function checkText(value: string): ReadValue {
  if (value.length > 2000) return faults.text;
  return TextValue.test(value) ? { value } : faults.control;
}

/** Lines and tabs are text; other control characters break files and mails. */
const TextValue = /^(\P{Cc}|[\t\n])*$/u;

const faults = {
  text: { code: 'not-a-text', message: 'Give a text of at most 2,000 characters.' },
  control: {
    code: 'control-character',
    message:
      'The text holds a control character, which cannot be seen. Empty the field and type the text anew.',
  },
  number: { code: 'not-a-number', message: 'Give a number of at most 15 digits, like 1234.5.' },
  date: { code: 'not-a-date', message: 'Give a date like 2027-03-21.' },
  boolean: { code: 'not-a-boolean', message: 'Give yes or no.' },
} as const;
