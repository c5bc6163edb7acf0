import * as z from 'zod';
import { Fire } from './fire.ts';
import { ShardPlace } from '../../platform/values/shard-place.ts';
import { JobCore } from '../../jobs/domain/job.ts';
import { SessionChange } from '../../events/domain/session-change.ts';

/** Work on everybody who is registered for one session: walks the registrations and fixes who is meant. */
const RunCore = JobCore.extend({
  eventId: z.string(),
  cursor: ShardPlace,
  /** Registrations looked at, those that are meant, and those of them whose mail nobody knows the fate of. */
  counts: z.object({ looked: z.number(), chosen: z.number(), unknown: z.number().default(0) }),
});

export const ReminderJob = RunCore.extend({ kind: z.literal('reminder'), fire: Fire });
export type ReminderJob = z.infer<typeof ReminderJob>;

export const HandoverJob = RunCore.extend({ kind: z.literal('handover'), fire: Fire });
export type HandoverJob = z.infer<typeof HandoverJob>;

/** Tells registrants that their session was moved or cancelled. */
export const SessionChangeJob = RunCore.extend({ kind: z.literal('news'), news: SessionChange });
export type SessionChangeJob = z.infer<typeof SessionChangeJob>;

/** Kinds of jobs that walk the registrations of a session. */
export const RunKind = z.enum(['reminder', 'handover', 'news']);

export type RuleRun = ReminderJob | HandoverJob | SessionChangeJob;
