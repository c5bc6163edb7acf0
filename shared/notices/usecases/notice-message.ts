import * as z from 'zod';
import { ActDone } from '../domain/act.ts';

const noticeId = z.string();

/** A message with acts of one event that somebody wants to be told of, and when the dispatcher read of them. */
export const ActsToNote = z.strictObject({ acts: z.array(ActDone).min(1), at: z.iso.datetime() });
export type ActsToNote = z.infer<typeof ActsToNote>;

/** One saying that what was gathered for an organizer is to be told; `until` is the end of its window. */
export const ActsToTell = z.strictObject({
  actsToTell: z.strictObject({ noticeId, until: z.iso.datetime() }),
});
export type ActsToTell = z.infer<typeof ActsToTell>;

/** One saying that the summary of a day (UTC) is due. */
export const SummaryDue = z.strictObject({ summaryDue: z.strictObject({ noticeId, day: z.iso.date() }) });
export type SummaryDue = z.infer<typeof SummaryDue>;
