import { handoverRuns } from '../../shared/handovers/usecases/handover-runs.ts';
import { reminderRuns, sessionChangeRuns } from '../../shared/mail/usecases/mail-runs.ts';

/** The kinds of runs that walk the registrations of a session; each line is one capability's. */
export const ruleRuns = [reminderRuns, sessionChangeRuns, handoverRuns];
