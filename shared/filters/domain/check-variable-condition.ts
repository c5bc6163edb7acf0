import { ranged, readTextValue, rangeOps, takesOp, tell, textOps } from './check-value.ts';
import type { PartContext } from './part-context.ts';
import type { CheckedFilter } from './checked-filter.ts';
import { VARIABLE_PREFIX } from './filter-fields.ts';
import type { FilterCondition, FilterOp } from './filter.ts';
import { foldForSearch } from '../../platform/values/text/fold-text.ts';
import type { VariableType } from '../../variables/domain/variable.ts';

const opsOf: Record<VariableType, readonly FilterOp[]> = {
  text: textOps,
  number: ['eq', ...rangeOps, 'exists'],
  date: [...rangeOps, 'exists'],
  boolean: ['eq', 'exists'],
};

/** A condition on a variable, by the variable's type. */
export function checkVariableCondition(
  condition: FilterCondition,
  context: PartContext,
): CheckedFilter | undefined {
  const name = condition.field.slice(VARIABLE_PREFIX.length);
  const type = context.variables.get(name);
  if (type === undefined)
    return tell(context, 'field', 'unknown-variable', `There is no variable "${name}".`);
  if (!takesOp(condition, opsOf[type], context)) return undefined;
  if (condition.op === 'exists' || type === 'text') return checkVariableText(name, condition, context);
  if (type === 'boolean') {
    if (typeof condition.value === 'boolean') return { on: 'variable-boolean', name, value: condition.value };
    return tell(context, 'value', 'invalid-value', `${condition.field} must be true or false.`);
  }
  if (condition.op === 'eq') return checkVariableNumber(name, condition, context);
  return ranged(condition, context, type === 'number' ? 'number' : 'moment', (range) => ({
    on: 'variable-range',
    name,
    type,
    range,
  }));
}

function checkVariableText(
  name: string,
  condition: FilterCondition,
  context: PartContext,
): CheckedFilter | undefined {
  const read = readTextValue(condition, context);
  if (read === undefined) return undefined;
  if (read.op === 'exists') return { on: 'variable-exists', name, wanted: read.wanted };
  return { on: 'variable-text', name, op: read.op, value: foldForSearch(read.text) };
}

function checkVariableNumber(
  name: string,
  { field, value }: FilterCondition,
  context: PartContext,
): CheckedFilter | undefined {
  if (typeof value !== 'number') return tell(context, 'value', 'invalid-value', `${field} must be a number.`);
  return { on: 'variable-number', name, value };
}
