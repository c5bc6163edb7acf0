import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { wasWritten } from '../../platform/table/failures.ts';
import { transact } from '../../platform/table/transact.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { historyItem } from '../../people/table/history-items.ts';
import type { HistoryEntry } from '../../people/domain/history.ts';
import type { Attendance, RegistrationKey } from '../../registrations/domain/registration.ts';
import { registrationKey } from '../../registrations/table/registration-keys.ts';
import type { JudgementJob } from '../domain/judgement-job.ts';
import { judgementWrites } from './turn-items.ts';

/** Writes what a judgement found; false when the registration is gone, or somebody said by hand what is so. */
export function writeVerdict(
  table: Table,
  { sessionId, participantId }: RegistrationKey,
  attendance: Attendance,
): Promise<boolean> {
  return wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ...updateExpression({ set: { attendance } }),
        ConditionExpression:
          'attribute_exists(pk) AND attribute_not_exists(erasedAt) AND (attribute_not_exists(#u_attendance) OR attribute_exists(#u_attendance.#by))',
        ExpressionAttributeNames: { '#u_attendance': 'attendance', '#by': 'by' },
      }),
    ),
  );
}

/** Takes back what was said by hand, and asks for a judgement instead; false when nothing was said by hand any more. */
export async function takeBackByHand(
  table: Table,
  { sessionId, participantId }: RegistrationKey,
  entry: HistoryEntry,
  judgement: JudgementJob,
): Promise<boolean> {
  const attendance: Attendance = { state: 'unknown', by: judgement.id };
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ...updateExpression({ set: { attendance } }),
        ConditionExpression: 'attribute_exists(#u_attendance) AND attribute_not_exists(#u_attendance.#by)',
        ExpressionAttributeNames: { '#u_attendance': 'attendance', '#by': 'by' },
      },
    },
    historyItem(table, entry),
    ...judgementWrites(table, judgement),
  ]);
  return outcome.done;
}
