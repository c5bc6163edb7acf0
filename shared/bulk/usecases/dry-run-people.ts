import type { BulkVerdict } from '../domain/bulk-job.ts';
import type { BulkActionWork } from './bulk-action-work.ts';

/** What a dry run answers for these people. */
export async function dryRunPeople(
  work: Pick<BulkActionWork, 'dryRun'>,
  people: Parameters<BulkActionWork['apply']>[1],
): Promise<BulkVerdict[]> {
  return (await work.dryRun?.(people)) ?? people.map(() => ({ outcome: 'changed' }));
}

/** Ids that name nobody. */
export const unknownPeople = (count: number): BulkVerdict[] =>
  Array.from({ length: count }, () => ({ outcome: 'skipped', reason: 'unknown' }));
