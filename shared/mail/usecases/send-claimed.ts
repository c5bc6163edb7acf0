import { randomUUID } from 'node:crypto';
import { isOfThisMail, isTooFast, wasRefused } from '../../platform/mail-transport/send-mail.ts';
import type { Table } from '../../platform/table/table.ts';
import { untilAnswered } from '../../platform/table/until-answered.ts';
import { RetryLater } from '../../platform/values/retry-later.ts';
import type { Mail } from '../render/mail.ts';
import {
  claimMail,
  recordMailRefused,
  recordMailSent,
  releaseMail,
  type LedgerMail,
  type MailClaim,
} from '../table/mail-items.ts';
import { sendRegistrantMail, type MailDeps } from './registrant-mail.ts';

/** Longer than sending takes, shorter than anybody waits. */
const LEASE_MS = 2 * 60_000;

/** The provider takes no more mail for the moment; nothing was sent. */
export class SendingTooFast extends RetryLater {
  override readonly name = 'SendingTooFast';
}

/** What became of a mail by this attempt; or what was `found` in the ledger, which is why nothing was sent. */
export type SendOutcome = 'sent' | 'refused' | { found: Exclude<MailClaim, 'ours'> };

/**
 * Claims a mail, then sends it. Only a clear no of the provider ends the claim: for good, when it is about this mail, else so
 * that it can be sent later.
 */
export async function sendClaimed(
  deps: MailDeps & { table: Table },
  messageId: string,
  mail: LedgerMail,
  compose: () => Mail,
): Promise<SendOutcome> {
  const iso = (ms: number) => new Date(ms).toISOString();
  const owner = randomUUID();
  const now = deps.now();
  const claimant = { owner, now: iso(now), leaseUntil: iso(now + LEASE_MS) };
  const claim = await claimMail(deps.table, messageId, mail, claimant);
  if (claim !== 'ours') return { found: claim };
  try {
    const providerId = await sendRegistrantMail(deps, messageId, compose());
    const sent = { at: iso(deps.now()), providerId };
    await untilAnswered(() => recordMailSent(deps.table, messageId, sent));
    return 'sent';
  } catch (error) {
    if (!wasRefused(error)) throw error;
    if (isOfThisMail(error)) {
      await recordMailRefused(deps.table, messageId, { owner, at: iso(deps.now()) });
      return 'refused';
    }
    await releaseMail(deps.table, messageId, owner);
    throw isTooFast(error) ? new SendingTooFast(`Mail ${messageId} waits: SES takes no more now.`) : error;
  }
}
