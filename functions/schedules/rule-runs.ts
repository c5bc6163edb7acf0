import { handoverRuns, type HandoverRunDeps } from '../../shared/handovers/usecases/handover-runs.ts';
import { reminderRuns, sessionChangeRuns, type MailRunDeps } from '../../shared/mail/usecases/mail-runs.ts';
import type { RunWork } from '../../shared/rules/usecases/run-rule.ts';
import { walkRuns } from '../../shared/rules/usecases/walk-runs.ts';

/** The kinds of runs that walk over the registrations of a session; each line belongs to one capability. */
const kinds: RunWork<RuleRunDeps>[] = [reminderRuns, sessionChangeRuns, handoverRuns];

/** What they need in their hands. */
export type RuleRunDeps = HandoverRunDeps & MailRunDeps;

/** They, and the walks of those that are large. */
export const ruleRuns = [...kinds, walkRuns(kinds)];
