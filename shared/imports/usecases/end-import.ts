import type { ImportJob } from '../domain/import-job.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { saveJob } from '../../jobs/table/job-items.ts';
import { putNewcomers } from '../../registrations/table/line-items.ts';
import { listRegistrations } from '../../registrations/table/registration-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';

const PAGE = 1_000;

/**
 * Stores an import that is over. Of one that ends before its rows do, a worker may have died between writing registrations
 * and putting them into the line: nobody comes after it who could. Undefined: somebody else was quicker.
 */
export async function endImport(table: Table, over: ImportJob): Promise<ImportJob | undefined> {
  if (over.target && !over.dryRun && over.status !== 'done' && over.phase === 'rows')
    await lineUpBlock(table, over, over.target.sessionId);
  return saveJob(table, over);
}

/** Puts those into the line whom the block under way registered. */
async function lineUpBlock(table: Table, { id, run, cursor }: ImportJob, sessionId: string): Promise<void> {
  for (let place: ShardPlace | undefined = FIRST_SHARD; place;) {
    const page = await listRegistrations(table, sessionId, place, PAGE);
    await putNewcomers(
      table,
      page.registrations.filter(
        ({ importMark: mark, status, waitsSince }) =>
          status === 'waitlisted' &&
          waitsSince === undefined &&
          mark?.importId === id &&
          (mark.run ?? 0) === run &&
          mark.line >= cursor.line,
      ),
    );
    place = page.next;
  }
}
