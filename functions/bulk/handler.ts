import * as z from 'zod';
import { log } from '../../shared/runtime/log.ts';
import { mailSettings, openMail } from '../../shared/runtime/open-mail.ts';
import { openTable } from '../../shared/runtime/open-table.ts';
import { queueFunction } from '../../shared/runtime/queue-function.ts';
import { readEnv } from '../../shared/runtime/read-env.ts';
import { NewsMessage, sendNews } from '../../shared/usecases/send-news.ts';
import { ReminderMessage, sendReminders } from '../../shared/usecases/send-reminders.ts';

const env = readEnv('TABLE_NAME', ...mailSettings);
const table = openTable(env.TABLE_NAME);
const mail = openMail(env);

/** Sends mails to many; never in the way of a confirmation. */
export const handler = queueFunction(z.union([ReminderMessage, NewsMessage]), async (message) => {
  const bulk = { table, ...(await mail()) };
  if ('news' in message) {
    const { sessionId, news } = message.news;
    log.info('session news', { sessionId, news, ...(await sendNews(bulk, message)) });
  } else {
    const { sessionId, ruleId } = message.fire;
    log.info('reminders', { sessionId, ruleId, ...(await sendReminders(bulk, message)) });
  }
});
