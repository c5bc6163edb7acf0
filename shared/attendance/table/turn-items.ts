import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { JobCore } from '../../jobs/domain/job.ts';
import { jobPut, wakeItem, WAKE_DAYS } from '../../jobs/table/job-items.ts';
import { isConditionFailure, itemInTheWay, wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { CLOCK_SKEW_MS } from '../../platform/values/clocks.ts';
import type { JudgementJob } from '../domain/judgement-job.ts';
import { turnKey } from './attendance-keys.ts';

/**
 * The latest judgement of a session that somebody asked for, and who judges it now. Only the latest one judges, and only when nobody
 * else does: a judgement that read what was so before must not write after one that read what is so now.
 */
const Turn = z.object({
  wanted: z.string(),
  holder: z.string().optional(),
  until: z.string().optional(),
});

/** How long a judgement has its turn without taking it anew. */
const TURN_MS = 2 * 60_000;

/** A new judgement, and the word that it is the latest. */
export const judgementWrites = (table: Table, job: JudgementJob): TransactItem[] => [
  jobPut(table, job),
  {
    Update: {
      TableName: table.name,
      Key: turnKey(job.sessionId),
      ...updateExpression({ set: { ...stamp('attendance-turn'), wanted: job.id } }),
    },
  },
];

/** Asks for a judgement; false when the same was asked for before. */
export const putJudgement = async (table: Table, job: JudgementJob): Promise<boolean> =>
  (await transact(table, judgementWrites(table, job))).done;

/** The latest judgement that was asked for; undefined when nobody ever did. */
export async function wantedJudgement(table: Table, sessionId: string): Promise<string | undefined> {
  const item = await getItem(table, turnKey(sessionId));
  return item && readItem(Turn, 'attendance-turn', item).wanted;
}

/**
 * Takes a judgement's turn, or keeps it. `passed`: a later one was asked for. `busy`: somebody else has it, and will call the latest
 * one when they leave.
 */
export async function takeTurn(
  table: Table,
  { id, sessionId }: Pick<JudgementJob, 'id' | 'sessionId'>,
  nowMs: number,
): Promise<'taken' | 'passed' | 'busy'> {
  const update = updateExpression({ set: { holder: id, until: new Date(nowMs + TURN_MS).toISOString() } });
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: turnKey(sessionId),
        ...update,
        // A turn that ends later than any can was taken by a clock that was ahead.
        ConditionExpression:
          'wanted = :job AND (attribute_not_exists(#u_holder) OR #u_holder = :job OR #u_until < :now OR #u_until > :never)',
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ':job': id,
          ':now': new Date(nowMs).toISOString(),
          ':never': new Date(nowMs + TURN_MS + CLOCK_SKEW_MS).toISOString(),
        },
      }),
    );
    return 'taken';
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const found = itemInTheWay(error);
    return found?.['wanted'] === id ? 'busy' : 'passed';
  }
}

/** Leaves the turn, if it has it. Answers the latest judgement that was asked for, where that is another. */
export async function leaveTurn(
  table: Table,
  { id, sessionId }: Pick<JudgementJob, 'id' | 'sessionId'>,
): Promise<string | undefined> {
  await wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: turnKey(sessionId),
        ...updateExpression({ remove: ['holder', 'until'] }),
        ConditionExpression: '#u_holder = :job',
        ExpressionAttributeValues: { ':job': id },
      }),
    ),
  );
  const wanted = await wantedJudgement(table, sessionId);
  return wanted === id ? undefined : wanted;
}

/** Calls a worker for a judgement that waited for its turn. */
export async function callJudgement(table: Table, job: JobCore, nowMs: number): Promise<void> {
  const expiresAt = Math.floor(nowMs / 1000) + WAKE_DAYS * 24 * 3600;
  await transact(table, [
    wakeItem(table, job, { at: new Date(nowMs).toISOString(), by: undefined, expiresAt }),
  ]);
}
