import type { VariableTypes } from '../domain/check-filter.ts';
import { Variable } from '../domain/variable.ts';
import { readItem } from './item.ts';
import { variablesPartition } from './keys.ts';
import { queryPage } from './query-page.ts';
import type { Table } from './table.ts';

/** The types of all variables, by name. */
export async function readVariableTypes(table: Table): Promise<VariableTypes> {
  const types = new Map<string, Variable['type']>();
  for (let after: string | undefined, more = true; more;) {
    const page = await queryPage(table, { partition: variablesPartition, after });
    for (const item of page.items) {
      const { name, type } = readItem(Variable, 'variable', item);
      types.set(name, type);
    }
    more = page.more;
    after = String(page.items.at(-1)?.['sk']);
  }
  return types;
}
