import type { ChoiceField, MomentField, TextField } from './filter-fields.ts';
import type { AttendanceState } from '../../registrations/domain/registration.ts';

/** Numbers, or moments in milliseconds. `from` is inside, `above` and `below` are not. */
export interface Range {
  from?: number;
  above?: number;
  below?: number;
}

export type TextOp = 'eq' | 'contains' | 'startsWith';

/** Which registrations a condition is about: those in the sessions named beside it, at the dates named beside it. */
export interface RegistrationScope {
  /** Ids of sessions and events; undefined when no `registered` condition stands beside. */
  ids?: readonly string[];
  /** All of them must hold. */
  dates: readonly Range[];
}

/** A condition on the participant alone. Texts are folded. */
export type PersonCondition =
  | { on: 'choice'; field: ChoiceField; values: ReadonlySet<string>; negated: boolean }
  | { on: 'text'; field: TextField; op: TextOp; value: string }
  | { on: 'phone'; op: TextOp; digits: string }
  | { on: 'external-id'; value: string }
  | { on: 'exists'; field: TextField; wanted: boolean }
  | { on: 'moment'; field: MomentField; range: Range }
  | { on: 'variable-text'; name: string; op: TextOp; value: string }
  | { on: 'variable-range'; name: string; type: 'number' | 'date'; range: Range }
  | { on: 'variable-number'; name: string; value: number }
  | { on: 'variable-boolean'; name: string; value: boolean }
  | { on: 'variable-exists'; name: string; wanted: boolean };

/** Conditions that need the identity key, or the existing sessions, before they can be compared with anything. */
type LooseCondition =
  | { on: 'email'; key: string }
  | { on: 'registered'; ids: readonly string[]; negated: boolean }
  | { on: 'webinar-date'; scope: RegistrationScope }
  | { on: 'attendance'; states: ReadonlySet<AttendanceState>; scope: RegistrationScope }
  | { on: 'attendance-share'; range: Range; scope: RegistrationScope };

/** The same in terms of identities and sessions. */
type BoundOnly =
  | { on: 'email'; key: string; id: string }
  | { on: 'registered'; sessions: ReadonlySet<string>; negated: boolean }
  | { on: 'attendance'; states: ReadonlySet<AttendanceState>; sessions: ReadonlySet<string> }
  | { on: 'attendance-share'; range: Range; sessions: ReadonlySet<string> };

type Combined<C> =
  | { on: 'all'; parts: readonly Combined<C>[] }
  | { on: 'any'; parts: readonly Combined<C>[] }
  | { on: 'not'; part: Combined<C> }
  | C;

/** A filter whose fields, ops and values are right. */
export type CheckedFilter = Combined<PersonCondition | LooseCondition>;

/** A filter that can be asked about a person and their registrations. */
export type BoundFilter = Combined<PersonCondition | BoundOnly>;
