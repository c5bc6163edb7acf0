import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import type * as z from 'zod';
import type { PartContext } from './part-context.ts';
import type { CheckedFilter, Range, TextOp } from './checked-filter.ts';
import type { FilterCondition, FilterOp } from './filter.ts';
import { readList, readRange, type RangeKind } from './filter-values.ts';
import { foldForSearch } from '../../platform/values/text/fold-text.ts';

const choiceOps: readonly FilterOp[] = ['in', 'notIn'];
export const textOps: readonly FilterOp[] = ['eq', 'contains', 'startsWith', 'exists'];
export const rangeOps: readonly FilterOp[] = ['lt', 'gt', 'between'];

/** Reports what is wrong with a condition; `part` is `field`, `op` or `value`. */
export function tell(
  context: PartContext,
  part: string,
  code: FieldErrorCode,
  message: string,
): CheckedFilter | undefined {
  context.errors.push({ field: `${context.path}.${part}`, code, message });
  return undefined;
}

/** Whether the op is one of those that the field takes; else an error is told. */
export function takesOp(
  { field, op }: FilterCondition,
  ops: readonly FilterOp[],
  context: PartContext,
): boolean {
  if (ops.includes(op)) return true;
  tell(context, 'op', 'unknown-op', `${field} takes ${ops.join(', ')}, not ${op}.`);
  return false;
}

/** A condition on a list of values. */
export function listed(
  condition: FilterCondition,
  context: PartContext,
  schema: z.ZodType<string>,
  make: (values: string[]) => CheckedFilter,
  ops = choiceOps,
): CheckedFilter | undefined {
  if (!takesOp(condition, ops, context)) return undefined;
  const values = readList(condition.value, schema);
  if (typeof values === 'string')
    return tell(context, 'value', 'invalid-value', `${condition.field} ${values}.`);
  return make(values);
}

/** A condition on a range. */
export function ranged(
  condition: FilterCondition,
  context: PartContext,
  kind: RangeKind,
  make: (range: Range) => CheckedFilter,
): CheckedFilter | undefined {
  if (!takesOp(condition, rangeOps, context)) return undefined;
  const range = readRange(condition.op, condition.value, kind);
  if (typeof range === 'string')
    return tell(context, 'value', 'invalid-value', `${condition.field} ${range}.`);
  return make(range);
}

type TextValue = { op: 'exists'; wanted: boolean } | { op: TextOp; text: string };

/** The value of an op on texts; undefined, with an error told, when it is none. */
export function readTextValue(
  { field, op, value }: FilterCondition,
  context: PartContext,
): TextValue | undefined {
  if (op === 'exists') {
    if (typeof value === 'boolean') return { op, wanted: value };
    tell(context, 'value', 'invalid-value', `${field} exists: true or false.`);
    return undefined;
  }
  if (typeof value !== 'string') {
    tell(context, 'value', 'invalid-value', `${field} must be a text.`);
    return undefined;
  }
  if (foldForSearch(value) === '') {
    const message = `${field} must not be empty. To find people without one, use {"op": "exists", "value": false}.`;
    tell(context, 'value', 'invalid-value', message);
    return undefined;
  }
  return { op: op === 'contains' || op === 'startsWith' ? op : 'eq', text: value };
}
