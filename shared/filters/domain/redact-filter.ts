import type { Filter, FilterCondition } from './filter.ts';
import type { Selection } from './selection.ts';
import type { ErasedNames } from '../../platform/values/text/erased-names.ts';

/** A value that nobody has: names of this kind are never given out. */
const NOBODY = 'erased@erased.invalid';

/** Replaces what a filter says about an erased person by a value that nobody has. */
export function redactFilter(filter: Filter, names: ErasedNames): Filter {
  const forget = (part: Filter) => redactFilter(part, names);
  if ('all' in filter) return { all: filter.all.map(forget) };
  if ('any' in filter) return { any: filter.any.map(forget) };
  if ('not' in filter) return { not: forget(filter.not) };
  return 'saved' in filter ? filter : forgetInCondition(filter, names);
}

function forgetInCondition(condition: FilterCondition, { names, isTheirId }: ErasedNames): FilterCondition {
  const { field, value } = condition;
  const isNaming = field === 'externalId' ? isTheirId : names;
  const forget = <T>(one: T) => (typeof one === 'string' && isNaming(one) ? NOBODY : one);
  return { ...condition, value: Array.isArray(value) ? value.map(forget) : forget(value) };
}

/** The same of a selection; people who are named by id stay so. */
export function redactSelection(selection: Selection, naming: ErasedNames): Selection {
  if ('ids' in selection) return selection;
  const { filter, exclude } = selection;
  return {
    ...selection,
    ...(filter && { filter: redactFilter(filter, naming) }),
    ...(exclude && { exclude: exclude.filter((id) => !naming.names(id)) }),
  };
}
