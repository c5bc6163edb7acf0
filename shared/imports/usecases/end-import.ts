import type { ImportJob } from '../domain/import-job.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { saveJob } from '../../jobs/table/job-items.ts';
import { listRegistrations } from '../../registrations/table/registration-items.ts';
import { returnSeats } from '../../registrations/table/reserve-seats.ts';
import type { Table } from '../../platform/table/table.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';

const PAGE = 1_000;

/**
 * Stores an import that is over. What it still holds of the seats for its last block, because its worker died, is given
 * back in the same step: nobody comes after it who could. Undefined: somebody else was quicker.
 */
export async function endImport(table: Table, over: ImportJob): Promise<ImportJob | undefined> {
  if (over.reservedSeats === undefined || !over.target) return saveJob(table, over);
  const { reservedSeats, target } = over;
  const left = reservedSeats - (await seatsGiven(table, over, target.sessionId));
  const ended = { ...over, reservedSeats: undefined };
  return left > 0 ? returnSeats(table, ended, target.sessionId, left) : saveJob(table, ended);
}

/** Seats of the block under way that its people were given, whatever became of them since. */
async function seatsGiven(table: Table, { id, run, cursor }: ImportJob, sessionId: string): Promise<number> {
  let given = 0;
  for (let place: ShardPlace | undefined = FIRST_SHARD; place;) {
    const page = await listRegistrations(table, sessionId, place, PAGE);
    given += page.registrations.filter(
      ({ importMark: mark }) =>
        mark?.importId === id && (mark.run ?? 0) === run && mark.seat === true && mark.line >= cursor.line,
    ).length;
    place = page.next;
  }
  return given;
}
