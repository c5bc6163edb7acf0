import { differenceOf } from '../domain/difference-of.ts';
import type { Participant } from '../domain/participant.ts';
import { withBlackList } from './black-list.ts';
import { participantKey } from './keys.ts';
import type { Table } from './table.ts';
import type { TransactItem } from './transact.ts';
import { updateExpression } from './update-expression.ts';

/** Writes what differs between a person as read and as they shall be, if nobody wrote to them since. */
export function personUpdate(table: Table, before: Participant, after: Participant): TransactItem {
  const update = updateExpression({
    ...withBlackList(before.id, differenceOf(before, after)),
    increase: { version: 1 },
  });
  return {
    Update: {
      TableName: table.name,
      Key: participantKey(before.id),
      ...update,
      ConditionExpression: '#u_version = :seen',
      ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':seen': before.version },
    },
  };
}
