import * as z from 'zod';
import { readJson } from '../endpoint/json-protocol.ts';

/** A batch call cut in two: the part that is done, and how the answer reports the rest. */
export interface PartialBatch {
  /** The input to do; undefined = nothing of it. */
  todo: unknown;
  /** Puts the rest into the output of what was done. */
  complete(output: Record<string, unknown>): Record<string, unknown>;
}

const requestItems = z.looseObject({ RequestItems: z.record(z.string(), z.unknown()) });
const keysToGet = z.looseObject({ Keys: z.array(z.unknown()) });
const statements = z.looseObject({ Statements: z.array(z.unknown()) });

/** An entry of a batch: the n-th `of` so many to its table, or of all statements, which name their table themselves. */
export interface BatchEntry {
  entry: unknown;
  table?: string;
  at: number;
  of: number;
}

/** Does the first half of what is for a table, and every second statement. */
export const isInHalf = ({ table, at, of }: BatchEntry): boolean =>
  table === undefined ? at % 2 === 1 : at < Math.floor(of / 2);

/** Cuts a batch so that part of it stays undone, as DynamoDB does when a partition is busy; undefined for other calls. */
export function cutBatch(
  operation: string,
  body: Buffer,
  isDone: (entry: BatchEntry) => boolean,
): PartialBatch | undefined {
  if (operation === 'BatchWriteItem')
    return cutRequests(
      body,
      isDone,
      'UnprocessedItems',
      z.array(z.unknown()),
      (entries) => entries,
      (entries) => entries,
    );
  if (operation === 'BatchGetItem') {
    return cutRequests(
      body,
      isDone,
      'UnprocessedKeys',
      keysToGet,
      (wanted) => wanted.Keys,
      (Keys, wanted) => ({ ...wanted, Keys }),
    );
  }
  return operation === 'BatchExecuteStatement' ? cutStatements(body, isDone) : undefined;
}

function cutRequests<S extends z.ZodType>(
  body: Buffer,
  isDone: (entry: BatchEntry) => boolean,
  undone: string,
  schema: S,
  entriesOf: (request: z.output<S>) => unknown[],
  withEntries: (entries: unknown[], request: z.output<S>) => unknown,
): PartialBatch {
  const input = readJson(requestItems, body);
  const done: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  for (const [table, value] of Object.entries(input.RequestItems)) {
    const request = schema.parse(value);
    const entries = entriesOf(request);
    const judged = Map.groupBy(entries.entries(), ([at, entry]) =>
      isDone({ entry, table, at, of: entries.length }),
    );
    const part = (which: boolean) => (judged.get(which) ?? []).map(([, entry]) => entry);
    if (judged.has(true)) done[table] = withEntries(part(true), request);
    if (judged.has(false)) rest[table] = withEntries(part(false), request);
  }
  const todo = Object.keys(done).length > 0 ? { ...input, RequestItems: done } : undefined;
  const empty = undone === 'UnprocessedKeys' ? { Responses: {} } : {};
  return { todo, complete: (output) => ({ ...empty, ...output, [undone]: rest }) };
}

/** Statements are refused one by one; answers keep the order of the statements. */
function cutStatements(body: Buffer, isDone: (entry: BatchEntry) => boolean): PartialBatch {
  const input = readJson(statements, body);
  const throttled = {
    Error: { Code: 'ThrottlingError', Message: 'The request was denied due to request throttling.' },
  };
  const judged = input.Statements.map((entry, at) => isDone({ entry, at, of: input.Statements.length }));
  const done = input.Statements.filter((_, at) => judged[at]);
  return {
    todo: done.length > 0 ? { ...input, Statements: done } : undefined,
    complete(output) {
      const answers = z.array(z.unknown()).default([]).parse(output['Responses']);
      const rest = answers.values();
      const responses = judged.map((isAnswered) => (isAnswered ? rest.next().value : throttled));
      return { ...output, Responses: responses };
    },
  };
}
