import * as z from 'zod';
import { DeliveryRetry } from '../../shared/handovers/domain/delivery-retry.ts';
import { Fire } from '../../shared/rules/domain/fire.ts';
import { SessionChange } from '../../shared/events/domain/session-change.ts';
import { log } from '../../shared/platform/runtime/log.ts';
import { openQueue } from '../../shared/platform/runtime/open-queue.ts';
import { openSchedules } from '../../shared/platform/runtime/open-schedules.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { queueFunction } from '../../shared/platform/runtime/queue-function.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { planSchedules, SchedulePlan } from '../../shared/rules/usecases/plan-schedules.ts';
import { queueRetries } from '../../shared/handovers/usecases/queue-retries.ts';
import { runRule } from '../../shared/rules/usecases/run-rule.ts';
import { onScheduleFired } from '../../shared/rules/usecases/on-schedule-fired.ts';
import { onSessionChanged } from '../../shared/rules/usecases/on-session-changed.ts';

/** A plan to bring up to date, a schedule that fired, news of a session, retries that are due, or a run. */
const Message = z.union([
  z.strictObject({ plan: SchedulePlan }),
  z.strictObject({ fire: Fire }),
  z.strictObject({ news: SessionChange }),
  z.strictObject({ retry: DeliveryRetry }),
  z.strictObject({ jobId: z.string() }),
]);

/** Enough to finish a page, store it and send the message that goes on. */
const SPARE_MS = 60_000;

const env = readEnv(
  'TABLE_NAME',
  'SCHEDULES_QUEUE_URL',
  'SCHEDULES_QUEUE_ARN',
  'BULK_QUEUE_URL',
  'DELIVERIES_QUEUE_URL',
  'SCHEDULE_GROUP',
  'SCHEDULE_ROLE_ARN',
  'FAILURES_QUEUE_ARN',
);
const table = openTable(env.TABLE_NAME);
const now = () => Date.now();
const schedules = openSchedules({
  group: env.SCHEDULE_GROUP,
  targetArn: env.SCHEDULES_QUEUE_ARN,
  roleArn: env.SCHEDULE_ROLE_ARN,
  deadLetterArn: env.FAILURES_QUEUE_ARN,
});
const queue = openQueue(env.SCHEDULES_QUEUE_URL);
const runs = { table, now, schedules: queue, bulk: openQueue(env.BULK_QUEUE_URL) };
const retries = { table, schedules: queue, deliveries: openQueue(env.DELIVERIES_QUEUE_URL) };

/** Keeps schedules as the table says, takes their fires, walks the registrations of what fired, wakes deliveries. */
export const handler = queueFunction(Message, async (message, context) => {
  const mayGoOn = () => context.getRemainingTimeInMillis() > SPARE_MS;
  if ('plan' in message) {
    const done = await planSchedules({ table, schedules, now }, message.plan);
    log.info('schedules planned', { eventId: message.plan.eventId, ...done });
  } else if ('fire' in message) {
    const { kind, sessionId, ruleId } = message.fire;
    log.info('schedule fired', {
      outcome: await onScheduleFired({ table, now }, message.fire),
      kind,
      sessionId,
      ruleId,
    });
  } else if ('news' in message) {
    const { sessionId, news } = message.news;
    log.info('session news', {
      outcome: await onSessionChanged({ table, now }, message.news),
      sessionId,
      news,
    });
  } else if ('retry' in message) {
    const done = await queueRetries(retries, message.retry, mayGoOn);
    log.info('retries queued', { until: message.retry.until, ...done });
  } else {
    const outcome = await runRule(runs, message.jobId, { owner: context.awsRequestId, mayGoOn });
    log.info('run slice', { jobId: message.jobId, outcome });
  }
});
