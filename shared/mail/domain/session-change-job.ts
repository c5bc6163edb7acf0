import * as z from 'zod';
import { SessionChange } from '../../events/domain/session-change.ts';
import { RuleRun } from '../../rules/domain/rule-run.ts';

/** The job that tells registrants that their session was rescheduled or cancelled. */
export const SessionChangeJob = RuleRun.extend({ kind: z.literal('news'), news: SessionChange });
export type SessionChangeJob = z.infer<typeof SessionChangeJob>;
