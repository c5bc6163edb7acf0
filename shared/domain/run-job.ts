import * as z from 'zod';
import { Fire } from './fire.ts';
import { JobCore } from './job.ts';

/** A rule at work on one session: walks the registrations and fixes who is meant. */
const RunCore = JobCore.extend({
  fire: Fire,
  eventId: z.string(),
  cursor: z.object({ shard: z.number(), after: z.string().optional() }),
  /** Registrations looked at, and those that are meant. */
  counts: z.object({ looked: z.number(), chosen: z.number() }),
});

export const ReminderJob = RunCore.extend({ kind: z.literal('reminder') });
export type ReminderJob = z.infer<typeof ReminderJob>;

export const HandoverJob = RunCore.extend({ kind: z.literal('handover') });
export type HandoverJob = z.infer<typeof HandoverJob>;
