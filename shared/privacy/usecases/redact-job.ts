import type { Hunted } from '../domain/erasure-matcher.ts';
import { redactAction } from '../domain/redact-action.ts';
import { redactSelection } from '../../filters/domain/redact-filter.ts';
import { isFinished } from '../../jobs/domain/job.ts';
import { getJob, saveJob } from '../../jobs/table/job-items.ts';
import type { SliceContext } from '../../../functions/jobs/job-registry.ts';
import { namingOf } from './find-erased-names.ts';

/**
 * Ends an export that is under way, because it has the person in its first parts already, and takes somebody out of a
 * filter that names them, also while its job is at work: whoever is, looks at the job again. Answers whether one did.
 */
export async function redactJob(
  { table, now, identityKey }: SliceContext,
  id: string,
  hunted: Hunted,
): Promise<boolean> {
  const naming = namingOf(hunted, identityKey);
  for (;;) {
    const job = await getJob(table, id);
    if (job?.kind !== 'export' && job?.kind !== 'bulk') return false;
    const selection = redactSelection(job.selection, naming);
    const isEnding = job.kind === 'export' && !isFinished(job);
    // What is still to be set is set as it was asked.
    const action = job.kind === 'bulk' && isFinished(job) && redactAction(job.action, naming.names);
    const before = { selection: job.selection, ...(action && { action: job.action }) };
    const after = { selection, ...(action && { action }) };
    const isForgotten = JSON.stringify(after) !== JSON.stringify(before);
    if (!isEnding && !isForgotten) return false;
    const finishedAt = new Date(now()).toISOString();
    const saved = await saveJob(table, {
      ...job,
      ...after,
      ...(isEnding && { status: 'cancelled' as const, reason: 'erased', finishedAt, lease: undefined }),
    });
    if (saved) return isForgotten;
  }
}
