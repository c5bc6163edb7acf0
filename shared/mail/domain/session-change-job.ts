import * as z from 'zod';
import { SessionChange } from '../../events/domain/session-change.ts';
import { RuleRun } from '../../rules/domain/rule-run.ts';

/** Tells registrants that their session was moved or cancelled. */
export const SessionChangeJob = RuleRun.extend({ kind: z.literal('news'), news: SessionChange });
export type SessionChangeJob = z.infer<typeof SessionChangeJob>;
