import * as z from 'zod';
import { linkKeysOf } from '../../shared/runtime/keys.ts';
import { log } from '../../shared/runtime/log.ts';
import { openOutlet } from '../../shared/runtime/open-outlet.ts';
import { openTable } from '../../shared/runtime/open-table.ts';
import { queueFunction } from '../../shared/runtime/queue-function.ts';
import { readEnv } from '../../shared/runtime/read-env.ts';
import { NewsMessage, sendNews } from '../../shared/usecases/send-news.ts';
import { ReminderMessage, sendReminders } from '../../shared/usecases/send-reminders.ts';

const env = readEnv('TABLE_NAME', 'LINK_KEY_SECRET', 'PUBLIC_ORIGIN', 'MAIL_FROM', 'MAIL_CONFIGURATION_SET');
const linkKeys = linkKeysOf(env.LINK_KEY_SECRET);
const deps = {
  table: openTable(env.TABLE_NAME),
  outlet: openOutlet(env.MAIL_CONFIGURATION_SET),
  publicOrigin: env.PUBLIC_ORIGIN,
  from: { address: env.MAIL_FROM, name: 'Turnout' },
  now: () => Date.now(),
};

/** Sends mails to many; never in the way of a confirmation. */
export const handler = queueFunction(z.union([ReminderMessage, NewsMessage]), async (message) => {
  const bulk = { ...deps, linkKeys: await linkKeys() };
  if ('news' in message) {
    const { sessionId, news } = message.news;
    log.info('session news', { sessionId, news, ...(await sendNews(bulk, message)) });
  } else {
    const { sessionId, ruleId } = message.fire;
    log.info('reminders', { sessionId, ruleId, ...(await sendReminders(bulk, message)) });
  }
});
