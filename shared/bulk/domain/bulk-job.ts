import * as z from 'zod';
import { JobCore } from '../../jobs/domain/job.ts';
import { Selection } from '../../filters/domain/selection.ts';
import { ShardPlace } from '../../platform/values/shard-place.ts';

/** What is done to each of many people: the type says what, and its capability knows what else stands in it. */
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
  /** People it may not be done to: a blocked person is not invited. */
  skipped: z.number(),
  failed: z.number(),
  /** Mails of a mailing that were given up: their sender died, and nobody told what became of them. */
  unknown: z.number().optional(),
  /** Registrations that went with a reverted import. */
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
  /** How many the organizer was told, while it is still to be counted whether that is right; nobody is changed before. */
  confirm: z.object({ expected: z.number(), counted: z.number(), cursor: ShardPlace }).optional(),
  /** How it will end that was cancelled or refused half-way: nobody more is chosen, but what it began is brought to its end. */
  stopping: z
    .object({
      status: z.enum(['cancelled', 'failed']),
      reason: z.string().optional(),
      detail: z.string().optional(),
    })
    .optional(),
  /** The job that this one takes back. */
  undoes: z.string().optional(),
  /** The job that took this one back. */
  undoneBy: z.string().optional(),
  /** Clears up after a group that is deleted already: it is brought to its end, whatever happens. */
  dissolves: z.boolean().optional(),
  /** Tells a repeated request from another one that came with the same key. */
  requestHash: z.string().optional(),
});
export type BulkJob = z.infer<typeof BulkJob>;

/** What became of one person. */
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

/** The tally with so many more items looked at, and what became of some more people. */
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
