import type { DuplicateReason } from './duplicates-job.ts';
import type { AlikePerson } from '../../people/domain/alike-fields.ts';
import { digitsOf } from '../../platform/values/text/fold-text.ts';

/** Something that two records of one person would have in common. */
export interface DuplicateKey {
  reason: DuplicateReason;
  /** Equal for two records, whatever the case, Unicode form or punctuation. */
  text: string;
}

/** A phone number with fewer digits may be an extension, and is not compared. */
const LEAST_DIGITS = 7;

/**
 * The keys by which one person may be found twice. Deleted people have none. With `homeCountryCode`, phones without a
 * country code are of that country.
 */
export function duplicateKeys(person: AlikePerson, homeCountryCode?: string): DuplicateKey[] {
  if (person.deletedAt !== undefined) return [];
  const address = person.email === undefined ? undefined : fold(person.email);
  const texts: [DuplicateReason, string | undefined][] = [
    ['same-address', address],
    ['same-address', channelAddress(person)],
    ['same-phone', phoneKey(person.phone, homeCountryCode)],
    ['same-name-and-company', nameKey(person)],
    ['similar-address', address === undefined ? undefined : similarAddress(address)],
  ];
  return texts.flatMap(([reason, text]) => (text === undefined ? [] : [{ reason, text }]));
}

/** Case, compatibility forms (full width, ligatures), invisible signs and runs of blanks do not count. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim();
}

/** `@Ann` and `ann` are one name in a messenger. */
function channelAddress({ channel, externalId }: AlikePerson): string | undefined {
  if (channel === undefined || externalId === undefined) return undefined;
  return `${channel} ${fold(externalId).replace(/^@/, '')}`;
}

/** `+49 (0)171 …`: the zero in brackets is dialled at home only. */
const DIALLED_AT_HOME = /^((?:\+|00)\s*\d{1,3}\s*)\(0\)/;

/** The digits, without the zeros or plus sign before a country code; with the country code if it is given or known. */
function phoneKey(phone: string | undefined, home: string | undefined): string | undefined {
  const text = (phone ?? '').normalize('NFKC').trim().replace(DIALLED_AT_HOME, '$1');
  const digits = digitsOf(text);
  const isAbroad = text.startsWith('+') || digits.startsWith('00');
  const number = digits.replace(/^00/, '');
  if (number.length < LEAST_DIGITS) return undefined;
  return isAbroad || home === undefined ? number : fromHome(number, home);
}

/** Italy dials the zero from abroad, too. */
const KEEPS_ZERO = '39';

/** A national number with its country code, and without the digit that is dialled before it at home. */
function fromHome(number: string, home: string): string {
  if (number.startsWith('0')) return `${home}${home === KEEPS_ZERO ? number : number.slice(1)}`;
  if (home === '7' && /^8\d{10}$/.test(number)) return `${home}${number.slice(1)}`;
  return number.startsWith(home) ? number : `${home}${number}`;
}

function nameKey({ firstName, lastName, company }: AlikePerson): string | undefined {
  const parts = [firstName, lastName, company].map((part) => fold(part ?? ''));
  return parts.some((part) => part === '') ? undefined : JSON.stringify(parts);
}

/** Some providers ignore dots, and what follows a plus sign: a weak reason, since others do not. */
function similarAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [local = ''] = address.slice(0, at).split('+');
  return `${local.replaceAll('.', '')}${address.slice(at).replace('@googlemail.', '@gmail.')}`;
}
