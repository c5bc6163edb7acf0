import { addVerdicts, noBulkCounts, type BulkJob } from '../domain/bulk-job.ts';
import { objectionToCount } from '../domain/objection-to-count.ts';
import { READ_AHEAD_WITH_MARKS } from '../../filters/usecases/find-candidates.ts';
import { selectPeople } from '../../filters/usecases/select-people.ts';
import type { BulkContext, BulkActionWork } from './bulk-action-work.ts';
import { dryRunPeople, unknownPeople } from './dry-run-people.ts';

/** Items looked at between two checkpoints. */
const CHECKPOINT_LOOKED = 5_000;

/**
 * Counts the people of a job before any of them is changed, where that took too long for the organizer to wait: the number
 * they were shown must still be right. Answers the job without the question, failed, or with more to count.
 */
export async function confirmCount(
  context: BulkContext,
  work: BulkActionWork,
  claimed: BulkJob,
  isExact: boolean,
): Promise<BulkJob> {
  const { confirm } = claimed;
  if (!confirm) return claimed;
  let { counted } = confirm;
  let job = claimed;
  let open = 0;
  for await (const page of selectPeople(context, job.selection, confirm.cursor, READ_AHEAD_WITH_MARKS)) {
    const verdicts = [...(await dryRunPeople(work, page.people)), ...unknownPeople(page.missing.length)];
    counted += addVerdicts({ counts: noBulkCounts, reasons: {} }, page.looked, verdicts).counts.chosen;
    open += page.looked;
    if (open < CHECKPOINT_LOOKED && context.mayGoOn()) continue;
    job = await context.checkpoint({ ...job, confirm: { ...confirm, counted, cursor: page.next } });
    open = 0;
    if (!context.mayGoOn()) return job;
  }
  const objection = objectionToCount(counted, confirm.expected, isExact);
  const answered = { ...job, confirm: undefined };
  if (objection === undefined) return context.checkpoint(answered);
  return context.checkpoint({
    ...answered,
    status: 'failed',
    reason: 'conflict',
    detail: `${objection} Nothing was changed.`,
    finishedAt: new Date(context.now()).toISOString(),
  });
}
