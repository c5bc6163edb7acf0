import type * as z from 'zod';
import { personFields } from '../../person-fields/domain/person-fields.ts';
import type { PersonField } from '../../person-fields/domain/person-field-names.ts';

type Schema<K extends PersonField> = (typeof personFields)[K]['schema'];
type OptionalShape<K extends PersonField> = { [N in K]: z.ZodOptional<Schema<N>> };
type NullableShape<K extends PersonField> = { [N in K]: z.ZodOptional<z.ZodNullable<Schema<N>>> };

// The types of both follow from the list; that the values do, too, TypeScript cannot see.

/** The schemas of these fields, to be spread into an object's: each may be left out. */
export function optionalShape<K extends PersonField>(names: readonly K[]): OptionalShape<K>;
export function optionalShape(names: readonly PersonField[]): Record<string, z.ZodType> {
  return Object.fromEntries(names.map((name) => [name, personFields[name].schema.optional()]));
}

/** The same for changes, where null takes a value away. */
export function nullableShape<K extends PersonField>(names: readonly K[]): NullableShape<K>;
export function nullableShape(names: readonly PersonField[]): Record<string, z.ZodType> {
  return Object.fromEntries(names.map((name) => [name, personFields[name].schema.nullable().optional()]));
}
