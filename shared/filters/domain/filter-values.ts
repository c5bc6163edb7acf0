import * as z from 'zod';
import type { Range } from './checked-filter.ts';
import type { FilterOp, FilterValue } from './filter.ts';

/** A list of what `schema` takes, or what is wrong with it. One value may stand for a list of one. */
export function readList(value: FilterValue, schema: z.ZodType<string>): string[] | string {
  const values = Array.isArray(value) ? value : [value];
  if (values.length === 0) return 'must list at least one value';
  const read: string[] = [];
  for (const one of values) {
    const parsed = schema.safeParse(one);
    if (!parsed.success) return `"${String(one).slice(0, 50)}": ${wordsOf(parsed.error)}`;
    read.push(parsed.data);
  }
  return read;
}

const wordsOf = (error: z.ZodError): string => error.issues[0]?.message ?? 'is not valid';

export type RangeKind = 'number' | 'moment' | 'share';

const kinds = {
  number: 'a number',
  moment: 'a date like 2027-03-01 or an instant like 2027-03-01T10:00:00Z',
  share: 'a share from 0 to 1 (0.8 is 80 %)',
} satisfies Record<RangeKind, string>;

/** A range of numbers, or of moments in milliseconds; else what is wrong. `between` begins inside and ends outside. */
export function readRange(op: FilterOp, value: FilterValue, kind: RangeKind): Range | string {
  if (op === 'between') {
    const [from, below, ...more] = Array.isArray(value) ? value.map((one) => readPoint(one, kind)) : [];
    if (from === undefined || below === undefined || more.length > 0)
      return `must be a list of two: from (inside) and to (outside), each ${kinds[kind]}`;
    return from < below ? { from, below } : 'must begin before it ends';
  }
  const point = Array.isArray(value) ? undefined : readPoint(value, kind);
  if (point === undefined) return `must be ${kinds[kind]}`;
  return op === 'lt' ? { below: point } : { above: point };
}

const Moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const Share = z.number().min(0).max(1);

/** A date is its first moment in UTC. */
function readPoint(value: string | number | boolean, kind: RangeKind): number | undefined {
  switch (kind) {
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'share':
      return Share.safeParse(value).data;
    case 'moment': {
      const moment = Moment.safeParse(value).data;
      return moment === undefined ? undefined : Date.parse(moment);
    }
  }
}

/** Whether a number lies in the range; one that is not known lies in none. */
export function isInRange({ from, above, below }: Range, number: number | undefined): boolean {
  if (number === undefined || Number.isNaN(number)) return false;
  if (from !== undefined && number < from) return false;
  if (above !== undefined && number <= above) return false;
  return below === undefined || number < below;
}
