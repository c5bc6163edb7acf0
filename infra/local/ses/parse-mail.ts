import type { Address } from 'postal-mime';

/** What SES and the inbox need to know of a MIME message. */
export interface ParsedMail {
  from: string;
  /** To, Cc and Bcc. */
  recipients: string[];
  subject: string;
  text: string;
  html: string;
  headers: { name: string; value: string }[];
}

export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  // Loaded with the first mail, because it would slow the start.
  const { default: PostalMime } = await import('postal-mime');
  const mail = await PostalMime.parse(raw);
  const recipients = [mail.to, mail.cc, mail.bcc].flatMap((list) => (list ?? []).flatMap(addressesOf));
  return {
    from: mail.from === undefined ? '' : (addressesOf(mail.from)[0] ?? ''),
    recipients,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
  };
}

/** The addresses of a header's entry, a group's members included. */
function addressesOf(entry: Address): string[] {
  return entry.group === undefined ? [entry.address] : entry.group.map((member) => member.address);
}

/** `Anna <anna@example.com>` -> `anna@example.com` */
export function bareAddress(address: string): string {
  return /<([^<>]+)>/.exec(address)?.[1] ?? address.trim();
}
