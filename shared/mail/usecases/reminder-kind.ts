import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import type { RuleKind } from '../../rules/usecases/rule-kind.ts';
import { ReminderJob } from '../domain/reminder-job.ts';

/** A late reminder is worse than none. */
export const reminderRules: RuleKind = { name: 'reminder', latenessAllowed: 30 * 60_000 };

/** Their runs as jobs: nobody ends one, it is the rule that is changed. */
export const reminderKind: JobKind<ReminderJob> = { schema: ReminderJob };
