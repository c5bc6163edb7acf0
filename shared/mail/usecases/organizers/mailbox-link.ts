import { makePersonToken, readPersonToken, type LinkKey } from '../../../platform/access/link-token.ts';
import type { MailDeps } from '../registrant-mail.ts';

/** The link by which whoever gets mails for organizers stops them. */
export function mailboxUrl(
  { linkKeys: [key], publicOrigin }: Pick<MailDeps, 'linkKeys' | 'publicOrigin'>,
  addressId: string,
  email: string,
): string {
  if (!key) throw new Error('There is no link key.');
  return `${publicOrigin}/n/${makePersonToken(key, 'mailbox', { participantId: addressId, email })}`;
}

/** The id of the address whose mails a genuine token stops; undefined for anything else. */
export const readMailboxToken = (keys: LinkKey[], token: string): string | undefined =>
  readPersonToken(keys, 'mailbox', token)?.participantId;
