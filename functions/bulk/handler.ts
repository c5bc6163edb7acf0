import { log } from '../../shared/platform/runtime/log.ts';
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
];

/**
 * Sends mails to many people, among them the confirmations of those who were invited, so that they never delay other
 * confirmations.
 */
export const handler = queueFunctionOf(kinds, openQueue(env.BULK_QUEUE_URL));
