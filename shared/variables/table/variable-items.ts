import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Variable } from '../domain/variable.ts';
import { isConditionFailure, itemInTheWay, wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { variableKey, variablesPartition } from './variable-keys.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

const read = (item: Record<string, unknown>): Variable => readItem(Variable, 'variable', item);

/** Writes a new variable; one of its name stands in the way, hidden or not. */
export async function createVariable(
  table: Table,
  variable: Variable,
): Promise<{ variable: Variable } | { inTheWay: Variable }> {
  try {
    await table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...variableKey(variable.name), ...stamp('variable'), ...variable },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { variable };
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const found = itemInTheWay(error);
    if (!found) throw error;
    return { inTheWay: read(found) };
  }
}

/** The variables there are, by name; hidden ones only `withHidden`. */
export async function listVariables(table: Table, withHidden = false): Promise<Variable[]> {
  const variables: Variable[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await queryPage(table, { partition: variablesPartition, after });
    variables.push(...page.items.map(read));
    after = variables.at(-1)?.name;
    more = page.more;
  }
  return withHidden ? variables : variables.filter((variable) => variable.hiddenAt === undefined);
}

/** A variable, also a hidden one. Consistent. */
export async function getVariable(table: Table, name: string): Promise<Variable | undefined> {
  const item = await getItem(table, variableKey(name));
  return item && read(item);
}

/** Writes a variable's next state if nobody wrote since it was read. */
export async function saveVariable(
  table: Table,
  before: Variable,
  next: Pick<Variable, 'label' | 'hiddenAt'>,
): Promise<Variable | undefined> {
  const { label, hiddenAt } = next;
  const saved = { ...before, label, hiddenAt, version: before.version + 1 };
  const update = updateExpression({
    set: { label, hiddenAt, version: saved.version },
    remove: hiddenAt === undefined ? ['hiddenAt'] : [],
  });
  const written = await wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: variableKey(before.name),
        ...update,
        ConditionExpression: '#u_version = :seen',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':seen': before.version },
      }),
    ),
  );
  return written ? saved : undefined;
}
