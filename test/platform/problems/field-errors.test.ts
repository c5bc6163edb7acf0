import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fieldErrors } from '../../../shared/platform/problems/field-errors.ts';

const Body = z.strictObject({
  name: z.string().max(3).optional(),
  age: z.number().min(18).multipleOf(2).optional(),
  kind: z.enum(['a', 'b']).optional(),
  list: z.array(z.strictObject({ id: z.string() })).optional(),
  even: z
    .number()
    .refine((n) => n % 2 === 0, { error: 'must be even', params: { code: 'out-of-range' } })
    .optional(),
  odd: z
    .number()
    .refine((n) => n % 2 === 1, { error: 'Is it odd?', params: { code: 'no such code' } })
    .optional(),
});
const told = (value: unknown, prefix?: string) => fieldErrors(Body.safeParse(value).error!, prefix);

describe('What is wrong with a field', () => {
  it.each<[object, string, string, RegExp]>([
    [{ name: 1 }, 'name', 'invalid-type', /^Invalid input: .*string/],
    [{ name: 'abcd' }, 'name', 'too-big', /^Too big: .*3 characters\.$/],
    [{ age: 16 }, 'age', 'too-small', /^Too small: .*18\.$/],
    [{ age: 19 }, 'age', 'not-multiple-of', /2\.$/],
    [{ kind: 'c' }, 'kind', 'invalid-value', /"a"\|"b"\.$/],
    [{ list: [{ id: 'x' }, {}] }, 'list.1.id', 'invalid-type', /\.$/],
    [{ list: [{ id: 'x', more: 1 }] }, 'list.0.more', 'unknown-field', /^There is no such field\.$/],
    [{ even: 1 }, 'even', 'out-of-range', /^Must be even\.$/],
    [{ odd: 2 }, 'odd', 'no such code', /^Is it odd\?$/],
  ])('is told of %j at its place, with its code, in a sentence', (value, field, code, message) => {
    expect(told(value)).toEqual([{ field, code, message: expect.stringMatching(message) }]);
    expect(told(value, 'body')).toMatchObject([{ field: `body.${field}` }]);
  });

  it('is told of each of several', () => {
    expect(told({ name: 1, x: 1, y: 2 }).map(({ field }) => field)).toEqual(['name', 'x', 'y']);
  });
});
