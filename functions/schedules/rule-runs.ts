import { handoverRuns } from '../../shared/handovers/usecases/handover-runs.ts';
import { reminderRuns, sessionChangeRuns } from '../../shared/mail/usecases/mail-runs.ts';

/** The kinds of runs that walk over the registrations of a session; each line belongs to one capability. */
export const ruleRuns = [reminderRuns, sessionChangeRuns, handoverRuns];
