import { checkCondition } from './check-condition.ts';
import { readRange } from './filter-values.ts';
import type { CheckedFilter, Range, RegistrationScope } from './checked-filter.ts';
import type { Filter, FilterCondition } from './filter.ts';
import type { FieldError } from '../../platform/problems/refusal.ts';
import type { PartContext, VariableTypes } from './part-context.ts';

export type FilterCheck = { ok: true; filter: CheckedFilter } | { ok: false; errors: FieldError[] };

/**
 * Checks a filter, condition by condition. Errors name their place from `path` on: `filter.all.1.value`. Saved filters have
 * to be put in before.
 */
export function checkFilter(filter: Filter, variables: VariableTypes, path = 'filter'): FilterCheck {
  const errors: FieldError[] = [];
  const checked = checkPart(filter, { variables, errors, path, scope: { dates: [] }, isDirect: false });
  return checked && errors.length === 0 ? { ok: true, filter: checked } : { ok: false, errors };
}

function checkPart(filter: Filter, context: PartContext): CheckedFilter | undefined {
  const inside = (part: Filter, step: string, scope?: RegistrationScope) =>
    checkPart(part, {
      ...context,
      scope: scope ?? context.scope,
      isDirect: scope !== undefined,
      path: `${context.path}.${step}`,
    });
  if ('all' in filter) {
    const scope = scopeOf(filter.all, context.scope);
    const parts = filter.all.map((part, index) => inside(part, `all.${index}`, scope));
    return { on: 'all', parts: parts.filter((part) => part !== undefined) };
  }
  if ('any' in filter) {
    const parts = filter.any.map((part, index) => inside(part, `any.${index}`));
    return { on: 'any', parts: parts.filter((part) => part !== undefined) };
  }
  if ('not' in filter) {
    const part = inside(filter.not, 'not');
    return part && { on: 'not', part };
  }
  if ('saved' in filter) throw new Error('A saved filter was not put in.');
  return checkCondition(filter, context);
}

/** `registered` conditions of one `all` name sessions together, its dates narrow them; else those around it count. */
function scopeOf(parts: readonly Filter[], around: RegistrationScope): RegistrationScope {
  const conditions = parts.filter((part): part is FilterCondition => 'field' in part);
  const ids = conditions
    .filter(({ field, op }) => field === 'registered' && op === 'in')
    .flatMap(({ value }) => [value].flat())
    .filter((id) => typeof id === 'string');
  const dates = conditions
    .filter(({ field }) => field === 'webinarDate')
    .map(({ op, value }) => readRange(op, value, 'moment'))
    .filter((range): range is Range => typeof range === 'object');
  const named = ids.length > 0 ? ids : around.ids;
  return { ...(named && { ids: named }), dates: dates.length > 0 ? dates : around.dates };
}
