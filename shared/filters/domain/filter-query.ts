import type { VariableTypes } from './part-context.ts';
import { isChoiceField, isMomentField, isTextField, VARIABLE_PREFIX } from './filter-fields.ts';
import { FilterOp, type Filter, type FilterCondition } from './filter.ts';
import { personFieldsWith } from '../../person-fields/domain/person-field-names.ts';
import type { FieldError } from '../../platform/problems/refusal.ts';

type Query = Record<string, string | undefined>;

/** A filter as it was read from a query, and the parameter that each part of its `all` came from. */
export interface QueryFilter {
  filter: { all: Filter[] };
  parameters: string[];
  errors: FieldError[];
}

const registrationFields = ['registered', 'webinarDate', 'attendance', 'attendanceShare'];

/**
 * Reads the flat form: `?group=g1,g2&status=active&email.contains=ann`. A comma means any of, `&` all of.
 * A field without an op means `in` where there is a list of values, `eq` where there is not.
 */
export function readFlatFilter(query: Query, variables: VariableTypes): QueryFilter {
  const read: QueryFilter = { filter: { all: [] }, parameters: [], errors: [] };
  for (const [parameter, text = ''] of Object.entries(query)) {
    const [field, op] = splitParameter(parameter, variables);
    if (field === undefined) {
      read.errors.push({
        field: parameter,
        code: 'unknown-field',
        message: `There is no filter "${parameter}".`,
      });
      continue;
    }
    read.filter.all.push(conditionOf(field, op, text, variables));
    read.parameters.push(parameter);
  }
  return read;
}

function splitParameter(
  parameter: string,
  variables: VariableTypes,
): [field: string, op: FilterOp] | [undefined, undefined] {
  if (isField(parameter)) return [parameter, defaultOp(parameter, variables)];
  const dot = parameter.lastIndexOf('.');
  const op = FilterOp.safeParse(parameter.slice(dot + 1));
  const field = parameter.slice(0, Math.max(dot, 0));
  return op.success && isField(field) ? [field, op.data] : [undefined, undefined];
}

const isField = (field: string): boolean =>
  isChoiceField(field) ||
  isTextField(field) ||
  isMomentField(field) ||
  registrationFields.includes(field) ||
  /^variables\.\w+$/.test(field);

function defaultOp(field: string, variables: VariableTypes): FilterOp {
  if (isChoiceField(field) || field === 'registered' || field === 'attendance') return 'in';
  return isTextField(field) || variables.has(nameIn(field)) ? 'eq' : 'in';
}

const nameIn = (field: string) =>
  field.startsWith(VARIABLE_PREFIX) ? field.slice(VARIABLE_PREFIX.length) : '';

function conditionOf(field: string, op: FilterOp, text: string, variables: VariableTypes): Filter {
  const values = text.split(',').map((one) => one.trim());
  const typed = (value: string) => typedValue(field, op, value, variables);
  const condition = (value: FilterCondition['value']): FilterCondition => ({ field, op, value });
  if (op === 'in' || op === 'notIn' || op === 'between') return condition(values.map(typed));
  const [first, ...more] = values.map((value) => condition(typed(value)));
  return first && more.length === 0 ? first : { any: [...(first ? [first] : []), ...more] };
}

/** Text that stands for a number or for true and false where the field asks for it. */
function typedValue(
  field: string,
  op: FilterOp,
  text: string,
  variables: VariableTypes,
): string | number | boolean {
  const type = field === 'attendanceShare' ? 'number' : variables.get(nameIn(field));
  if (op === 'exists' || type === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  return type === 'number' && text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
}

const MOST_WORDS = 10;

const searched = {
  word: personFieldsWith('search', 'word'),
  number: personFieldsWith('search', 'word', 'number'),
};

/** Free search: every word is somewhere in names, address, phone or company. */
export function searchFilter(text: string): { all: Filter[] } {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return { all: words.slice(0, MOST_WORDS).map(wordFilter) };
}

function wordFilter(word: string): Filter {
  const isNumber = /^[-+()./\d]+$/.test(word) && /\d/.test(word);
  const fields = searched[isNumber ? 'number' : 'word'];
  return { any: fields.map((field) => ({ field, op: 'contains', value: word })) };
}
