import { groupOfJob, groupOfRun } from '../../shared/jobs/domain/job-message.ts';
import { log } from '../../shared/platform/runtime/log.ts';
import { openFiles } from '../../shared/platform/runtime/open-files.ts';
import { openQueue } from '../../shared/platform/runtime/open-queue.ts';
import { keepingFor } from '../../shared/platform/table/expiry.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { sweep } from './sweeps.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);
const deps = {
  table: keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES),
  imports: openFiles({ imports: env.IMPORTS_BUCKET })('imports'),
  jobs: openQueue(env.JOBS_QUEUE_URL, groupOfJob),
  schedules: openQueue(env.SCHEDULES_QUEUE_URL),
  runs: openQueue(env.RUNS_QUEUE_URL, groupOfRun),
  deliveries: openQueue(env.DELIVERIES_QUEUE_URL),
  seats: openQueue(env.SEATS_QUEUE_URL),
  confirmations: openQueue(env.CONFIRMATIONS_QUEUE_URL),
  bulk: openQueue(env.BULK_QUEUE_URL),
  deadMails: {
    confirmations: openQueue(env.CONFIRMATIONS_DLQ_URL),
    bulk: openQueue(env.BULK_DLQ_URL),
  },
  deadSeats: openQueue(env.SEATS_DLQ_URL),
  givenUp: {
    'confirmations-dlq': openQueue(env.CONFIRMATIONS_DLQ_URL),
    'bulk-dlq': openQueue(env.BULK_DLQ_URL),
    'jobs-dlq': openQueue(env.JOBS_DLQ_URL),
    'schedules-dlq': openQueue(env.SCHEDULES_DLQ_URL),
    'runs-dlq': openQueue(env.RUNS_DLQ_URL),
    'deliveries-dlq': openQueue(env.DELIVERIES_DLQ_URL),
    'seats-dlq': openQueue(env.SEATS_DLQ_URL),
    failures: openQueue(env.FAILURES_QUEUE_URL),
  },
  now: () => Date.now(),
};

/** Runs every five minutes and continues work that was left undone. */
export async function handler(): Promise<void> {
  const swept = await sweep(deps);
  if (Object.values(swept).some((taken) => taken > 0)) log.info('swept', { ...swept });
}
