import * as z from 'zod';
import { fieldErrors } from '../../platform/problems/field-errors.ts';
import { SavedFilterId } from '../../platform/values/ids.ts';

/** Levels of `all`, `any` and `not`, the condition's own among them. */
export const DEEPEST_FILTER = 20;
/** Conditions and combinations together. */
export const MOST_FILTER_PARTS = 200;
/** Values that one condition may list. */
export const MOST_FILTER_VALUES = 100;

const filterOps = ['in', 'notIn', 'eq', 'contains', 'startsWith', 'exists', 'lt', 'gt', 'between'] as const;
export const FilterOp = z.enum(filterOps);
export type FilterOp = z.infer<typeof FilterOp>;

const Scalar = z.union([z.string().max(2000), z.number(), z.boolean()]);
const FilterValue = z.union([Scalar, z.array(Scalar).max(MOST_FILTER_VALUES)], {
  error: `must be a text, a number, true or false, or a list of at most ${MOST_FILTER_VALUES} of them`,
});
export type FilterValue = z.infer<typeof FilterValue>;

const FilterCondition = z.strictObject({ field: z.string().max(100), op: FilterOp, value: FilterValue });
/** One condition; `checkFilter` knows which fields there are, and which ops and values each takes. */
export type FilterCondition = z.infer<typeof FilterCondition>;

/**
 * The one filter language of lists, exports, bulk actions, hand-overs and statistics.
 * `saved` stands for a filter that was saved under this id; `resolveFilter` puts it in.
 */
export type Filter =
  | { all: Filter[] }
  | { any: Filter[] }
  | { not: Filter }
  | { saved: string }
  | FilterCondition;

const Parts = z.array(z.unknown());
const All = z.strictObject({ all: Parts });
const Any = z.strictObject({ any: Parts.min(1, 'must have at least one part') });
const Not = z.strictObject({ not: z.unknown() });
const Saved = z.strictObject({ saved: SavedFilterId });

/** Measures the whole filter, without recursion, before reading any of it: hostile depth must not overflow the stack. */
export const Filter: z.ZodType<Filter> = z.unknown().transform((value, context) => {
  const report = (field: string, code: string, message: string) => {
    const path = field === '' ? [] : field.split('.');
    context.addIssue({ code: 'custom', path, message, params: { code } });
  };
  const excess = excessOf(value);
  if (excess !== undefined) {
    report('', 'too-large', excess);
    return z.NEVER;
  }
  const filter = readPart(value, '', report);
  return filter ?? z.NEVER;
});

/** Why an unread filter is too large; undefined when it can be read. */
function excessOf(root: unknown): string | undefined {
  const open = [{ part: root, depth: 1 }];
  let parts = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.depth > DEEPEST_FILTER) return `The filter is nested deeper than ${DEEPEST_FILTER} levels.`;
    parts += 1;
    for (const part of partsOf(next.part)) {
      if (parts + open.length >= MOST_FILTER_PARTS)
        return `The filter has more than ${MOST_FILTER_PARTS} parts.`;
      open.push({ part, depth: next.depth + 1 });
    }
  }
  return undefined;
}

function partsOf(part: unknown): unknown[] {
  if (typeof part !== 'object' || part === null) return [];
  const listed = (name: 'all' | 'any'): unknown[] => {
    const value: unknown = Object.hasOwn(part, name) ? Reflect.get(part, name) : undefined;
    return Array.isArray(value) ? value : [];
  };
  const negated: unknown[] = 'not' in part && Object.hasOwn(part, 'not') ? [part.not] : [];
  return negated.concat(listed('all'), listed('any'));
}

type Report = (field: string, code: string, message: string) => void;

function readPart(value: unknown, path: string, report: Report): Filter | undefined {
  const at = (...steps: (string | number)[]) => [...(path === '' ? [] : [path]), ...steps].join('.');
  const take = <T>(schema: z.ZodType<T>): T | undefined => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const { field, code, message } of fieldErrors(parsed.error, path)) report(field, code, message);
    return undefined;
  };
  const list = (name: string, parts: unknown[] | undefined): Filter[] | undefined => {
    const read = parts?.map((part, index) => readPart(part, at(name, index), report));
    return read?.every((part) => part !== undefined) ? read : undefined;
  };
  switch (kindOf(value)) {
    case 'all': {
      const all = list('all', take(All)?.all);
      return all && { all };
    }
    case 'any': {
      const any = list('any', take(Any)?.any);
      return any && { any };
    }
    case 'not': {
      const parsed = take(Not);
      const not = parsed && readPart(parsed.not, at('not'), report);
      return not && { not };
    }
    case 'saved':
      return take(Saved);
    case 'condition':
      return take(FilterCondition);
    case undefined:
      report(path, 'invalid-filter', 'must be {"all": […]}, {"any": […]}, {"not": …} or {field, op, value}');
      return undefined;
  }
}

function kindOf(value: unknown): 'all' | 'any' | 'not' | 'saved' | 'condition' | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const kind = (['all', 'any', 'not', 'saved'] as const).find((name) => Object.hasOwn(value, name));
  return kind ?? (Object.hasOwn(value, 'field') || Object.hasOwn(value, 'op') ? 'condition' : undefined);
}
