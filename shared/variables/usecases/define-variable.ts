import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { MOST_VARIABLES, type Variable } from '../domain/variable.ts';
import type { Table } from '../../platform/table/table.ts';
import { createVariable, listVariables, saveVariable } from '../table/variable-items.ts';

/**
 * Defines a variable. One of the same name and type that was deleted comes back, with the values that people still have.
 * (Of several that are defined at the same time at the limit, some more may pass.)
 */
export async function defineVariable(table: Table, wanted: Variable): Promise<Variable> {
  if ((await listVariables(table)).length >= MOST_VARIABLES) {
    throw new Refusal('conflict', `There are ${MOST_VARIABLES} variables already. Delete one first.`, [
      { field: '', code: 'too-many-variables', message: `At most ${MOST_VARIABLES} variables.` },
    ]);
  }
  const outcome = await createVariable(table, wanted);
  if ('variable' in outcome) return outcome.variable;
  const { inTheWay } = outcome;
  if (inTheWay.hiddenAt === undefined) throw taken(`There is a variable ${wanted.name} already.`, 'exists');
  if (inTheWay.type !== wanted.type)
    throw taken(
      `${wanted.name} was a ${inTheWay.type} before, and people still have values of it. Choose another name.`,
      'type-cannot-change',
    );
  const back = await saveVariable(table, inTheWay, { label: wanted.label, hiddenAt: undefined });
  if (!back) throw taken(`Somebody has just defined ${wanted.name}.`, 'exists');
  return back;
}

function taken(message: string, code: FieldErrorCode): Refusal {
  return new Refusal('conflict', message, [{ field: 'name', code, message }]);
}
