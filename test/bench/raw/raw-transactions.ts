import { type AttributeValue, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import {
  personRegistrationKey,
  registrationKey,
} from '../../../shared/registrations/table/registration-keys.ts';
import type { BenchCloud } from '../cloud/bench-cloud.ts';
import { peopleItems } from '../cloud/people.ts';

/**
 * A bare `TransactWriteItems` of the two items that a registration writes. They lie aside, so that no mail follows
 * and no list shows them.
 */
export function createRawTransactions({ dynamoDb, tableName }: BenchCloud, tag: string, count: number) {
  const people = peopleItems(tag, count);
  const sessionId = `ses_${tag}`;
  return async (index: number): Promise<void> => {
    const person = aside(people[index] ?? {});
    const id = person['sk']?.S ?? '';
    const createdAt = new Date().toISOString();
    const item = marshall({
      ...registrationKey(sessionId, id),
      ...personRegistrationKey(id, createdAt, sessionId),
      entity: 'registration',
      v: 1,
      participantId: id,
      sessionId,
      eventId: 'evt_0123456789abcdef0123456789abcdef',
      email: person['email']?.S,
      status: 'registered',
      source: 'self-registration',
      answers: {},
      createdAt,
      epoch: 1,
      round: 1,
    });
    const put = (Item: typeof person) => ({
      Put: { TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(pk)' },
    });
    await dynamoDb.send(new TransactWriteItemsCommand({ TransactItems: [put(aside(item)), put(person)] }));
  };
}

const aside = (item: Record<string, AttributeValue>): Record<string, AttributeValue> => ({
  ...item,
  pk: { S: `BENCH#${item['pk']?.S ?? ''}` },
  entity: { S: 'bench' },
});
