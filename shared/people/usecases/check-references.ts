import type { Group } from '../../groups/domain/group.ts';
import { Refusal, type FieldError } from '../../platform/problems/refusal.ts';
import { checkVariableValue, fitTogether, type VariableValue } from '../../variables/domain/variable.ts';
import { getGroups } from '../../groups/table/group-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { listVariables } from '../../variables/table/variable-items.ts';

/** The groups and variables that a change refers to, by the path of the field that names them. */
interface References {
  groups: { field: string; ids: string[] };
  variables: Record<string, VariableValue | null>;
}

/** Refuses groups and variables that do not exist, and values of the wrong type. Answers the groups, by id. */
export async function checkReferences(
  table: Table,
  { groups, variables }: References,
): Promise<Map<string, Group>> {
  const [known, errors] = await Promise.all([
    getGroups(table, groups.ids),
    checkVariables(table, Object.entries(variables)),
  ]);
  for (const [index, id] of groups.ids.entries()) {
    if (known.has(id)) continue;
    errors.push({
      field: `${groups.field}.${index}`,
      code: 'unknown-group',
      message: 'There is no such group.',
    });
  }
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some fields need another look.', errors);
  return known;
}

async function checkVariables(table: Table, values: [string, VariableValue | null][]): Promise<FieldError[]> {
  if (values.length === 0) return [];
  const known = new Map((await listVariables(table)).map((variable) => [variable.name, variable]));
  return values.flatMap(([name, value]): FieldError[] => {
    const field = `variables.${name}`;
    const variable = known.get(name);
    if (!variable) return [{ field, code: 'unknown-variable', message: 'There is no such variable.' }];
    const read = value === null ? { value } : checkVariableValue(variable, value);
    return 'code' in read ? [{ field, ...read }] : [];
  });
}

/** All values of a person are kept in one item. */
export function checkTogether(variables: Record<string, VariableValue>): void {
  if (fitTogether(variables)) return;
  const message = 'The values of all variables together are too long.';
  throw new Refusal('invalid-input', message, [{ field: 'variables', code: 'too-large', message }]);
}
