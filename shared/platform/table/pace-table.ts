import { Pace } from '../values/pace.ts';
import { isForLackOfRoom, saysNoRoom } from './failures.ts';
import type { Table } from './table.ts';

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
        if (isForLackOfRoom(error)) pace.slowDown();
        throw error;
      }
    },
    { step: 'deserialize', priority: 'high', name: 'paceTable' },
  );
  return { ...table, pace };
}

function isPartlyRefused(output: object | undefined): boolean {
  if (output === undefined) return false;
  const left = 'UnprocessedItems' in output ? output.UnprocessedItems : {};
  if (Object.keys(left ?? {}).length > 0) return true;
  const answers = 'Responses' in output && Array.isArray(output.Responses) ? output.Responses : [];
  return answers.some(({ Error: error }: { Error?: { Code?: string } }) => saysNoRoom(error?.Code));
}
