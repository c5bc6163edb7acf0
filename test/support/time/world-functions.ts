import { noZoom } from '../run-jobs.ts';
import { randomBytes } from 'node:crypto';
import { runJob } from '../../../functions/jobs/job-registry.ts';
import { ruleRuns } from '../../../functions/schedules/rule-runs.ts';
import { SessionChange } from '../../../shared/events/domain/session-change.ts';
import { DeliveryRetry } from '../../../shared/handovers/domain/delivery-retry.ts';
import { deliver, DeliveryMessage } from '../../../shared/handovers/usecases/deliver.ts';
import { HappenedTo } from '../../../shared/handovers/domain/happening.ts';
import { onHappened } from '../../../shared/handovers/usecases/on-happened.ts';
import { queueRetries } from '../../../shared/handovers/usecases/queue-retries.ts';
import { openRetrySchedules } from '../../../shared/handovers/usecases/retry-schedules.ts';
import { MailingMessage } from '../../../shared/mail/domain/mailing-message.ts';
import { onMailFeedback, type MailFeedback } from '../../../shared/mail/usecases/on-mail-feedback.ts';
import { onSessionChanged } from '../../../shared/mail/usecases/on-session-changed.ts';
import { ConfirmationMessage, sendConfirmation } from '../../../shared/mail/usecases/send-confirmation.ts';
import { sendMailing } from '../../../shared/mail/usecases/send-mailing.ts';
import { ReminderMessage, sendReminders } from '../../../shared/mail/usecases/send-reminders.ts';
import {
  SessionChangeMessage,
  sendSessionChanges,
} from '../../../shared/mail/usecases/send-session-changes.ts';
import type { WebhookClient } from '../../../shared/platform/webhook/post-webhook.ts';
import { giveSeats } from '../../../shared/registrations/usecases/give-seats.ts';
import { SeatMessage } from '../../../shared/registrations/usecases/wake-allocator.ts';
import { ruleKinds } from '../../../shared/registries/rule-kinds.ts';
import { Fire } from '../../../shared/rules/domain/fire.ts';
import { onFireMissed, onScheduleFired } from '../../../shared/rules/usecases/on-schedule-fired.ts';
import { planSchedules, SchedulePlan } from '../../../shared/rules/usecases/plan-schedules.ts';
import { runRule } from '../../../shared/rules/usecases/run-rule.ts';
import type { FaultWorld, QueueName } from '../faults/fault-world.ts';
import type { DoomedProcess } from '../processes/doomed-process.ts';
import { linkKeys, publicOrigin } from '../registrants.ts';
import { noReach } from '../memory-secrets.ts';
import { identityKey } from '../run-jobs.ts';
import type { UnrecordedMails } from '../faults/unrecorded-mails.ts';

/** One invocation's hands: every call to the outside goes through the process, which may die at it. */
export type WorldParts = ReturnType<typeof openParts>;

export function openParts(
  world: FaultWorld,
  doomed: DoomedProcess,
  webhooks: WebhookClient,
  draw: () => number,
  mails: UnrecordedMails,
) {
  const { aws, queues, scheduler } = world;
  const table = { ...aws.table, client: doomed.part(mails.watchTable(aws.table.client)) };
  const queue = (name: QueueName) => ({
    ...queues[name].queue,
    client: doomed.part(queues[name].queue.client),
  });
  const dead = (name: QueueName) => queues[name].deadQueue;
  const files = (store: typeof aws.imports) => ({ ...store, client: doomed.part(store.client) });
  const { group } = scheduler;
  const schedules = { ...group, client: doomed.part(group.client) };
  const now = () => world.now;
  let asked = 0;
  return {
    table,
    now,
    imports: files(aws.imports),
    exports: files(aws.exports),
    queues: {
      confirmations: queue('confirmations'),
      bulk: queue('bulk'),
      jobs: queue('jobs'),
      schedules: queue('schedules'),
      // Worked by the same function; which of the two comes first does not matter here.
      runs: queue('schedules'),
      deliveries: queue('deliveries'),
      seats: queue('seats'),
    },
    deadMails: { confirmations: dead('confirmations'), bulk: dead('bulk') },
    deadSeats: dead('seats'),
    failures: aws.failures,
    schedules,
    retries: doomed.part(openRetrySchedules(group), 'ensure'),
    webhooks: doomed.part(webhooks, 'post'),
    reach: noReach,
    identityKey,
    random: randomBytes,
    mail: {
      table,
      outlet: { ...aws.outlet, client: doomed.part(mails.watchOutlet(aws.outlet.client)) },
      linkKeys,
      publicOrigin,
      from: { address: 'hello@example.com', name: 'Turnout' },
      now,
    },
    feedback: (told: MailFeedback) => onMailFeedback({ table, identityKey, now }, told),
    pause: () => Promise.resolve(),
    onCountsDiffered: () => undefined,
    zoom: noZoom,
    owner: `worker-${randomBytes(6).toString('hex')}`,
    /** A slice has little time now and then, and always some. */
    mayGoOn: () => (asked += 1) === 1 || draw() < 0.8,
  };
}

/** What the function behind the queue does with a message; `functions/<name>/handler.ts` says the same. */
export async function workOn(queue: QueueName, body: unknown, parts: WorldParts): Promise<unknown> {
  const message = body as Record<string, unknown>;
  switch (queue) {
    case 'confirmations':
      return sendConfirmation(parts.mail, ConfirmationMessage.parse(message));
    case 'bulk':
      if ('fire' in message) return sendReminders(parts.mail, ReminderMessage.parse(message));
      if ('news' in message) return sendSessionChanges(parts.mail, SessionChangeMessage.parse(message));
      if ('mailing' in message) return sendMailing(parts.mail, MailingMessage.parse(message));
      return sendConfirmation(parts.mail, ConfirmationMessage.parse(message));
    case 'jobs':
      return runJob({ ...parts, ...parts.queues }, String(message['jobId']), parts);
    case 'deliveries':
      return deliver(
        { ...parts, deliveries: parts.queues.deliveries, jitter: () => 0 },
        DeliveryMessage.parse(message),
      );
    case 'seats':
      return giveSeats({ ...parts, ...parts.queues }, SeatMessage.parse(message).sessionId);
    case 'schedules':
      return workOnSchedules(message, parts);
  }
}

async function workOnSchedules(message: Record<string, unknown>, parts: WorldParts): Promise<unknown> {
  const { table, now, queues, schedules } = parts;
  if ('plan' in message) return planSchedules({ table, now, schedules }, SchedulePlan.parse(message['plan']));
  if ('fire' in message) return onScheduleFired({ table, now, ruleKinds }, Fire.parse(message['fire']));
  if ('missed' in message) return onFireMissed({ table, now, ruleKinds }, Fire.parse(message['missed']));
  if ('news' in message) return onSessionChanged({ table, now }, SessionChange.parse(message['news']));
  if ('retry' in message)
    return queueRetries({ table, ...queues }, DeliveryRetry.parse(message['retry']), () => true);
  const identity = { identityKey: () => Promise.resolve(parts.identityKey) };
  if ('happened' in message)
    return onHappened({ table, now, ...identity, ...queues }, HappenedTo.parse(message['happened']));
  return runRule({ table, now, ...identity, ...queues }, ruleRuns, String(message['jobId']), parts);
}
