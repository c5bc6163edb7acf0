import { log } from '../../shared/platform/runtime/log.ts';
import { ActsToNote, ActsToTell, SummaryDue } from '../../shared/notices/usecases/notice-message.ts';
import { noteActs } from '../../shared/notices/usecases/note-acts.ts';
import { sendSummary } from '../../shared/notices/usecases/send-summary.ts';
import { tellActs } from '../../shared/notices/usecases/tell-acts.ts';
import { openMailDeps } from '../../shared/mail/render/open-mail-deps.ts';
import { openQueue } from '../../shared/platform/runtime/open-queue.ts';
import { messageKind, queueFunctionOf } from '../../shared/platform/runtime/message-kind.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { SessionChangeMessage, sendSessionChanges } from '../../shared/mail/usecases/send-session-changes.ts';
import { ConfirmationMessage, sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { MailingMessage } from '../../shared/mail/domain/mailing-message.ts';
import { sendMailing } from '../../shared/mail/usecases/send-mailing.ts';
import { ReminderMessage, sendReminders } from '../../shared/mail/usecases/send-reminders.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);
const mail = openMailDeps(env, 'many');
const queue = openQueue(env.BULK_QUEUE_URL);

const kinds = [
  messageKind(ReminderMessage, async (message, context) => {
    const { sessionId, ruleId } = message.fire;
    log.info('reminders', { sessionId, ruleId, ...(await sendReminders(await mail(context), message)) });
  }),
  messageKind(SessionChangeMessage, async (message, context) => {
    const { sessionId, news: what } = message.news;
    log.info('session change', {
      sessionId,
      what,
      ...(await sendSessionChanges(await mail(context), message)),
    });
  }),
  messageKind(MailingMessage, async (message, context) => {
    log.info('mailing', { ...message.mailing, ...(await sendMailing(await mail(context), message)) });
  }),
  messageKind(ConfirmationMessage, async (message, context) => {
    const { kind, sessionId, participantId, mailRound } = message;
    const outcome = await sendConfirmation(await mail(context), message);
    log.info('invitation', { outcome, kind, sessionId, participantId, mailRound });
  }),
  messageKind(ActsToNote, async (message, context) => {
    await noteActs({ ...(await mail(context)), bulk: queue }, message);
    log.info('acts noted', { acts: message.acts.length });
  }),
  messageKind(ActsToTell, async (message, context) => {
    log.info('acts told', { outcome: await tellActs(await mail(context), message) });
  }),
  messageKind(SummaryDue, async (message, context) => {
    log.info('summary', { outcome: await sendSummary(await mail(context), message) });
  }),
];

/**
 * Sends mails to many people, among them the confirmations of those who were invited, so that they never delay other
 * confirmations; and tells organizers what they asked for.
 */
export const handler = queueFunctionOf(kinds, queue);
