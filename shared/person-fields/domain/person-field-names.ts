import { personFields, type PersonFieldTraits } from './person-fields.ts';

/** The name of a plain field of a person. */
export type PersonField = keyof typeof personFields;

/** Names of the fields whose traits are these. */
export type PersonFieldWith<T> = {
  [K in PersonField]: (typeof personFields)[K] extends T ? K : never;
}[PersonField];

const traitsOf: Record<PersonField, PersonFieldTraits> = personFields;

export const isPersonField = (name: string): name is PersonField => Object.hasOwn(personFields, name);

/** All of them, in the list's order. */
export const personFieldNames: readonly PersonField[] = Object.keys(personFields).filter(isPersonField);

/** Names of the fields of which a trait has one of these values, in the list's order. */
export function personFieldsWith<K extends keyof PersonFieldTraits, const V extends PersonFieldTraits[K]>(
  trait: K,
  ...values: V[]
): PersonFieldWith<Record<K, V>>[] {
  const isMeant = (name: PersonField): name is PersonFieldWith<Record<K, V>> =>
    values.some((value) => traitsOf[name][trait] === value);
  return personFieldNames.filter(isMeant);
}

/** A field that the hosted page asks for. */
export type FormPersonField = PersonFieldWith<{ form: object }>;

/** Form fields that few people need; the page shows them folded. */
export const foldedFields = personFieldNames.filter(
  (name): name is PersonFieldWith<{ form: { folded: true } }> => traitsOf[name].form?.folded === true,
);

/** The fields that an event's form asks for as it is set to; the address is always asked for. */
export type BasicField = Exclude<FormPersonField, 'email'>;

/** Their names, in the list's order. */
export const basicFields: readonly BasicField[] = personFieldNames.filter(
  (name): name is BasicField => traitsOf[name].form !== undefined && name !== 'email',
);
