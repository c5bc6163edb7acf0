import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { groupOfJob, groupOfRun } from '../../shared/jobs/domain/job-message.ts';
import { log } from '../../shared/platform/runtime/log.ts';
import { openQueue } from '../../shared/platform/runtime/open-queue.ts';
import { remembering } from '../../shared/platform/table/recall.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { readChange } from '../../shared/platform/table/read-change.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { dispatchChanges } from './dispatch-changes.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);
const deps = {
  table: remembering(openTable(env.TABLE_NAME)),
  confirmations: openQueue(env.CONFIRMATIONS_QUEUE_URL),
  bulk: openQueue(env.BULK_QUEUE_URL),
  jobs: openQueue(env.JOBS_QUEUE_URL, groupOfJob),
  schedules: openQueue(env.SCHEDULES_QUEUE_URL),
  runs: openQueue(env.RUNS_QUEUE_URL, groupOfRun),
  deliveries: openQueue(env.DELIVERIES_QUEUE_URL),
  seats: openQueue(env.SEATS_QUEUE_URL),
  failures: openQueue(env.FAILURES_QUEUE_URL),
};

/** The only reader of the table's stream: applies counts and sends messages to the queues. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const failed = await dispatchChanges(deps, event.Records.map(readChange));
  if (failed.length > 0) log.info('changes failed', { failed: failed.length, of: event.Records.length });
  return { batchItemFailures: failed.map((sequence) => ({ itemIdentifier: sequence })) };
}
