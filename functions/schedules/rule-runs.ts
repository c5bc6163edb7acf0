import { handoverRuns } from '../../shared/handovers/usecases/handover-runs.ts';
import { reminderRuns, sessionChangeRuns } from '../../shared/mail/usecases/mail-runs.ts';
import { walkRuns } from '../../shared/rules/usecases/walk-runs.ts';

/** The kinds of runs that walk over the registrations of a session; each line belongs to one capability. */
const kinds = [reminderRuns, sessionChangeRuns, handoverRuns];

/** They, and the walks of those that are large. */
export const ruleRuns = [...kinds, walkRuns(kinds)];
