import { bulkActions } from '../../shared/registries/bulk-actions.ts';
import { jobKindsWith } from '../../shared/registries/job-kinds.ts';

/** All kinds of jobs, with what can be done to many people. */
export const jobKinds = jobKindsWith(bulkActions);
