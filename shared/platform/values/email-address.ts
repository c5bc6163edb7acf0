import { domainToASCII } from 'node:url';
import * as z from 'zod';

/** An address as it is mailed to, and the form that tells whether two of them are the same mailbox. */
export interface EmailAddress {
  /** Local part as typed, domain as lower-case A-label. */
  address: string;
  /** Local part lower-cased too. Dots and `+tag` are not folded: they may be other people's mailboxes. */
  key: string;
}

export type EmailFault = { code: 'email-missing' | 'email-invalid'; message: string };

const LOCAL_PART_MAX = 64; // RFC 5321, 4.5.3.1.1
const ADDRESS_MAX = 254; // RFC 5321 errata 1690
const LABEL_MAX = 63; // RFC 1035, 2.3.4
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u; // controls, zero-width and bidi marks
const nonAscii = /[^\x20-\x7e]/;
/** Where the URL parser behind `domainToASCII` would silently stop, or decode. */
const urlSigns = /[/?#%\\:[\]]/;
/** Dot-atoms of RFC 5321, all of which SES sends to; zod's own pattern knows fewer signs, and its last label refuses the A-labels of `.рф` and other country domains. */
const syntax = z.email({
  pattern:
    /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]*[a-z0-9])$/i,
});

const invalid = (message: string): EmailFault => ({ code: 'email-invalid', message });

/**
 * Reads an address typed by a person.
 * SES takes no UTF-8 local parts, so they are refused here rather than bounced later.
 */
export function parseEmail(text: string): EmailAddress | EmailFault {
  const typed = text.normalize('NFC').trim();
  if (typed === '') return { code: 'email-missing', message: 'The e-mail address is missing.' };
  if (typed.length > 4 * ADDRESS_MAX) return invalid('The e-mail address is too long.');
  if (invisible.test(typed)) return invalid('The e-mail address contains invisible characters.');
  const at = typed.lastIndexOf('@');
  if (at < 1) return invalid('An e-mail address needs a name, an @ and a domain, like ann@example.com.');
  const local = typed.slice(0, at);
  if (nonAscii.test(local))
    return invalid('The part before the @ may only use plain letters, digits and signs.');
  if (local.length > LOCAL_PART_MAX) return invalid('The part before the @ is longer than 64 characters.');
  const typedDomain = typed.slice(at + 1);
  const domain = urlSigns.test(typedDomain) ? '' : domainToASCII(typedDomain).toLowerCase();
  const address = `${local}@${domain}`;
  if (domain === '' || domain.split('.').some((label) => label.length > LABEL_MAX)) {
    return invalid('The part after the @ is not a domain name.');
  }
  if (address.length > ADDRESS_MAX || !syntax.safeParse(address).success) {
    return invalid('This is not an e-mail address, like ann@example.com.');
  }
  return { address, key: `${local.toLowerCase()}@${domain}` };
}

/** Tells the two results of `parseEmail` apart. */
export function isEmailFault(result: EmailAddress | EmailFault): result is EmailFault {
  return 'code' in result;
}

/** Whether a text is an address and nothing else. */
export const isEmailAddress = (text: string): boolean =>
  text.includes('@') && !isEmailFault(parseEmail(text));

/** An address as somebody typed it, read into its parts. */
export const Email = z
  .string()
  .max(1000)
  .transform((text, context) => {
    const parsed = parseEmail(text);
    if (!isEmailFault(parsed)) return parsed;
    context.addIssue({ code: 'custom', message: parsed.message, params: { code: parsed.code } });
    return z.NEVER;
  });
