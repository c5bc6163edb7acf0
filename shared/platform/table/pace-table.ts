import { Pace } from '../values/pace.ts';
import type { Table } from './table.ts';

const refused = /throttl|throughput|limitexceeded/i;

/**
 * A table for bulky work, whose pace slows down whenever DynamoDB refuses a request, or some of one, for lack of room: visitors
 * try fewer times than a job does, and would lose.
 */
export function paceTable(table: Table, most: number): Table {
  const pace = new Pace(most);
  // Within the SDK's own retries: each refusal counts, not only the last.
  table.client.middlewareStack.add(
    (next) => async (call) => {
      try {
        const result = await next(call);
        if (isPartlyRefused(result.output)) pace.slowDown();
        return result;
      } catch (error) {
        if (isRefused(error)) pace.slowDown();
        throw error;
      }
    },
    { step: 'deserialize', priority: 'high', name: 'paceTable' },
  );
  return { ...table, pace };
}

function isRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const reasons = 'CancellationReasons' in error ? JSON.stringify(error.CancellationReasons) : '';
  return refused.test(error.name) || refused.test(reasons);
}

function isPartlyRefused(output: object | undefined): boolean {
  if (output === undefined) return false;
  const left = 'UnprocessedItems' in output ? output.UnprocessedItems : {};
  if (Object.keys(left ?? {}).length > 0) return true;
  const answers = 'Responses' in output && Array.isArray(output.Responses) ? output.Responses : [];
  return answers.some(({ Error: error }: { Error?: { Code?: string } }) => refused.test(error?.Code ?? ''));
}
