import { ParticipantId } from '../../../platform/values/ids.ts';
import { asWholeNumber, isShortenedNumber } from './shortened-number.ts';
import type { CellReader, ImportNote, RowValues } from './row-values.ts';
import { supportedLocale } from '../../../platform/values/text/supported-locale.ts';
import { splitFullName } from '../../../people/domain/split-full-name.ts';

/** As programs copy addresses: `mailto:ann@example.com`, `<ann@example.com>`, `Ann Lee <ann@example.com>`. */
const WRAPPED = /^(?:[^<>]*<)?\s*(?:mailto:)?(?<address>[^<>\s]+)\s*>?$/iu;

/** The separator that Google puts between several addresses or phones in one cell; the first is the one in use. */
const SEVERAL = ' ::: ';

const firstOf = (text: string): string => text.split(SEVERAL)[0] ?? text;

/** The address in a cell, without what stands around it. */
export function readAddress(text: string, row: RowValues): undefined {
  const first = firstOf(text);
  row.email = WRAPPED.exec(first)?.groups?.['address'] ?? first;
  return undefined;
}

/** The id of a participant, as our exports write it. */
export function readId(text: string, row: RowValues): ReturnType<CellReader> {
  if (!ParticipantId.safeParse(text).success)
    return { code: 'id-invalid', message: 'This is no id of a participant, as an export writes it.' };
  row.id = text;
  return undefined;
}

/** Splits a whole name into its parts, unless a column of its own has one of them. */
export function nameSplitter(familyFirst: boolean): CellReader {
  return (text, row) => {
    const { firstName, lastName } = splitFullName(text, familyFirst);
    if (firstName !== '') row.details['firstName'] ??= firstName;
    if (lastName !== '') row.details['lastName'] ??= lastName;
    return undefined;
  };
}

/** A phone number that lost its last digits is left out. */
export function readPhone(text: string, row: RowValues): undefined {
  const first = asWholeNumber(firstOf(text));
  if (isShortenedNumber(first)) note(row, 'phone-cut');
  else row.details['phone'] = first;
  return undefined;
}

/** Counts what is left out of a row that is taken. */
export function note(row: RowValues, said: ImportNote): void {
  (row.notes ??= []).push(said);
}

/** A language that pages and mails do not speak is left out: the event's applies. */
export function readLocale(text: string, row: RowValues): ReturnType<CellReader> {
  const locale = supportedLocale(text);
  if (locale === undefined)
    return { code: 'unknown-locale', message: `"${text.slice(0, 50)}" is no language, like de or en.` };
  if (locale === 'other') note(row, 'locale-not-spoken');
  else row.details['locale'] = locale;
  return undefined;
}

/** A zone is only used for showing times, and one that was stored once may be unknown by now. */
export function zoneReader(find: (written: string) => string | undefined): CellReader {
  return (text, row) => {
    const zone = find(text);
    if (zone === undefined) note(row, 'time-zone-unknown');
    else row.details['timeZone'] = zone;
    return undefined;
  };
}
