import type { ImportColumn } from '../domain/import-columns.ts';
import type { Variable } from '../../variables/domain/variable.ts';
import { namedColumns, newVariableName, type VariableToCreate } from '../domain/variables-to-create.ts';
import type { Table } from '../../platform/table/table.ts';
import { createVariable } from '../../variables/table/variable-items.ts';

/** Makes the variables that are wanted and not there; the columns fill them from now on. */
export async function makeVariables(
  context: { table: Table; now: () => number },
  columns: ImportColumn[],
  variables: Variable[],
  wanted: VariableToCreate[],
): Promise<ImportColumn[]> {
  const used = new Set(variables.map(({ name }) => name));
  const names = new Map<number, string>();
  for (const one of wanted) {
    const name = one.same?.name ?? (await makeVariable(context, one, used));
    used.add(name);
    names.set(one.index, name);
  }
  return namedColumns(columns, variables, names);
}

async function makeVariable(
  { table, now }: { table: Table; now: () => number },
  wanted: VariableToCreate,
  used: Set<string>,
): Promise<string> {
  const { label, type } = wanted;
  for (;;) {
    const name = newVariableName(wanted, used);
    const createdAt = new Date(now()).toISOString();
    if ('variable' in (await createVariable(table, { name, type, label, createdAt, version: 1 })))
      return name;
    used.add(name);
  }
}
