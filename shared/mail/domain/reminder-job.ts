import * as z from 'zod';
import { FiredRun } from '../../rules/domain/rule-run.ts';

/** The run of a reminder: reminds registrants of their session, before or after it. */
export const ReminderJob = FiredRun.extend({ kind: z.literal('reminder') });
export type ReminderJob = z.infer<typeof ReminderJob>;
