import { addVerdicts, noBulkCounts, type BulkTally } from '../../domain/bulk-job.ts';
import type { Selection } from '../../domain/selection.ts';
import { FIRST_SHARD } from '../../table/walk-shards.ts';
import { EAGER_WITH_MARKS } from '../find-candidates.ts';
import { selectPeople } from '../select-people.ts';
import type { BulkReader, BulkWork } from './bulk-work.ts';
import { foresee, unknown } from './foresee.ts';

/** What an organizer waits for; a larger count is a job. */
const MOST_LOOKED = 20_000;

/** What an action would come to, counted while somebody waits; `isWhole` is false when that would take too long. */
export async function countSelection(
  reader: BulkReader,
  work: Pick<BulkWork, 'foresee'>,
  selection: Selection,
  mayGoOn: () => boolean,
): Promise<BulkTally & { isWhole: boolean }> {
  let tally: BulkTally = { counts: noBulkCounts, reasons: {} };
  const pages = selectPeople(reader, selection, FIRST_SHARD, EAGER_WITH_MARKS);
  for await (const { people, looked, missing } of pages) {
    tally = addVerdicts(tally, looked, [...(await foresee(work, people)), ...unknown(missing.length)]);
    if (tally.counts.looked > MOST_LOOKED || !mayGoOn()) return { ...tally, isWhole: false };
  }
  return { ...tally, isWhole: true };
}
