import { RetryLater } from '../../../platform/problems/retry-later.ts';
import type { Table } from '../../../platform/table/table.ts';
import type { Mail } from '../../render/mail.ts';
import { mayMailOrganizer } from './may-mail-organizer.ts';
import type { MailDeps } from '../registrant-mail.ts';
import { sendClaimed, SendingTooFast, type SendOutcome } from '../send-claimed.ts';

export type OrganizerMailOutcome = 'sent' | 'sent-before' | 'refused' | 'not-wanted';

/** A mail to somebody who need not be a participant. */
export interface OrganizerMail {
  messageId: string;
  addressId: string;
  /** What comes in the stead of `message`, when there is no turn to send. */
  message: object;
  /** Looks once more whether it is wanted; undefined where it is not. */
  compose: () => Promise<Mail | undefined>;
}

/** Sends a mail to an organizer or a moderator once, if their mailbox allows it. Throws RetryLater where it is somebody else's turn. */
export async function sendToOrganizer(
  deps: MailDeps & { table: Table },
  { messageId, addressId, message, compose }: OrganizerMail,
): Promise<OrganizerMailOutcome> {
  const mail = { participantId: addressId };
  const outcome = await sendClaimed(deps, messageId, mail, async () =>
    (await mayMailOrganizer(deps.table, addressId)) ? compose() : undefined,
  ).catch((error: unknown): SendOutcome => {
    throw error instanceof SendingTooFast ? error.with(message) : error;
  });
  if (typeof outcome === 'string') return outcome;
  if (outcome.found === 'sent') return 'sent-before';
  if (outcome.found === 'refused') return 'refused';
  throw new RetryLater(`Mail ${messageId} is being sent by somebody else.`);
}
