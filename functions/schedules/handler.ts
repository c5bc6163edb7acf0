import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { beginJudgements, JudgementCall } from '../../shared/attendance/usecases/call-for-judgement.ts';
import { PresenceCall, settlePresence } from '../../shared/attendance/usecases/settle-presence.ts';
import { DeliveryRetry } from '../../shared/handovers/domain/delivery-retry.ts';
import { HappenedTo } from '../../shared/handovers/domain/happening.ts';
import { onHappened } from '../../shared/handovers/usecases/on-happened.ts';
import { sendWaiting, SwitchedOn } from '../../shared/handovers/usecases/send-waiting.ts';
import { Fire } from '../../shared/rules/domain/fire.ts';
import { SessionChange } from '../../shared/events/domain/session-change.ts';
import { log } from '../../shared/platform/runtime/log.ts';
import { openQueue } from '../../shared/platform/runtime/open-queue.ts';
import { openSchedules } from '../../shared/platform/runtime/open-schedules.ts';
import { identityKeyOf } from '../../shared/platform/secrets/secret-keys.ts';
import { keepingFor } from '../../shared/platform/table/expiry.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { messageKind, queueFunctionOf } from '../../shared/platform/runtime/message-kind.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { planSchedules, SchedulePlan } from '../../shared/rules/usecases/plan-schedules.ts';
import { queueRetries } from '../../shared/handovers/usecases/queue-retries.ts';
import { runRule } from '../../shared/rules/usecases/run-rule.ts';
import { onFireMissed, onScheduleFired } from '../../shared/rules/usecases/on-schedule-fired.ts';
import { groupOfRun, JobMessage } from '../../shared/jobs/domain/job-message.ts';
import { ruleKinds } from '../../shared/registries/rule-kinds.ts';
import { ruleRuns } from './rule-runs.ts';
import { onSessionChanged } from '../../shared/mail/usecases/on-session-changed.ts';
import { settings } from './settings.ts';

/** The time kept free at the end of a slice: enough to finish a page, store it and send the message that continues. */
const SPARE_MS = 60_000;

const env = readEnv(...settings);
const table = keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES);
const now = () => Date.now();
const schedules = openSchedules({
  group: env.SCHEDULE_GROUP,
  targetArn: env.SCHEDULES_QUEUE_ARN,
  roleArn: env.SCHEDULE_ROLE_ARN,
  deadLetterArn: env.FAILURES_QUEUE_ARN,
});
const queue = openQueue(env.SCHEDULES_QUEUE_URL);
const identityKey = identityKeyOf(env.IDENTITY_KEY_SECRET);
const runs = {
  table,
  now,
  identityKey,
  runs: openQueue(env.RUNS_QUEUE_URL, groupOfRun),
  bulk: openQueue(env.BULK_QUEUE_URL),
};
const deliveries = openQueue(env.DELIVERIES_QUEUE_URL);
const retries = { table, schedules: queue, deliveries, now };

const mayGoOn = (context: Context) => () => context.getRemainingTimeInMillis() > SPARE_MS;

/**
 * Keeps schedules in line with the table, handles those that fire, walks over the registrations of runs, wakes deliveries,
 * and hands people over to whom something happened.
 */
export const handler = queueFunctionOf([
  messageKind(z.strictObject({ plan: SchedulePlan }), async ({ plan }) => {
    const done = await planSchedules({ table, schedules, now }, plan);
    log.info('schedules planned', { eventId: plan.eventId, ...done });
  }),
  messageKind(z.strictObject({ fire: Fire }), async ({ fire }) => {
    const { kind, sessionId, ruleId } = fire;
    const outcome = await onScheduleFired({ table, ruleKinds, now }, fire);
    log.info('schedule fired', { outcome, kind, sessionId, ruleId });
  }),
  messageKind(z.strictObject({ missed: Fire }), async ({ missed }) => {
    const { kind, sessionId, ruleId } = missed;
    const outcome = await onFireMissed({ table, ruleKinds, now }, missed);
    log.info('schedule was missed', { outcome, kind, sessionId, ruleId });
  }),
  messageKind(z.strictObject({ news: SessionChange }), async ({ news: change }) => {
    const { sessionId, news: what } = change;
    const outcome = await onSessionChanged({ table, now }, change);
    log.info('session change', { outcome, sessionId, what });
  }),
  messageKind(z.strictObject({ judge: JudgementCall }), async ({ judge }) => {
    const begun = await beginJudgements({ table, now }, judge);
    log.info('judgements begun', { eventId: judge.eventId, begun });
  }),
  messageKind(z.strictObject({ presence: PresenceCall }), async ({ presence }) => {
    const outcome = await settlePresence({ table, now }, presence);
    log.info('presence', { outcome, sessionId: presence.sessionId });
  }),
  messageKind(z.strictObject({ retry: DeliveryRetry }), async ({ retry }, context) => {
    const done = await queueRetries(retries, retry, mayGoOn(context));
    log.info('retries queued', { until: retry.until, ...done });
  }),
  messageKind(z.strictObject({ happened: HappenedTo }), async ({ happened }) => {
    const { eventId, sessionId, what } = happened;
    await onHappened({ table, identityKey, now }, happened);
    log.info('happening followed', { eventId, sessionId, what: what.join(' ') });
  }),
  messageKind(z.strictObject({ switchedOn: SwitchedOn }), async ({ switchedOn }, context) => {
    const sent = await sendWaiting(retries, switchedOn, mayGoOn(context));
    log.info('waiting deliveries sent', { destinationId: switchedOn.destinationId, sent });
  }),
  messageKind(JobMessage, async ({ jobId }, context) => {
    const worker = { owner: context.awsRequestId, mayGoOn: mayGoOn(context) };
    const outcome = await runRule(runs, ruleRuns, jobId, worker);
    log.info('run slice', { jobId, outcome });
  }),
]);
