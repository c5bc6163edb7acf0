import * as z from 'zod';
import { JobCore } from '../../jobs/domain/job.ts';
import { SessionId } from '../../platform/values/ids.ts';
import { ShardPlace } from '../../platform/values/shard-place.ts';
import { Attendance } from '../../registrations/domain/registration.ts';

const Told = Attendance.pick({ state: true, seconds: true, share: true });

/** A verdict that a judgement changed, or a dry run would change. */
const ChangedVerdict = z.object({ participantId: z.string(), before: Told, after: Told });
export type ChangedVerdict = z.infer<typeof ChangedVerdict>;

/** How many changed verdicts a judgement shows one by one. */
export const MOST_CHANGES_SHOWN = 50;

/** Judges everybody of a session anew, by all its sources that count. */
export const JudgementJob = JobCore.extend({
  kind: z.literal('judgement'),
  sessionId: SessionId,
  /** Only tells what it would change. */
  dryRun: z.boolean(),
  /** Of a dry run: the threshold to try. */
  threshold: z.number().optional(),
  cursor: ShardPlace,
  /** It waits until another judgement of the session ends, which calls it. */
  waits: z.boolean().optional(),
  counts: z.object({
    /** Registrations that were judged. */
    looked: z.number(),
    /** Verdicts that are others than before. */
    changed: z.number(),
    attended: z.number(),
    absent: z.number(),
    unknown: z.number(),
  }),
  changes: z.array(ChangedVerdict),
});
export type JudgementJob = z.infer<typeof JudgementJob>;
