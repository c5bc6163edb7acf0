import * as z from 'zod';
import { SessionChange } from '../../events/domain/session-change.ts';
import { FiredRun, RuleRun } from '../../rules/domain/rule-run.ts';

/** The run of a reminder: reminds registrants of their session, before or after it. */
export const ReminderJob = FiredRun.extend({ kind: z.literal('reminder') });
export type ReminderJob = z.infer<typeof ReminderJob>;

/** The run that tells registrants that their session was rescheduled or cancelled; stored as `news`, by its former name. */
export const SessionChangeJob = RuleRun.extend({ kind: z.literal('news'), news: SessionChange });
export type SessionChangeJob = z.infer<typeof SessionChangeJob>;
