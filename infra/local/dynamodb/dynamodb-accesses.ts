import * as z from 'zod';
import { readJson } from '../endpoint/json-protocol.ts';
import type { Access } from '../iam/access.ts';

const one = z.looseObject({
  TableName: z.string().optional(),
  IndexName: z.string().optional(),
  StreamArn: z.string().optional(),
});
const batch = z.looseObject({ RequestItems: z.record(z.string(), z.unknown()) });
const entry = z.record(z.string(), z.looseObject({ TableName: z.string() }));
const transaction = z.looseObject({ TransactItems: z.array(entry) });
const statement = z.looseObject({ Statement: z.string() });
const statements = z.looseObject({ Statements: z.array(statement) });
const statementTransaction = z.looseObject({ TransactStatements: z.array(statement) });

const transactionActions: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const partiqlActions: Record<string, string> = {
  INSERT: 'PartiQLInsert',
  SELECT: 'PartiQLSelect',
  UPDATE: 'PartiQLUpdate',
  DELETE: 'PartiQLDelete',
  EXISTS: 'PartiQLSelect',
};

/** The permissions that a DynamoDB call needs, each once. `arnOf` makes a table's ARN of its name. */
export function readDynamoDbAccesses(
  operation: string,
  body: Buffer,
  arnOf: (table: string) => string,
): Access[] {
  const accesses = new Map<string, Access>();
  const need = (action: string, table: string, index?: string): void => {
    const resource = index === undefined ? arnOf(table) : `${arnOf(table)}/index/${index}`;
    accesses.set(`${action} ${resource}`, { action: `dynamodb:${action}`, resource });
  };
  const needStatement = ({ Statement }: z.output<typeof statement>): void => {
    const { verb, table, index } = readStatement(Statement);
    need(partiqlActions[verb] ?? 'PartiQLUnknown', table, index);
  };

  if (operation.startsWith('Batch') && operation.endsWith('Item')) {
    for (const table of Object.keys(readJson(batch, body).RequestItems)) need(operation, table);
  } else if (operation.startsWith('Transact')) {
    for (const [kind, { TableName }] of readJson(transaction, body).TransactItems.flatMap(
      Object.entries<z.output<typeof entry>[string]>,
    )) {
      need(transactionActions[kind] ?? kind, TableName);
    }
  } else if (operation === 'BatchExecuteStatement')
    readJson(statements, body).Statements.forEach(needStatement);
  else if (operation === 'ExecuteTransaction')
    readJson(statementTransaction, body).TransactStatements.forEach(needStatement);
  else if (operation === 'ExecuteStatement') needStatement(readJson(statement, body));
  else {
    const { TableName, IndexName, StreamArn } = readJson(one, body);
    if (TableName !== undefined) need(operation, TableName, IndexName);
    else return [{ action: `dynamodb:${operation}`, resource: StreamArn ?? '*' }];
  }
  return [...accesses.values()];
}

const token = /'(?:[^']|'')*'|"[^"]*"|\w+/g;
const tableName = /\s*("[^"]+"|[\w-]+)(?:\.("[^"]+"|[\w-]+))?/y;

/** Verb, table and index of a PartiQL statement; what cannot be read names no table and so is refused. */
function readStatement(text: string): { verb: string; table: string; index: string | undefined } {
  const words = [...text.matchAll(token)];
  const verb = words[0]?.[0].toUpperCase() ?? '';
  const keyword = { INSERT: 'INTO', UPDATE: 'UPDATE' }[verb] ?? 'FROM';
  const before = words.find(([word]) => word.toUpperCase() === keyword);
  tableName.lastIndex = before === undefined ? text.length : before.index + keyword.length;
  const [, table = '', index] = tableName.exec(text) ?? [];
  const unquote = (name: string): string => name.replaceAll('"', '');
  return { verb, table: unquote(table), index: index === undefined ? undefined : unquote(index) };
}
