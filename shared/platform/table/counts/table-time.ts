import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Key } from '../key.ts';
import type { Table } from '../table.ts';

const Answered = z.object({ response: z.object({ headers: z.object({ date: z.string() }) }) });

/**
 * What time it is by the table's own clock, in whole seconds since the epoch: that of the stream's records. A function's
 * clock may be another. It costs a look at some item.
 */
export async function tableTime(table: Table, key: Key): Promise<number> {
  const look = new GetCommand({ TableName: table.name, Key: key, ProjectionExpression: 'pk' });
  let date = '';
  look.middlewareStack.add(
    (next) => async (call) => {
      const answer = await next(call);
      date = Answered.parse(answer).response.headers.date;
      return answer;
    },
    { step: 'deserialize' },
  );
  await table.client.send(look);
  return Math.floor(Date.parse(date) / 1000);
}
