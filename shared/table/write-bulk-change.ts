import type { Participant } from '../domain/participant.ts';
import { memberKey, participantKey } from './keys.ts';
import { memberItem } from './member-items.ts';
import { transact, type TransactItem } from './transact.ts';
import { undoPut, type UndoMark } from './undo-items.ts';
import { updateExpression, type Patch } from './update-expression.ts';
import type { Table } from './table.ts';

/** What a bulk job does to one person, all or none. */
export interface BulkChange {
  /** As read: somebody else's write in between refuses the change. */
  person: Pick<Participant, 'id' | 'version'>;
  patch: Patch;
  mark: UndoMark;
  /** Groups whose index the person comes into; their own set is the patch's matter. */
  join?: string[] | undefined;
  /** Groups whose index the person leaves; with `by`, only if that brought them in. */
  leave?: { groupId: string; by?: string | undefined }[] | undefined;
  alongside?: TransactItem[] | undefined;
}

/** `done-before`: the job has changed the person already. `not-ours`: somebody else put the person into the group. */
export type BulkChangeOutcome = 'written' | 'done-before' | 'overtaken' | 'not-ours';

/** Changes a person, the indexes of their groups, and leaves the mark of the job, in one step. */
export async function writeBulkChange(table: Table, change: BulkChange): Promise<BulkChangeOutcome> {
  const { person, mark, join = [], leave = [], alongside = [] } = change;
  const update = updateExpression({ ...change.patch, increase: { version: 1 } });
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: participantKey(person.id),
        ...update,
        ConditionExpression: '#u_version = :known',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':known': person.version },
      },
    },
    undoPut(table, mark),
    ...leave.map(({ groupId, by }) => memberDelete(table, groupId, person.id, by)),
    ...join.map((groupId) => ({
      Put: {
        TableName: table.name,
        Item: memberItem(groupId, person.id, { by: mark.jobId, at: mark.at }),
      },
    })),
    ...alongside,
  ]);
  if (outcome.done) return 'written';
  const refused = new Set(outcome.refused.map(({ index }) => index));
  if (refused.has(1)) return 'done-before';
  return refused.has(0) ? 'overtaken' : 'not-ours';
}

function memberDelete(
  table: Table,
  groupId: string,
  participantId: string,
  by: string | undefined,
): TransactItem {
  return {
    Delete: {
      TableName: table.name,
      Key: memberKey(groupId, participantId),
      ...(by !== undefined && {
        ConditionExpression: '#by = :by',
        ExpressionAttributeNames: { '#by': 'by' },
        ExpressionAttributeValues: { ':by': by },
      }),
    },
  };
}
