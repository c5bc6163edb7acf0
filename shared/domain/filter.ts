import * as z from 'zod';

/** One condition; which fields and ops there are, and what values they take, `checkFilter` tells. */
export const FilterCondition = z.strictObject({
  field: z.string().max(100),
  op: z.enum(['in', 'notIn', 'eq', 'contains', 'startsWith', 'exists', 'lt', 'gt', 'between']),
  value: z.unknown(),
});
export type FilterCondition = z.infer<typeof FilterCondition>;

/** The one filter language of lists, exports, bulk actions, hand-overs and statistics. */
export type Filter = { all: Filter[] } | { any: Filter[] } | { not: Filter } | FilterCondition;

export const Filter: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Filter) }),
    z.strictObject({ any: z.array(Filter) }),
    z.strictObject({ not: Filter }),
    FilterCondition,
  ]),
);
