import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { isConditionFailure, itemInTheWay } from '../../platform/table/failures.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { overdueClaim } from './mail-claims.ts';
import { mailKey } from './mail-keys.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

const Retired = z.object({ state: z.enum(['claimed', 'sent', 'refused', 'unknown']) });
export type MailFate = z.infer<typeof Retired>['state'];

/**
 * Called before a mail about a merged registration is claimed: makes sure that the same mail was not sent, and never will
 * be, under the key of a registration that was merged into it. Answers what prevents that; undefined: nothing. Doing it
 * twice changes nothing more. Without `mayRepeatAt`, a claim never expires; with it, only until its lease ends.
 */
export async function supersedeMail(
  table: Table,
  formerMessageId: string,
  mayRepeatAt?: number,
): Promise<MailFate | undefined> {
  const update = updateExpression({ set: { ...stamp('mail'), state: 'moved' } });
  const over = mayRepeatAt === undefined ? undefined : overdueClaim(mayRepeatAt);
  const mayRepeat = over ? ` OR (#u_state = :claimed AND ${over.condition})` : '';
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: mailKey(formerMessageId),
        ...update,
        ConditionExpression: `attribute_not_exists(pk) OR #u_state = :released OR #u_state = :u_state${mayRepeat}`,
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ':released': 'released',
          ...(over && { ':claimed': 'claimed', ...over.values }),
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return undefined;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return readItem(Retired, 'mail', itemInTheWay(error) ?? {}).state;
  }
}
