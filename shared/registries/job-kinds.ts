import { bulkKind } from '../bulk/usecases/bulk-kind.ts';
import { exportKind } from '../exports/usecases/export-kind.ts';
import { importKind } from '../imports/usecases/import-kind.ts';
import type { JobKind } from '../jobs/usecases/job-kind.ts';
import { duplicatesKind, mergeKind } from '../merging/usecases/merging-kinds.ts';
import { handoverKind } from '../handovers/usecases/handover-kind.ts';
import { reminderKind } from '../mail/usecases/reminder-kind.ts';
import { sessionChangeKind } from '../mail/usecases/session-change-kind.ts';
import { recountKind } from '../recounts/usecases/recount-kind.ts';
import { bulkActions } from './bulk-actions.ts';

/** All kinds of jobs, for those who handle jobs of any kind. */
export const jobKinds: readonly JobKind[] = [
  bulkKind(bulkActions),
  importKind,
  exportKind,
  mergeKind,
  duplicatesKind,
  recountKind,
  reminderKind,
  handoverKind,
  sessionChangeKind,
];
