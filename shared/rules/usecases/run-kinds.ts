import { HandoverJob, ReminderJob, SessionChangeJob } from '../domain/rule-run.ts';
import type { JobKind } from '../../jobs/usecases/job-kind.ts';

/** Runs of rules as jobs: nobody ends one, it is the rule that is changed. */
export const reminderKind: JobKind<ReminderJob> = { schema: ReminderJob };
export const handoverKind: JobKind<HandoverJob> = { schema: HandoverJob };
export const sessionChangeKind: JobKind<SessionChangeJob> = { schema: SessionChangeJob };
