import type { FieldError } from '../../platform/problems/refusal.ts';
import type { Variable } from '../../variables/domain/variable.ts';
import type { RegistrationScope } from './checked-filter.ts';

/** The types of the variables, by name. */
export type VariableTypes = ReadonlyMap<string, Variable['type']>;

/** What a part of a filter is checked against. */
export interface PartContext {
  variables: VariableTypes;
  errors: FieldError[];
  path: string;
  /** Of the `all` that the part stands in, and those around it. */
  scope: RegistrationScope;
  /** Whether it stands in that `all` itself, not in something inside of it. */
  isDirect: boolean;
}
