import type { FilterCondition, Filter } from './filter.ts';

/** All conditions of a filter; those of saved filters it names are not among them. */
export function conditionsOfFilter(filter: Filter): FilterCondition[] {
  const conditions: FilterCondition[] = [];
  const open: Filter[] = [filter];
  for (let part = open.pop(); part; part = open.pop()) {
    if ('all' in part) open.push(...part.all);
    else if ('any' in part) open.push(...part.any);
    else if ('not' in part) open.push(part.not);
    else if ('field' in part) conditions.push(part);
  }
  return conditions;
}
