import { randomUUID } from 'node:crypto';
import { isOfThisMail, isTooFast, wasRefused } from '../../platform/mail-transport/send-mail.ts';
import type { Table } from '../../platform/table/table.ts';
import { retryUnanswered } from '../../platform/table/retry-unanswered.ts';
import { RetryLater } from '../../platform/problems/retry-later.ts';
import { subjectSent } from '../render/compose-mime.ts';
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

/** How soon what the provider refused is tried again. */
const SOON_SECONDS = 5;

/** Nothing was sent: all turns to send are taken, or the provider takes no more mail for the moment. */
export class SendingTooFast extends RetryLater {
  override readonly name = 'SendingTooFast';
  readonly afterSeconds: number;

  constructor(afterSeconds: number, instead?: object) {
    super('The provider takes no more mail now.', instead && { body: instead, afterSeconds });
    this.afterSeconds = afterSeconds;
  }

  /** The same for a message, in whose stead another one comes. */
  with(instead: object): SendingTooFast {
    return new SendingTooFast(this.afterSeconds, instead);
  }
}

/** The outcome of this attempt; or what was `found` in the ledger, which is why nothing was sent. */
export type SendOutcome = 'sent' | 'refused' | 'not-wanted' | { found: Exclude<MailClaim, 'ours'> };

/**
 * Waits for a turn, claims a mail, then composes and sends it. `composeNow` looks once more whether it is wanted, and by whom:
 * what somebody said before the claim holds, also where it was said after the caller had looked. The claim ends where nothing was sent:
 * the mail is not wanted any more (undefined), or the provider clearly says no; for good, when that is about this mail, else
 * so that it can be sent later.
 */
export async function sendClaimed(
  deps: MailDeps & { table: Table },
  messageId: string,
  mail: LedgerMail,
  composeNow: () => Promise<Mail | undefined>,
): Promise<SendOutcome> {
  const iso = (ms: number) => new Date(ms).toISOString();
  const turn = await deps.turns?.take();
  if (turn !== undefined && turn !== 'now') throw new SendingTooFast(turn.afterSeconds);
  const owner = randomUUID();
  const claim = await claimMail(deps.table, messageId, mail, { owner, nowMs: deps.now() });
  if (claim !== 'ours') return { found: claim };
  const release = () => releaseMail(deps.table, messageId, owner);
  const wanted = await releasedUnlessMade(release, composeNow);
  if (!wanted) return 'not-wanted';
  try {
    const providerId = await sendRegistrantMail(deps, messageId, wanted);
    const sent = { at: iso(deps.now()), providerId, subject: subjectSent(wanted) };
    await retryUnanswered(() => recordMailSent(deps.table, messageId, sent));
    return 'sent';
  } catch (error) {
    if (!wasRefused(error)) throw error;
    if (isOfThisMail(error)) {
      await recordMailRefused(deps.table, messageId, { owner, at: iso(deps.now()) });
      return 'refused';
    }
    await release();
    if (!isTooFast(error)) throw error;
    deps.turns?.slowDown();
    throw new SendingTooFast(SOON_SECONDS);
  }
}

/** Gives a claim back if there is nothing to send, or if that could not be found out. */
async function releasedUnlessMade(
  release: () => Promise<void>,
  composeNow: () => Promise<Mail | undefined>,
): Promise<Mail | undefined> {
  try {
    const mail = await composeNow();
    if (!mail) await release();
    return mail;
  } catch (error) {
    await release();
    throw error;
  }
}
