import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import type { MailRank } from '../domain/mail-rate.ts';
import { MailTurns } from '../usecases/turns/mail-turns.ts';
import type { MailDeps } from '../usecases/registrant-mail.ts';
import { log } from '../../platform/runtime/log.ts';
import { linkKeysOf } from '../../platform/secrets/secret-keys.ts';
import type { mailSettings } from './mail-settings.ts';
import { createMailSender } from '../../platform/mail-transport/send-mail.ts';
import { readSendQuota } from '../../platform/mail-transport/read-send-quota.ts';
import { keepingFor } from '../../platform/table/expiry.ts';
import { openTable } from '../../platform/table/open-table.ts';
import type { Table } from '../../platform/table/table.ts';

/** Of the time that a function has left: the rest is for sending what has its turn. */
const WAITING_SHARE = 0.7;

/** Mails go on at the rate that was told before, or that the stage assumes. */
const untold = (error: unknown): undefined => {
  log.error('the quota of mails is not told', error);
};

/**
 * What mailing registrants needs, for senders of a rank; asked for anew at each message, because link keys rotate and the time
 * to wait for a turn is what the function has left.
 */
export function openMailDeps(
  env: Record<(typeof mailSettings)[number], string>,
  rank: MailRank,
): (context: Context) => Promise<MailDeps & { table: Table }> {
  const linkKeys = linkKeysOf(env.LINK_KEY_SECRET);
  const table = keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES);
  const outlet = createMailSender(env.MAIL_CONFIGURATION_SET);
  const now = () => Date.now();
  const from = { address: env.MAIL_FROM, name: 'Turnout' };
  const fixed = { table, outlet, publicOrigin: env.PUBLIC_ORIGIN, from, now };
  const turns = new MailTurns({
    table,
    rank,
    now,
    askQuota: () => readSendQuota(outlet.client).catch(untold),
    assumedPerSecond: Number(env.MAILS_PER_SECOND),
    wait: (ms) => delay(ms),
  });
  return async (context) => {
    const until = now() + context.getRemainingTimeInMillis() * WAITING_SHARE;
    const slowDown = () => {
      turns.slowDown();
    };
    return { ...fixed, turns: { take: () => turns.take(until), slowDown }, linkKeys: await linkKeys() };
  };
}
