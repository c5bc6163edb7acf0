import type { ImportJob } from '../domain/import-job.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { saveJob } from '../../jobs/table/job-items.ts';
import { listRegistrations } from '../../registrations/table/registration-items.ts';
import { seatWaitingList } from '../../registrations/usecases/seat-waiting-list.ts';
import { returnSeats } from '../../registrations/table/reserve-seats.ts';
import type { Table } from '../../platform/table/table.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';

const PAGE = 1_000;

/** So many are seated at the end of an import, while somebody may be waiting for an answer. */
const MOST_SEATED = 500;

/**
 * Stores an import that is over. Seats that it still holds for its last block, because its worker died, are given back in
 * the same step: nobody else would. Then people on the waiting list get them. Undefined: somebody else was first.
 */
export async function endImport(table: Table, over: ImportJob): Promise<ImportJob | undefined> {
  const ended = await storeEnd(table, over);
  if (ended?.target && !ended.dryRun) await seatAfter(table, ended, ended.target);
  return ended;
}

/** Gives the seats that an import which is over has given back to those who wait. */
export async function seatAfter(
  table: Table,
  { finishedAt, createdAt }: ImportJob,
  { sessionId }: { sessionId: string },
): Promise<void> {
  let seated = 0;
  const mayGoOn = () => (seated += 1) <= MOST_SEATED;
  await seatWaitingList({ table, now: () => Date.parse(finishedAt ?? createdAt), mayGoOn }, sessionId);
}

async function storeEnd(table: Table, over: ImportJob): Promise<ImportJob | undefined> {
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
