import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import type { RuleKind } from '../../rules/usecases/rule-kind.ts';
import { countsOfRun } from './counts-of-run.ts';
import { ReminderJob } from '../domain/mail-run-jobs.ts';

/** The kind of job that runs of reminders are: it cannot be cancelled, since one changes the rule instead. */
export const reminderKind: JobKind<ReminderJob> = {
  schema: ReminderJob,
  queue: 'runs',
  details: countsOfRun,
};

/** The rules that remind. A late reminder is worse than none. */
export const reminderRules: RuleKind = { runs: reminderKind, latenessAllowed: 30 * 60_000 };
