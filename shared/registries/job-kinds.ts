import { judgementKind } from '../attendance/usecases/judgement-kind.ts';
import { reportKind } from '../attendance-reports/usecases/report-kind.ts';
import type { BulkActionKind } from '../bulk/usecases/bulk-action.ts';
import { bulkKind } from '../bulk/usecases/bulk-kind.ts';
import { exportKind } from '../exports/usecases/export-kind.ts';
import { importKind } from '../imports/usecases/import-kind.ts';
import type { JobKind } from '../jobs/usecases/job-kind.ts';
import { sessionChangeKind } from '../mail/usecases/session-change-kind.ts';
import { duplicatesKind, mergeKind } from '../merging/usecases/merging-kinds.ts';
import { recountKind } from '../recounts/usecases/recount-kind.ts';
import { walkKind } from '../rules/usecases/walk-kind.ts';
import { zoomPullKind } from '../zoom/usecases/zoom-pull-kind.ts';
import { ruleKinds } from './rule-kinds.ts';

/**
 * All kinds of jobs, the runs of rules among them. Who only asks for their queues and for their names in the log hands in no
 * bulk actions, and so has none of their code.
 */
export const jobKindsWith = (actions: readonly BulkActionKind[]): readonly JobKind[] => [
  bulkKind(actions),
  importKind,
  reportKind,
  exportKind,
  mergeKind,
  duplicatesKind,
  recountKind,
  judgementKind,
  zoomPullKind,
  sessionChangeKind,
  ...ruleKinds.map(({ runs }) => runs),
  walkKind,
];
