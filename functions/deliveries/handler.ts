import { log } from '../../shared/platform/runtime/log.ts';
import { openQueue } from '../../shared/platform/runtime/open-queue.ts';
import { openSchedules } from '../../shared/platform/runtime/open-schedules.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { queueFunction } from '../../shared/platform/runtime/queue-function.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { readExemptHosts } from '../../shared/platform/runtime/read-exempt-hosts.ts';
import { openRetrySchedules } from '../../shared/handovers/usecases/retry-schedules.ts';
import { deliver, DeliveryMessage } from '../../shared/handovers/usecases/deliver.ts';
import { createWebhookClient } from '../../shared/platform/webhook/post-webhook.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);
const schedules = openSchedules({
  group: env.SCHEDULE_GROUP,
  targetArn: env.SCHEDULES_QUEUE_ARN,
  roleArn: env.SCHEDULE_ROLE_ARN,
  deadLetterArn: env.FAILURES_QUEUE_ARN,
});
const deps = {
  table: openTable(env.TABLE_NAME),
  webhooks: createWebhookClient({ exemptHosts: readExemptHosts(env.WEBHOOK_EXEMPT_HOSTS) }),
  deliveries: openQueue(env.DELIVERIES_QUEUE_URL),
  retries: openRetrySchedules(schedules),
  now: () => Date.now(),
  jitter: () => Math.random() * 2 - 1,
};

/** Posts deliveries to the webhooks of organizers. */
export const handler = queueFunction(DeliveryMessage, async (message) => {
  const outcome = await deliver(deps, message);
  log.info('delivery', { outcome, runId: message.runId, participantId: message.participantId });
});
