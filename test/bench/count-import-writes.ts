import type { Table } from '../../shared/table/table.ts';
import { startLocalAws } from '../support/local-aws.ts';
import { importFile } from '../support/run-jobs.ts';
import { NOW } from '../support/factories.ts';
import { peopleCsv } from './people.ts';

export interface ImportWrites {
  /** Write units that the engine accounted, by row. */
  unitsPerRow: number;
  readUnitsPerRow: number;
  /** The busiest partition key, and its share of all written items. */
  busiest: { key: string; share: number };
  keys: number;
}

/** Imports new people by the same use case in this process, with a client that notes what each call wrote and cost. */
export async function countImportWrites(rows: number): Promise<ImportWrites> {
  const aws = await startLocalAws();
  try {
    const { table, cost } = countCalls(aws.countingTable().table);
    await importFile({ ...aws, table }, { now: NOW }, 'counted.csv', peopleCsv('counted', rows));
    const written = [...cost.written.values()].reduce((sum, count) => sum + count, 0);
    const [key, count] = [...cost.written].toSorted(([, a], [, b]) => b - a)[0] ?? ['', 0];
    return {
      unitsPerRow: cost.writeUnits / rows,
      readUnitsPerRow: cost.readUnits / rows,
      busiest: { key, share: count / written },
      keys: cost.written.size,
    };
  } finally {
    await aws.stop();
  }
}

type Item = Record<string, unknown>;
interface Input {
  Key?: Item;
  Item?: Item;
  Statements?: { Statement: string; Parameters: unknown[] }[];
  RequestItems?: Record<string, { PutRequest?: { Item: Item } }[]>;
  ReturnConsumedCapacity?: string;
}

function countCalls(table: Table) {
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

function writtenKeys({ Key, Item, Statements = [], RequestItems = {} }: Input): string[] {
  const inserted = Statements.map(({ Statement, Parameters }) => {
    const names = [...Statement.matchAll(/'([^']+)': \?/g)].map(([, name]) => name);
    return Parameters[names.indexOf('pk')];
  });
  const put = Object.values(RequestItems).flatMap((requests) =>
    requests.map(({ PutRequest }) => PutRequest?.Item['pk']),
  );
  return [Key?.['pk'], Item?.['pk'], ...inserted, ...put].filter((key) => typeof key === 'string');
}
