import * as z from 'zod';
import { JobCore } from '../../jobs/domain/job.ts';
import { Selection } from '../../filters/domain/selection.ts';
import { ShardPlace } from '../../platform/values/shard-place.ts';

/** The action of a bulk job: the type names it, and its capability knows what other fields it has. */
export const BulkAction = z.looseObject({ type: z.string() });
export type BulkAction = z.infer<typeof BulkAction>;

/** `chosen = changed + unchanged + skipped + failed`. */
export const BulkCounts = z.object({
  /** Items read to find the people. */
  looked: z.number(),
  /** People in the selection. */
  chosen: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  /** People it may not be done to: a blocked person is not registered. */
  skipped: z.number(),
  failed: z.number(),
  /** Mails of a mailing that were given up: their sender died, and nobody knows whether they were sent. */
  unknown: z.number().optional(),
  /** Registrations that were removed with a reverted import. */
  registrations: z.number().optional(),
});
export type BulkCounts = z.infer<typeof BulkCounts>;

/**
 * How often each reason led to a skip or a failure, by a stable word: `{"opted-out": 3}`; of a dry run of retention, why
 * people would be erased.
 */
export const BulkReasons = z.record(z.string(), z.number());
export type BulkReasons = z.infer<typeof BulkReasons>;

/** One action on many people, page by page in the order of their ids. */
export const BulkJob = JobCore.extend({
  kind: z.literal('bulk'),
  action: BulkAction,
  selection: Selection,
  /** Only counts. */
  dryRun: z.boolean(),
  counts: BulkCounts,
  reasons: BulkReasons.default({}),
  cursor: ShardPlace,
  /** The number of people that the organizer was shown, until it has been checked; nobody is changed before that. */
  confirm: z.object({ expected: z.number(), counted: z.number(), cursor: ShardPlace }).optional(),
  /** The outcome of a job that was cancelled or refused half-way: it chooses nobody more, but finishes what it began. */
  stopping: z
    .object({
      status: z.enum(['cancelled', 'failed']),
      reason: z.string().optional(),
      detail: z.string().optional(),
    })
    .optional(),
  /** The job that this one undoes. */
  undoes: z.string().optional(),
  /** The job that undid this one. */
  undoneBy: z.string().optional(),
  /** The job cleans up after a group that is already deleted: it has to be finished, whatever happens. */
  dissolves: z.boolean().optional(),
  /** Recognizes a repeated request, and another one that came with the same key. */
  requestHash: z.string().optional(),
});
export type BulkJob = z.infer<typeof BulkJob>;

/** The outcome for one person. */
export interface BulkVerdict {
  /** `left-out`: the person is not among those that are meant. */
  outcome: 'changed' | 'unchanged' | 'skipped' | 'failed' | 'left-out';
  /** Why, for people who were skipped or failed, or fall under the rules of retention: a stable word. */
  reason?: string | undefined;
}

export const noBulkCounts = {
  looked: 0,
  chosen: 0,
  changed: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
} satisfies BulkCounts;

/** What a job has counted so far. */
export type BulkTally = Pick<BulkJob, 'counts' | 'reasons'>;

/** Adds the outcomes of some more people, and the number of items read for them, to a tally. */
export function addVerdicts(tally: BulkTally, looked: number, verdicts: BulkVerdict[]): BulkTally {
  const counts = { ...tally.counts, looked: tally.counts.looked + looked };
  const reasons = { ...tally.reasons };
  for (const { outcome, reason } of verdicts) {
    if (outcome === 'left-out') continue;
    counts.chosen += 1;
    counts[outcome] += 1;
    if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return { counts, reasons };
}
