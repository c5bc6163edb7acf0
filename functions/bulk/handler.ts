import * as z from 'zod';
import { log } from '../../shared/platform/runtime/log.ts';
import { mailSettings, openMailDeps } from '../../shared/mail/render/open-mail-deps.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { queueFunction } from '../../shared/platform/runtime/queue-function.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { SessionChangeMessage, sendSessionChanges } from '../../shared/mail/usecases/send-session-changes.ts';
import { ConfirmationMessage, sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { MailingMessage, sendMailing } from '../../shared/mail/usecases/send-mailing.ts';
import { ReminderMessage, sendReminders } from '../../shared/mail/usecases/send-reminders.ts';

const env = readEnv('TABLE_NAME', ...mailSettings);
const table = openTable(env.TABLE_NAME);
const mail = openMailDeps(env);

const Message = z.union([ReminderMessage, SessionChangeMessage, MailingMessage, ConfirmationMessage]);

/** Sends mails to many, among them the confirmations of who was invited; never in the way of other confirmations. */
export const handler = queueFunction(Message, async (message) => {
  const bulk = { table, ...(await mail()) };
  if ('news' in message) {
    const { sessionId, news } = message.news;
    log.info('session news', { sessionId, news, ...(await sendSessionChanges(bulk, message)) });
  } else if ('mailing' in message) {
    log.info('mailing', { ...message.mailing, ...(await sendMailing(bulk, message)) });
  } else if ('fire' in message) {
    const { sessionId, ruleId } = message.fire;
    log.info('reminders', { sessionId, ruleId, ...(await sendReminders(bulk, message)) });
  } else {
    const { kind, sessionId, participantId, round } = message;
    const outcome = await sendConfirmation(bulk, message);
    log.info('invitation', { outcome, kind, sessionId, participantId, round });
  }
});
