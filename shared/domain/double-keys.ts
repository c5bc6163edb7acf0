import type { DoubleReason } from './doubles-job.ts';
import type { Participant } from './participant.ts';
import { digitsOf } from './fold-text.ts';

/** Something that two records of one person would have in common. */
export interface DoubleKey {
  reason: DoubleReason;
  /** The same for both, whatever the case, Unicode form or punctuation. */
  text: string;
}

/** Fewer digits are an extension, or a guess. */
const LEAST_DIGITS = 7;

/** By what somebody may be known twice. Deleted people are not looked for. */
export function doubleKeys(person: Participant): DoubleKey[] {
  if (person.deletedAt !== undefined) return [];
  const address = person.email === undefined ? undefined : fold(person.email);
  const texts: [DoubleReason, string | undefined][] = [
    ['same-address', address],
    ['same-address', channelAddress(person)],
    ['same-phone', phoneKey(person.phone)],
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
function channelAddress({ channel, externalId }: Participant): string | undefined {
  if (channel === undefined || externalId === undefined) return undefined;
  return `${channel} ${fold(externalId).replace(/^@/, '')}`;
}

/** Digits, without the zeros or the plus sign that lead abroad. */
function phoneKey(phone: string | undefined): string | undefined {
  const digits = digitsOf((phone ?? '').normalize('NFKC')).replace(/^00/, '');
  return digits.length < LEAST_DIGITS ? undefined : digits;
}

function nameKey({ firstName, lastName, company }: Participant): string | undefined {
  const parts = [firstName, lastName, company].map((part) => fold(part ?? ''));
  return parts.some((part) => part === '') ? undefined : JSON.stringify(parts);
}

/** Some providers ignore dots, and what follows a plus sign: a weak reason, since others do not. */
function similarAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [local = ''] = address.slice(0, at).split('+');
  return `${local.replaceAll('.', '')}${address.slice(at).replace('@googlemail.', '@gmail.')}`;
}
