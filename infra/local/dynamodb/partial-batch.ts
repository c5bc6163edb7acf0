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

/** Cuts a batch so that about half of it stays undone, as DynamoDB does when a partition is busy; undefined for other calls. */
export function cutBatch(operation: string, body: Buffer): PartialBatch | undefined {
  if (operation === 'BatchWriteItem')
    return cutRequests(
      body,
      'UnprocessedItems',
      z.array(z.unknown()),
      (entries) => entries,
      (entries) => entries,
    );
  if (operation === 'BatchGetItem') {
    return cutRequests(
      body,
      'UnprocessedKeys',
      keysToGet,
      (wanted) => wanted.Keys,
      (Keys, wanted) => ({ ...wanted, Keys }),
    );
  }
  return operation === 'BatchExecuteStatement' ? cutStatements(body) : undefined;
}

function cutRequests<S extends z.ZodType>(
  body: Buffer,
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
    const half = Math.floor(entries.length / 2);
    if (half > 0) done[table] = withEntries(entries.slice(0, half), request);
    rest[table] = withEntries(entries.slice(half), request);
  }
  const todo = Object.keys(done).length > 0 ? { ...input, RequestItems: done } : undefined;
  const empty = undone === 'UnprocessedKeys' ? { Responses: {} } : {};
  return { todo, complete: (output) => ({ ...empty, ...output, [undone]: rest }) };
}

/** Every second statement is refused for itself; answers keep the order of the statements. */
function cutStatements(body: Buffer): PartialBatch {
  const input = readJson(statements, body);
  const throttled = {
    Error: { Code: 'ThrottlingError', Message: 'The request was denied due to request throttling.' },
  };
  const done = input.Statements.filter((_, index) => index % 2 === 1);
  return {
    todo: done.length > 0 ? { ...input, Statements: done } : undefined,
    complete(output) {
      const answers = z.array(z.unknown()).default([]).parse(output['Responses']);
      const responses = input.Statements.map((_, index) =>
        index % 2 === 1 ? answers[(index - 1) / 2] : throttled,
      );
      return { ...output, Responses: responses };
    },
  };
}
