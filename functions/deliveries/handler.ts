import { setTimeout as pause } from 'node:timers/promises';
import { log } from '../../shared/platform/runtime/log.ts';
import { openQueue } from '../../shared/platform/runtime/open-queue.ts';
import { openSchedules } from '../../shared/platform/runtime/open-schedules.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { queueFunction } from '../../shared/platform/runtime/queue-function.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { readExemptHosts } from '../../shared/platform/runtime/read-exempt-hosts.ts';
import { openRetrySchedules } from '../../shared/handovers/usecases/retry-schedules.ts';
import { openRunFiles } from '../../shared/exports/usecases/run-file.ts';
import { deliver, DeliveryMessage } from '../../shared/handovers/usecases/deliver.ts';
import { openReach } from '../../shared/destinations/usecases/reach-destination.ts';
import { openKeptSecrets } from '../../shared/platform/secrets/kept-secrets.ts';
import { keepingFor } from '../../shared/platform/table/expiry.ts';
import { createVendorClient } from '../../shared/platform/webhook/call-vendor.ts';
import { createWebhookClient } from '../../shared/platform/webhook/post-webhook.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);
const schedules = openSchedules({
  group: env.SCHEDULE_GROUP,
  targetArn: env.SCHEDULES_QUEUE_ARN,
  roleArn: env.SCHEDULE_ROLE_ARN,
  deadLetterArn: env.FAILURES_QUEUE_ARN,
});
const now = () => Date.now();
const exemptHosts = readExemptHosts(env.WEBHOOK_EXEMPT_HOSTS);
const webhooks = createWebhookClient({ exemptHosts });
const vendors = createVendorClient({ exemptHosts });
const secrets = openKeptSecrets(env.DESTINATION_SECRETS);
const table = keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES);
const deps = {
  table,
  webhooks,
  reach: openReach({ secrets, webhooks, vendors, files: openRunFiles({ table, now }), pause, now }),
  deliveries: openQueue(env.DELIVERIES_QUEUE_URL),
  retries: openRetrySchedules(schedules),
  now,
  jitter: () => Math.random() * 2 - 1,
};

/** Hands people over to the systems of organizers. */
export const handler = queueFunction(DeliveryMessage, async (message) => {
  const outcome = await deliver(deps, message);
  log.info('delivery', { outcome, runId: message.runId, participantId: message.participantId });
});
