import type { Table } from '../../../shared/platform/table/table.ts';

type Item = Record<string, unknown>;
interface Input {
  Key?: Item;
  Item?: Item;
  Statements?: { Statement: string; Parameters: unknown[] }[];
  RequestItems?: Record<string, { PutRequest?: { Item: Item } }[]>;
  TransactItems?: { Put?: { Item: Item }; Update?: { Key: Item }; Delete?: { Key: Item } }[];
  ReturnConsumedCapacity?: string;
}

/** The table with a client that notes what each call wrote, by partition key, and what it cost. */
export function countCalls(table: Table) {
  const cost = { written: new Map<string, number>(), writeUnits: 0, readUnits: 0 };
  table.client.middlewareStack.add(
    (next, context) => async (call) => {
      const input = call.input as Input;
      const isRead = /Get|Query|Scan/.test(context.commandName ?? '');
      if (!isRead)
        for (const key of writtenKeys(input)) cost.written.set(key, (cost.written.get(key) ?? 0) + 1);
      const { response, output } = await next({
        ...call,
        input: { ...call.input, ReturnConsumedCapacity: 'TOTAL' },
      });
      const { ConsumedCapacity = [] } = output as { ConsumedCapacity?: Item | Item[] };
      for (const { CapacityUnits } of [ConsumedCapacity].flat())
        cost[isRead ? 'readUnits' : 'writeUnits'] += Number(CapacityUnits ?? 0);
      return { response, output };
    },
    { step: 'initialize' },
  );
  return { table, cost };
}

function writtenKeys({ Key, Item, Statements = [], RequestItems = {}, TransactItems = [] }: Input): string[] {
  const inserted = Statements.map(({ Statement, Parameters }) => {
    const names = [...Statement.matchAll(/'([^']+)': \?/g)].map(([, name]) => name);
    return Parameters[names.indexOf('pk')];
  });
  const put = Object.values(RequestItems).flatMap((requests) =>
    requests.map(({ PutRequest }) => PutRequest?.Item['pk']),
  );
  const transacted = TransactItems.map(
    ({ Put, Update, Delete }) => (Put?.Item ?? Update?.Key ?? Delete?.Key)?.['pk'],
  );
  return [Key?.['pk'], Item?.['pk'], ...inserted, ...put, ...transacted].filter(
    (key) => typeof key === 'string',
  );
}
