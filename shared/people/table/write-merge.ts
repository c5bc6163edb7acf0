import type { HistoryEntry } from '../domain/history.ts';
import type { MergeJob } from '../domain/merge-job.ts';
import { jobPut } from '../../jobs/table/job-items.ts';
import type { Participant } from '../domain/participant.ts';
import { undoPut } from '../../jobs/table/undo-items.ts';
import { historyItem } from './history-items.ts';
import { pointerItem } from './identity-items.ts';
import { participantKey } from './person-keys.ts';
import { personUpdate } from './person-update.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';

/** Two people who become one, as both were read. */
export interface Merge {
  survivor: { before: Participant; after: Participant };
  other: Participant;
  at: string;
  history: HistoryEntry[];
  /** Moves the rest. */
  job: MergeJob;
  /** The bulk job that does it, whose mark says that the other one is done. */
  markedBy?: string | undefined;
}

/**
 * Writes a merge: survivor, pointer, pointers to the other, history and job in one step; false when one of the two was
 * written to meanwhile.
 */
export async function writeMerge(table: Table, merge: Merge): Promise<boolean> {
  const { survivor, other, at } = merge;
  const outcome = await transact(table, [
    personUpdate(table, survivor.before, survivor.after),
    {
      Put: {
        TableName: table.name,
        Item: pointerItem(other.id, survivor.after.id, at, merge.job.id),
        ConditionExpression: '#entity = :participant AND #version = :version',
        ExpressionAttributeNames: { '#entity': 'entity', '#version': 'version' },
        ExpressionAttributeValues: { ':participant': 'participant', ':version': other.version },
      },
    },
    ...[...(other.aliases ?? [])].map((alias) => repoint(table, alias, other.id, survivor.after.id)),
    ...merge.history.map((entry) => historyItem(table, entry)),
    jobPut(table, merge.job),
    ...(merge.markedBy === undefined
      ? []
      : [undoPut(table, { jobId: merge.markedBy, participantId: other.id, at, before: {} })]),
  ]);
  return outcome.done;
}

/** No pointer leads to a pointer. */
function repoint(table: Table, alias: string, from: string, to: string): TransactItem {
  return {
    Update: {
      TableName: table.name,
      Key: participantKey(alias),
      UpdateExpression: 'SET #to = :to',
      ConditionExpression: '#entity = :pointer AND #to = :from',
      ExpressionAttributeNames: { '#entity': 'entity', '#to': 'to' },
      ExpressionAttributeValues: { ':pointer': 'pointer', ':from': from, ':to': to },
    },
  };
}
