import { addVerdicts, noBulkCounts, type BulkTally } from '../domain/bulk-job.ts';
import type { Selection } from '../../filters/domain/selection.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';
import { READ_AHEAD_WITH_MARKS } from '../../filters/usecases/find-candidates.ts';
import { selectPeople } from '../../filters/usecases/select-people.ts';
import type { BulkReader, BulkActionWork } from './bulk-action-work.ts';
import { dryRunPeople, unknownPeople } from './dry-run-people.ts';

/** How long an organizer waits for a count; a larger one becomes a job. */
const MOST_LOOKED = 20_000;

/** Counts what an action would do, while somebody waits; `isWhole` is false when that would take too long. */
export async function countSelection(
  reader: BulkReader,
  work: Pick<BulkActionWork, 'dryRun'>,
  selection: Selection,
  mayGoOn: () => boolean,
): Promise<BulkTally & { isWhole: boolean }> {
  let tally: BulkTally = { counts: noBulkCounts, reasons: {} };
  const pages = selectPeople(reader, selection, FIRST_SHARD, READ_AHEAD_WITH_MARKS);
  for await (const { people, looked, missing } of pages) {
    tally = addVerdicts(tally, looked, [
      ...(await dryRunPeople(work, people)),
      ...unknownPeople(missing.length),
    ]);
    if (tally.counts.looked > MOST_LOOKED || !mayGoOn()) return { ...tally, isWhole: false };
  }
  return { ...tally, isWhole: true };
}
