import * as z from 'zod';
import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';

/** A question is asked only where an earlier one was answered so; of several choices, where this is one of them. */
export const FormCondition = z.strictObject({
  field: z.string().min(1).max(40),
  equals: z.union([z.string().max(200), z.number(), z.boolean()]),
});
export type FormCondition = z.infer<typeof FormCondition>;

/** A question as far as conditions know it. */
interface Conditional {
  name: string;
  type: string;
  choices?: readonly string[] | undefined;
  showWhen?: FormCondition | undefined;
}

/** What is wrong with a condition, and with which part of it. */
interface ConditionFault {
  at: keyof FormCondition;
  code: FieldErrorCode;
  message: string;
}

/** What is wrong with the condition of the field at this place of the form; undefined where it has none, or a good one. */
export function conditionFault(fields: readonly Conditional[], index: number): ConditionFault | undefined {
  const field = fields[index];
  const condition = field?.showWhen;
  if (field === undefined || condition === undefined) return undefined;
  const fault = (code: FieldErrorCode, message: string) => ({ at: 'field' as const, code, message });
  if (condition.field === field.name)
    return fault('condition-circle', 'A question cannot wait for its own answer. Name an earlier one.');
  const place = fields.findIndex(({ name }) => name === condition.field);
  const other = fields[place];
  if (other === undefined)
    return fault('unknown-field', `The form has no field ${condition.field}. Name an earlier one.`);
  if (waitsFor(fields, other, field.name))
    return fault(
      'condition-circle',
      `${field.name} and ${condition.field} would wait for each other. Take one of the conditions away.`,
    );
  if (place > index)
    return fault(
      'condition-later',
      `${condition.field} is asked later. Move it up, or name a question that comes before ${field.name}.`,
    );
  return canBe(other, condition.equals)
    ? undefined
    : { at: 'equals', code: 'condition-impossible', message: `${other.name} never has this answer.` };
}

/** Whether a field waits, by one or more conditions, for the answer to another one. */
function waitsFor(fields: readonly Conditional[], field: Conditional, name: string): boolean {
  const seen = new Set<string>();
  for (let at: Conditional | undefined = field; at?.showWhen && !seen.has(at.name);) {
    seen.add(at.name);
    const next: string = at.showWhen.field;
    if (next === name) return true;
    at = fields.find((one) => one.name === next);
  }
  return false;
}

function canBe({ type, choices }: Conditional, answer: FormCondition['equals']): boolean {
  switch (type) {
    case 'choice':
    case 'choices':
      return typeof answer === 'string' && choices?.includes(answer.trim()) === true;
    case 'boolean':
      return typeof answer === 'boolean';
    case 'number':
      return typeof answer === 'number';
    default:
      return typeof answer === 'string' && answer.trim() !== '';
  }
}

/**
 * The fields that are asked of somebody with these answers. A field whose condition hangs on one that is not asked is not
 * asked either, whatever was answered there.
 */
export function shownFields<F extends Conditional>(
  fields: readonly F[],
  answerTo: (name: string) => unknown,
): F[] {
  const shown = new Set<string>();
  return fields.filter(({ name, showWhen }) => {
    if (showWhen !== undefined && !(shown.has(showWhen.field) && isMet(showWhen, answerTo(showWhen.field))))
      return false;
    shown.add(name);
    return true;
  });
}

const isMet = ({ equals }: FormCondition, answer: unknown): boolean => {
  // An unticked box is not sent.
  if (equals === false) return answer === false || answer === undefined;
  const wanted = typeof equals === 'string' ? equals.trim() : equals;
  const isWanted = (one: unknown) => (typeof one === 'string' ? one.trim() : one) === wanted;
  return Array.isArray(answer) ? answer.some(isWanted) : isWanted(answer);
};
