import { namesAnybody, type Hunted } from '../../domain/erase-hunt.ts';
import { isFinished } from '../../domain/job.ts';
import { getJob, saveJob } from '../../table/job-items.ts';
import type { SliceContext } from '../run-job.ts';

/**
 * Ends an export that is under way, because it has the person in its first parts already, and empties a filter that names
 * somebody. Answers whether one was emptied.
 */
export async function forgetInJob(
  { table, now, identityKey }: SliceContext,
  id: string,
  hunted: Hunted,
): Promise<boolean> {
  for (;;) {
    const job = await getJob(table, id);
    if (job?.kind !== 'export' && job?.kind !== 'bulk') return false;
    const isEnding = job.kind === 'export' && !isFinished(job);
    const names = namesAnybody(JSON.stringify(job.selection), { ...hunted, ...onlyAddresses }, identityKey);
    const isForgotten = names && (isEnding || isFinished(job)) && !('ids' in job.selection);
    if (!isEnding && !isForgotten) return false;
    const finishedAt = new Date(now()).toISOString();
    const saved = await saveJob(table, {
      ...job,
      ...(isForgotten && { selection: { ids: [] } }),
      ...(isEnding && { status: 'cancelled' as const, reason: 'erased', finishedAt, lease: undefined }),
    });
    if (saved) return isForgotten;
  }
}

/** Whatever stands in a filter is short; words of it as ids in a channel are found in files only. */
const onlyAddresses = { channels: [] };
