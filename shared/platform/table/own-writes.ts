import { randomBytes } from 'node:crypto';
import type { DynamoDBDocumentClient, ServiceInputTypes } from '@aws-sdk/lib-dynamodb';
import { isConditionFailure, itemInTheWay } from './failures.ts';

/** Who wrote an item last by a condition: one id for each write, the same for every attempt at it. */
const WRITER = 'writer';

/**
 * Makes repeated conditional writes of one item safe. When an answer is lost, the SDK sends the write once more, and its
 * condition fails because of its own first attempt. So each write leaves an id of its own in the item, and a refusal by an
 * item with this id counts as success. When a delete finds nothing at its second attempt, that is what it wanted.
 * (Transactions recognize themselves by their token, batches of inserts by what their items say of who made them.)
 */
export function recogniseOwnWrites(client: DynamoDBDocumentClient): void {
  client.middlewareStack.add(
    (next) => async (call) => {
      const writer = randomBytes(9).toString('base64url');
      const input = signed(call.input, writer);
      if (!input) return next(call);
      try {
        return await next({ ...call, input });
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        const found = itemInTheWay(error);
        const isGone = found === undefined && isDelete(input) && (error.$metadata.attempts ?? 1) > 1;
        if (found?.[WRITER] !== writer && !isGone) throw error;
        return { response: error.$response, output: { $metadata: error.$metadata, Attributes: found } };
      }
    },
    { step: 'initialize', name: 'recogniseOwnWrites' },
  );
}

const isDelete = (input: ServiceInputTypes): boolean => !('Item' in input) && !('UpdateExpression' in input);

/** The write with its id; undefined for anything but a conditional write of one item. */
function signed(input: ServiceInputTypes, writer: string): ServiceInputTypes | undefined {
  if (!('ConditionExpression' in input) || input.ConditionExpression === undefined) return undefined;
  const telling = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
  if ('Item' in input) return { ...input, ...telling, Item: { ...input.Item, [WRITER]: writer } };
  if (!('UpdateExpression' in input)) return { ...input, ...telling };
  const { UpdateExpression = '', ExpressionAttributeNames, ExpressionAttributeValues } = input;
  const set = 'SET #ownWriter = :ownWriter';
  return {
    ...input,
    ...telling,
    UpdateExpression: UpdateExpression.startsWith('SET ')
      ? `${set}, ${UpdateExpression.slice('SET '.length)}`
      : `${set} ${UpdateExpression}`,
    ExpressionAttributeNames: { ...ExpressionAttributeNames, '#ownWriter': WRITER },
    ExpressionAttributeValues: { ...ExpressionAttributeValues, ':ownWriter': writer },
  };
}
