import type { BoundFilter, TextOp } from './checked-filter.ts';
import { choiceFields, momentFields, textFields } from './filter-fields.ts';
import { isInRange } from './filter-values.ts';
import { digitsOf, foldForSearch } from '../../platform/values/text/fold-text.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { Attendance } from '../../registrations/domain/registration.ts';
import { participantStatus } from '../../people/domain/wish.ts';

/** The sessions that a person is registered in, with what is known of their attendance. */
export type RegistrationFacts = ReadonlyMap<string, Attendance | undefined>;

/** Whether a person matches a filter; undefined when that depends on registrations and none were given. */
export type FilterTest = (person: Participant, facts?: RegistrationFacts) => boolean | undefined;

/** Makes the test of a filter. Deleted people match only if the filter asks for their status. */
export function testOf(filter: BoundFilter): FilterTest {
  const asked = askedStatuses(filter);
  const test = compile(filter);
  return (person, facts) => {
    if (person.deletedAt !== undefined && !asked.has(participantStatus(person))) return false;
    return test(person, facts);
  };
}

/** The statuses that a filter names in a `status in`, wherever it stands. */
export function askedStatuses(filter: BoundFilter): ReadonlySet<string> {
  switch (filter.on) {
    case 'all':
    case 'any':
      return filter.parts.reduce((sum, part) => sum.union(askedStatuses(part)), new Set<string>());
    case 'not':
      return askedStatuses(filter.part);
    case 'choice':
      return filter.field === 'status' && !filter.negated ? filter.values : new Set();
    default:
      return new Set();
  }
}

function compile(filter: BoundFilter): FilterTest {
  switch (filter.on) {
    case 'all':
      return everyOf(filter.parts.map(compile));
    case 'any':
      return someOf(filter.parts.map(compile));
    case 'not': {
      const test = compile(filter.part);
      return (person, facts) => negate(test(person, facts));
    }
    case 'choice': {
      const { field, values, negated } = filter;
      const { isAmong } = choiceFields[field];
      return (person) => isAmong(person, values) !== negated;
    }
    case 'registered':
    case 'attendance':
    case 'attendance-share':
      return compileRegistration(filter);
    case 'variable-text':
    case 'variable-number':
    case 'variable-range':
    case 'variable-boolean':
    case 'variable-exists':
      return compileVariable(filter);
    default:
      return compileField(filter);
  }
}

function everyOf(tests: FilterTest[]): FilterTest {
  return (person, facts) => {
    let result: boolean | undefined = true;
    for (const test of tests) {
      const one = test(person, facts);
      if (one === false) return false;
      if (one === undefined) result = undefined;
    }
    return result;
  };
}

function someOf(tests: FilterTest[]): FilterTest {
  return (person, facts) => {
    let result: boolean | undefined = false;
    for (const test of tests) {
      const one = test(person, facts);
      if (one === true) return true;
      if (one === undefined) result = undefined;
    }
    return result;
  };
}

const negate = (result: boolean | undefined) => (result === undefined ? undefined : !result);

type FieldCondition = Extract<
  BoundFilter,
  { on: 'text' | 'phone' | 'external-id' | 'email' | 'exists' | 'moment' }
>;

function compileField(filter: FieldCondition): FilterTest {
  switch (filter.on) {
    case 'text': {
      const { field, op, value } = filter;
      const read = textFields[field];
      return (person) => holds(op, read(person), foldForSearch, value);
    }
    case 'phone':
      return (person) => holds(filter.op, person.phone, digitsOf, filter.digits);
    case 'external-id':
      return (person) => person.externalId === filter.value;
    case 'email':
      return (person) =>
        // Somebody whose address was changed is found by the former one as well: registering with it leads to them.
        person.id === filter.id ||
        person.email?.toLowerCase() === filter.key ||
        person.aliases?.has(filter.id) === true;
    case 'exists': {
      const read = textFields[filter.field];
      return (person) => ((read(person) ?? '') !== '') === filter.wanted;
    }
    case 'moment': {
      const read = momentFields[filter.field];
      return (person) => isInRange(filter.range, instantOf(read(person)));
    }
  }
}

type VariableCondition = Extract<BoundFilter, { name: string }>;

function compileVariable(filter: VariableCondition): FilterTest {
  const { name } = filter;
  const read = ({ variables }: Participant) =>
    variables !== undefined && Object.hasOwn(variables, name) ? variables[name] : undefined;
  switch (filter.on) {
    case 'variable-text':
      return (person) => holds(filter.op, textOf(read(person)), foldForSearch, filter.value);
    case 'variable-number':
    case 'variable-boolean':
      return (person) => read(person) === filter.value;
    case 'variable-range': {
      const numberOf = filter.type === 'number' ? asNumber : (value: unknown) => instantOf(textOf(value));
      return (person) => isInRange(filter.range, numberOf(read(person)));
    }
    case 'variable-exists':
      return (person) => ((read(person) ?? '') !== '') === filter.wanted;
  }
}

type RegistrationCondition = Extract<BoundFilter, { sessions: ReadonlySet<string> }>;

function compileRegistration(filter: RegistrationCondition): FilterTest {
  const someSession = (test: (attendance: Attendance | undefined) => boolean): FilterTest => {
    return (_person, facts) =>
      facts && filter.sessions.values().some((id) => facts.has(id) && test(facts.get(id)));
  };
  switch (filter.on) {
    case 'registered': {
      const { sessions, negated } = filter;
      if (sessions.size === 0) return () => negated;
      return (_person, facts) => facts && sessions.values().some((id) => facts.has(id)) !== negated;
    }
    case 'attendance':
      return someSession((attendance) => filter.states.has(attendance?.state ?? 'unknown'));
    case 'attendance-share':
      return someSession((attendance) => isInRange(filter.range, attendance?.share));
  }
}

function holds(op: TextOp, text: string | undefined, fold: (text: string) => string, value: string): boolean {
  if (text === undefined || text === '') return false;
  const folded = fold(text);
  switch (op) {
    case 'eq':
      return folded === value;
    case 'contains':
      return folded.includes(value);
    case 'startsWith':
      return folded.startsWith(value);
  }
}

const instantOf = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
const asNumber = (value: unknown) => (typeof value === 'number' ? value : undefined);
