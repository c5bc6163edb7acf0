import * as z from 'zod';
import { UNDO_DAYS } from '../../platform/values/restorable.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { deleteItems } from '../../platform/table/delete-items.ts';
import { getItems } from '../../platform/table/get-items.ts';
import { undoKey, undoPartition } from './job-keys.ts';
import type { TransactItem } from '../../platform/table/transact.ts';
import { walkShards } from '../../platform/table/walk-shards.ts';
import type { Table } from '../../platform/table/table.ts';

const DAY_SECONDS = 24 * 60 * 60;
/**
 * The mark that a bulk job leaves with a person it changed, with the values from before. Written in one transaction with
 * the change: a page that is done again recognizes its people by it, and an undo walks over the marks.
 */
export const UndoMark = z.object({
  jobId: z.string(),
  participantId: z.string(),
  at: z.string(),
  /** What was replaced, by field; null where nothing stood. */
  before: z.record(z.string(), z.unknown()),
  /** The version of the person that the change wrote. */
  version: z.number().optional(),
});
export type UndoMark = z.infer<typeof UndoMark>;

/** The write of a mark; refused when the job has changed the person already. */
export function undoPut(table: Table, mark: UndoMark): TransactItem {
  const expiresAt = undoExpiry(mark.at);
  return {
    Put: {
      TableName: table.name,
      Item: { ...undoKey(mark.jobId, mark.participantId), ...stamp('undo'), ...mark, expiresAt },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

/** When marks that were written at the instant expire, in seconds since the epoch: after that nothing can be undone. */
export const undoExpiry = (at: string): number => Math.floor(Date.parse(at) / 1000) + UNDO_DAYS * DAY_SECONDS;

/** Those of the people whom the job has marked. */
export const getMarks = (table: Table, jobId: string, ids: string[]): Promise<UndoMark[]> =>
  getMarksOf(table, [jobId], ids);

/** The marks of any number of jobs on the people. */
export async function getMarksOf(table: Table, jobIds: string[], ids: string[]): Promise<UndoMark[]> {
  const items = await getItems(
    table,
    jobIds.flatMap((jobId) => ids.map((id) => undoKey(jobId, id))),
  );
  return items.map((item) => readItem(UndoMark, 'undo', item));
}

/** One page of a job's marks, in the order of the people's ids. */
export async function listMarks(
  table: Table,
  jobId: string,
  place: ShardPlace,
  limit: number,
): Promise<{ marks: UndoMark[]; next?: ShardPlace }> {
  const page = await walkShards(table, (shard) => undoPartition(jobId, shard), place, limit);
  return {
    marks: page.items.map((item) => readItem(UndoMark, 'undo', item)),
    ...(page.next && { next: page.next }),
  };
}

/** Deletes marks, whether they are there or not. */
export async function deleteMarks(table: Table, marks: UndoMark[]): Promise<void> {
  await deleteItems(
    table,
    marks.map(({ jobId, participantId }) => undoKey(jobId, participantId)),
  );
}
