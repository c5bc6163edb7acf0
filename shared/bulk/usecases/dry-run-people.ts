import type { BulkVerdict } from '../domain/bulk-job.ts';
import type { BulkActionWork } from './bulk-action-work.ts';

/** What a dry run answers for these people. */
export async function dryRunPeople(
  work: Pick<BulkActionWork, 'foresee'>,
  people: Parameters<BulkActionWork['apply']>[1],
): Promise<BulkVerdict[]> {
  return (await work.foresee?.(people)) ?? people.map(() => ({ outcome: 'changed' }));
}

/** Ids that name nobody. */
export const unknown = (count: number): BulkVerdict[] =>
  Array.from({ length: count }, () => ({ outcome: 'skipped', reason: 'unknown' }));
