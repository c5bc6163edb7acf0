import { typeOf } from './headings/column-questions.ts';
import { variableNameFor, type ImportColumn } from './import-columns.ts';
import { MOST_VARIABLES, type Variable } from '../../variables/domain/variable.ts';

/** A column that becomes a variable. */
export interface VariableToCreate {
  /** Where the column stands. */
  index: number;
  column: ImportColumn;
  label: string;
  type: Variable['type'];
  /** The one that is there already, if any. */
  same: Variable | undefined;
}

const LABEL = 100;

/**
 * The variables that a mapping asks for. One of the column's name and type that is there already is that one; of two
 * columns of one name each has its own, the same ones when the file comes again. A fault where one of another type is in
 * the way, or there would be too many.
 */
export function variablesToCreate(
  columns: ImportColumn[],
  variables: Variable[],
): VariableToCreate[] | { fault: string } {
  const inOrder = variables.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const taken = new Set<string>();
  const wanted: VariableToCreate[] = [];
  for (const [index, column] of columns.entries()) {
    const type = typeOf(column, variables);
    if (!type || !column.meaning.startsWith('new-variable:')) continue;
    const label = column.name.slice(0, LABEL);
    const same = inOrder.find((one) =>
      column.variable === undefined
        ? one.label === label && one.type === type && !taken.has(one.name)
        : one.name === column.variable && one.type === type,
    );
    if (!same && variables.some(({ name }) => name === column.variable))
      return { fault: `a variable ${column.variable ?? ''} of another type is there already.` };
    if (same) taken.add(same.name);
    wanted.push({ index, column, label, type, same });
  }
  const all = variables.length + wanted.filter(({ same }) => !same).length;
  return all > MOST_VARIABLES
    ? {
        fault: `there would be ${all} variables; there may be ${MOST_VARIABLES}. Leave columns out, or delete variables.`,
      }
    : wanted;
}

/** The name of a variable to be made, which nobody has yet. */
export const newVariableName = ({ column, index }: VariableToCreate, used: ReadonlySet<string>): string =>
  variableNameFor(column.variable ?? column.name, index + 1, used);

/** The columns with the variables that they fill, by position, and the types by which they are read. */
export const namedColumns = (
  columns: ImportColumn[],
  variables: Variable[],
  names: ReadonlyMap<number, string>,
): ImportColumn[] =>
  columns.map((column, index) => {
    const name = names.get(index);
    return {
      ...column,
      type: typeOf(column, variables),
      ...(name !== undefined && { meaning: `variables.${name}` as const }),
    };
  });

/** The columns as if their variables were there. */
export function columnsAfterCreation(
  columns: ImportColumn[],
  variables: Variable[],
  wanted: VariableToCreate[],
): ImportColumn[] {
  const used = new Set(variables.map(({ name }) => name));
  const names = new Map<number, string>();
  for (const one of wanted) {
    const name = one.same?.name ?? newVariableName(one, used);
    used.add(name);
    names.set(one.index, name);
  }
  return namedColumns(columns, variables, names);
}
