import * as z from 'zod';
import { getItem } from '../../platform/table/get-items.ts';
import type { JobCore } from '../../jobs/domain/job.ts';
import { saveJobWith } from '../../jobs/table/job-items.ts';
import { stamp } from '../../platform/table/item.ts';
import { seatsKey } from './registration-keys.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';

const Seats = z.object({ taken: z.number().default(0) });

/** How many of a session's seats are taken, or held for somebody. */
export async function seatsTaken(table: Table, sessionId: string): Promise<number> {
  const item = await getItem(table, seatsKey(sessionId));
  return Seats.parse(item ?? {}).taken;
}

/** How often an attempt is repeated; each repeat means that somebody took a seat in between. */
const ATTEMPTS = 20;

/**
 * Takes up to `wanted` seats for a job, in one step with the job's record of how many it holds, so that none is lost with a
 * worker. `note` makes the job's next state from the number it got. Undefined: another worker has the job now.
 */
export async function reserveSeats<J extends JobCore>(
  table: Table,
  job: J,
  seats: { sessionId: string; capacity: number; wanted: number },
  note: (got: number) => J,
): Promise<{ job: J; got: number } | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const taken = await seatsTaken(table, seats.sessionId);
    const got = Math.max(0, Math.min(seats.wanted, seats.capacity - taken));
    if (got === 0) return { job, got };
    const update = updateExpression({ set: { ...stamp('seats'), taken: taken + got } });
    const saved = await saveJobWith(table, note(got), [
      {
        Update: {
          TableName: table.name,
          Key: seatsKey(seats.sessionId),
          ...update,
          ConditionExpression:
            taken === 0 ? 'attribute_not_exists(#u_taken) OR #u_taken = :seen' : '#u_taken = :seen',
          ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':seen': taken },
        },
      },
    ]);
    if (saved) return { job: saved, got };
    if ((await seatsTaken(table, seats.sessionId)) === taken) return undefined;
  }
  throw new Error(`No seats could be had in ${ATTEMPTS} attempts.`);
}

/** Gives back seats that a job holds, in one step with its record. Undefined: another worker has the job now. */
export async function returnSeats<J extends JobCore>(
  table: Table,
  job: J,
  sessionId: string,
  count: number,
): Promise<J | undefined> {
  return saveJobWith(table, job, [
    {
      Update: {
        TableName: table.name,
        Key: seatsKey(sessionId),
        ...updateExpression({ increase: { taken: -count } }),
      },
    },
  ]);
}
