import type { Filter } from './filter.ts';

/** The fields that a filter asks for; those of saved filters it names are not among them. */
export function fieldsOfFilter(filter: Filter): Set<string> {
  const fields = new Set<string>();
  const open: Filter[] = [filter];
  for (let part = open.pop(); part; part = open.pop()) {
    if ('all' in part) open.push(...part.all);
    else if ('any' in part) open.push(...part.any);
    else if ('not' in part) open.push(part.not);
    else if ('field' in part) fields.add(part.field);
  }
  return fields;
}
