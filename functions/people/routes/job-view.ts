import * as z from 'zod';
import { BulkAction, BulkCounts, BulkReasons } from '../../../shared/bulk/domain/bulk-job.ts';
import { Filter } from '../../../shared/filters/domain/filter.ts';
import { JobStatus } from '../../../shared/jobs/domain/job.ts';
import { named } from '../../../shared/platform/runtime/api-shapes.ts';

const shape = {
  id: z.string(),
  /** `bulk`, `import`, `export`, or work that follows from something else. */
  kind: z.string(),
  status: JobStatus,
  /** It was cancelled, and is about to end. */
  cancelling: z.boolean().optional(),
  reason: z.string().optional(),
  detail: z.string().optional(),
  /** From 0 to 1. */
  progress: z.number(),
  canCancel: z.boolean(),
  counts: z.record(z.string(), z.number().optional()).optional(),
  /** Of bulk actions, from here. */
  action: BulkAction.optional(),
  dryRun: z.boolean().optional(),
  /** How often each reason led to a skip or a failure, by a stable word. */
  reasons: BulkReasons.optional(),
  canUndo: z.boolean().optional(),
  undoes: z.string().optional(),
  undoneBy: z.string().optional(),
  createdAt: z.string(),
  createdBy: z.string(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
};
const group = 'grp_019a0b1c2d3e4f5061728394a5b6c7d8';
const job = {
  id: 'blk_019a0b1c2d3e4f5061728394a5b6c7d8',
  kind: 'bulk',
  status: 'done',
  progress: 1,
  canCancel: false,
  action: { type: 'add-to-group', groupId: group },
  dryRun: false,
  counts: { looked: 2, chosen: 2, changed: 2, unchanged: 0, skipped: 0, failed: 0 },
  reasons: {},
  canUndo: true,
  createdAt: '2027-03-01T09:00:00.000Z',
  createdBy: 'user-1',
};

/** A job as organizers see it in lists. */
export const JobView = named('Job', z.object(shape), job);
export type JobView = z.infer<typeof JobView>;

/** One that has just begun. */
export const StartedJob = named(
  'StartedJob',
  z.object({
    ...shape,
    /** The secret that was made for a hand-over; shown this once. */
    secret: z.string().optional(),
  }),
  { ...job, status: 'waiting', progress: 0, canCancel: true, canUndo: false },
);

/** What a dry run counts. */
export const BulkCount = named(
  'BulkCount',
  z.object({
    count: z.number(),
    counts: BulkCounts,
    reasons: BulkReasons.optional(),
    /** False where the count of an export is so far only that of a part. */
    isWhole: z.boolean().optional(),
  }),
  { count: 2, counts: job.counts, reasons: {} },
);

/** A job, with whom it is about. */
export const WholeJob = named(
  'JobDetails',
  z.object({
    ...shape,
    selection: z
      .object({
        ids: z.array(z.string()).optional(),
        all: z.literal(true).optional(),
        filter: Filter.optional(),
        exclude: z.array(z.string()).optional(),
      })
      .optional(),
    /** The outcomes of the mails of a mailing, which are sent after the job has queued them. */
    mails: z.record(z.string(), z.number()).optional(),
  }),
  { ...job, selection: { all: true, filter: { field: 'group', op: 'in', value: [group] } } },
);
