import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Registration } from '../domain/registration.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { registrationKey } from './registration-keys.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';

/**
 * Anonymises a registration: removes everything about the person. It goes on counting, and its links stop working. Doing it
 * twice changes nothing more. A registration posted after the moment of the erasure belongs to a person who has come back:
 * it stays.
 */
export async function anonymiseRegistration(
  table: Table,
  { sessionId, participantId }: Pick<Registration, 'sessionId' | 'participantId'>,
  erasedAt: string,
): Promise<void> {
  const update = updateExpression({
    set: { answers: {}, erasedAt },
    remove: ['email', 'choices', 'consent', 'consents', 'cameFrom', 'timeZone', 'locale', 'utm'],
    increase: { linkEpoch: 1 },
  });
  await wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ...update,
        ConditionExpression: ['createdAt', 'returnedAt', 'selfAt'].reduce(
          (condition, posted) =>
            `${condition} AND (attribute_not_exists(${posted}) OR ${posted} <= :u_erasedAt)`,
          'attribute_exists(pk) AND attribute_not_exists(#u_erasedAt)',
        ),
      }),
    ),
  );
}
