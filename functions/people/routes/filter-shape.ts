import * as z from 'zod';
import { Filter, FilterOp } from '../../../shared/filters/domain/filter.ts';
import { describedAs } from '../../../shared/platform/runtime/api-shapes.ts';

const Scalar = z.union([z.string().max(2000), z.number(), z.boolean()]);

/** The shape of a filter for the API's description; `Filter` reads one with code of its own, without recursion. */
const FilterShape: z.ZodType = z.union([
  z.strictObject({
    /** A field of people, `variables.<name>`, `registered`, `webinarDate`, `attendance` or `attendanceShare`. */
    field: z.string().max(100),
    op: FilterOp,
    value: z.union([Scalar, z.array(Scalar).max(100)]),
  }),
  z.strictObject({ all: z.array(Filter) }),
  z.strictObject({ any: z.array(Filter).min(1) }),
  z.strictObject({ not: Filter }),
  z.strictObject({ saved: z.string() }),
]);

describedAs('Filter', Filter, FilterShape, {
  all: [
    { field: 'status', op: 'in', value: ['active'] },
    { field: 'company', op: 'exists', value: true },
  ],
});

/** The filter in a query string; any number of `field=value` and `field.op=value` come beside it. */
export const FilterQuery = z.looseObject({
  /** Free search: every word is somewhere in names, address or company. */
  q: z.string().optional(),
  /** A filter as JSON. */
  filter: z.string().optional(),
  /** The id of a saved filter. */
  savedFilter: z.string().optional(),
  status: z.string().optional(),
  group: z.string().optional(),
});
