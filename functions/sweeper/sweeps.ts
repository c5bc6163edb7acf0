import { remindOfGivenUp } from './remind-of-given-up.ts';
import { takeUpPresence } from '../../shared/attendance/usecases/settle-presence.ts';
import { moveEventsOn } from '../../shared/events/usecases/place-event.ts';
import { takeUpReports } from '../../shared/attendance-reports/usecases/take-up-reports.ts';
import { takeUpDeliveries } from '../../shared/handovers/usecases/take-up-deliveries.ts';
import { takeUpFiles } from '../../shared/imports/usecases/take-up-files.ts';
import { takeUpJobs } from '../../shared/jobs/usecases/take-up-jobs.ts';
import { expireUnconfirmedMails } from '../../shared/mail/usecases/expire-unconfirmed-mails.ts';
import { takeUpDeadMails } from '../../shared/mail/usecases/take-up-dead-mails.ts';
import { takeUpUnmailed } from '../../shared/mail/usecases/take-up-unmailed.ts';
import { takeUpNotices } from '../../shared/notices/usecases/take-up-notices.ts';
import type { FileStore } from '../../shared/platform/object-store/file-store.ts';
import type { Queue } from '../../shared/platform/queue/send-messages.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { keepRetention } from '../../shared/privacy/usecases/keep-retention.ts';
import { takeUpRecounts } from '../../shared/recounts/usecases/begin-recount.ts';
import { jobKindsWith } from '../../shared/registries/job-kinds.ts';
import { takeUpLines } from '../../shared/registrations/usecases/take-up-lines.ts';
import { takeUpOffers } from '../../shared/registrations/usecases/waiting-list/take-up-offers.ts';
import { ruleKinds } from '../../shared/registries/rule-kinds.ts';
import { takeUpFires } from '../../shared/rules/usecases/take-up-fires.ts';
import { takeUpPlans } from '../../shared/rules/usecases/take-up-plans.ts';
import { takeUpZoomPulls } from '../../shared/zoom/usecases/take-up-zoom-pulls.ts';

export interface SweepDeps {
  table: Table;
  imports: FileStore;
  jobs: Queue;
  schedules: Queue;
  runs: Queue;
  deliveries: Queue;
  seats: Queue;
  confirmations: Queue;
  bulk: Queue;
  /** The dead letters of the queues of mails. */
  deadMails: { confirmations: Queue; bulk: Queue };
  /** Those of the queue that wakes the allocator of seats. */
  deadSeats: Queue;
  /** The queues where messages that were given up wait for an operator, by their names. */
  givenUp: Record<string, Queue>;
  now: () => number;
}

const jobKinds = jobKindsWith([]);

/** The sweeps, in this order, by their names in the log; each line belongs to one capability. */
const sweeps = [
  // First what costs a few reads however much there is.
  { name: 'purges', takeUp: async (deps: SweepDeps) => Number(await keepRetention(deps)) },
  { name: 'mails', takeUp: expireUnconfirmedMails },
  { name: 'deliveries', takeUp: takeUpDeliveries },
  { name: 'notices', takeUp: takeUpNotices },
  { name: 'recounts', takeUp: takeUpRecounts },
  { name: 'offers', takeUp: takeUpOffers },
  { name: 'lines', takeUp: takeUpLines },
  { name: 'presence', takeUp: takeUpPresence },
  { name: 'plans', takeUp: takeUpPlans },
  { name: 'fires', takeUp: (deps: SweepDeps) => takeUpFires({ ...deps, ruleKinds }) },
  { name: 'jobs', takeUp: (deps: SweepDeps) => takeUpJobs(deps, jobKinds) },
  { name: 'files', takeUp: takeUpFiles },
  { name: 'reports', takeUp: takeUpReports },
  { name: 'deadMails', takeUp: takeUpDeadMails },
  { name: 'givenUp', takeUp: remindOfGivenUp },
  { name: 'zoomPulls', takeUp: takeUpZoomPulls },
  { name: 'events', takeUp: moveEventsOn },
  { name: 'unmailed', takeUp: takeUpUnmailed },
] as const;

/** How much was continued, by kind. */
export type Swept = Partial<Record<(typeof sweeps)[number]['name'], number>>;

/**
 * Continues work that was left undone, and begins the day's purge. A sweep that throws delays nobody: each has its turn, and
 * the first error is thrown at the end, so that the function's alarm rings.
 */
export async function sweep(deps: SweepDeps): Promise<Swept> {
  const swept: Swept = {};
  const errors: unknown[] = [];
  for (const { name, takeUp } of sweeps) {
    try {
      swept[name] = await takeUp(deps);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return swept;
}
