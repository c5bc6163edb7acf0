import * as z from 'zod';
import { isFamilyFirst } from '../headings/column-names.ts';
import { GroupName, MOST_GROUPS, tooManyGroups } from '../../../groups/domain/group.ts';
import { wishMeanings, type ImportColumn } from '../import-columns.ts';
import { isPersonField, personFieldsWith } from '../../../person-fields/domain/person-field-names.ts';
import { splitGroups, type GroupSeparator } from './group-list.ts';
import { parseConsentCell } from './parse-consent-cell.ts';
import {
  nameSplitter,
  note,
  readAddress,
  readId,
  readLocale,
  readPhone,
  zoneReader,
} from './person-cells.ts';
import { isFormulaError } from './formula-error.ts';
import { readStatus, type RestrictingWish } from '../headings/status-words.ts';
import { parseTypedCell, cellFaultOf } from './parse-typed-cell.ts';
import type { CellFault, CellReader, Fault, RowValues } from './row-values.ts';
import { parseDate } from './parse-date.ts';

export interface CellContext {
  /** The channel of identifiers in a file that does not name it. */
  channel?: string | undefined;
  eraseEmpty?: boolean | undefined;
  /** Whether a status column may put people on the black list. */
  mayBlock?: boolean | undefined;
  /** What applies to everybody in the file. */
  everybody?: RestrictingWish | undefined;
  /** Finds the name of a time zone as the zone table has it; without it, any name is taken. */
  findTimeZone?: ((written: string) => string | undefined) | undefined;
}

/** Fields that an empty cell may remove: not those that identify the person, and no wishes. */
const isErasable = (meaning: string): boolean =>
  isPersonField(meaning) ? !identifying.has(meaning) : /^(utm|variables)\./.test(meaning);
const identifying: ReadonlySet<string> = new Set(personFieldsWith('identifies', true));

/** Columns in which a failed formula makes the row faulty: addresses, because they identify the person, and wishes. */
const decisive: ReadonlySet<string> = new Set(['email', 'id', 'consentAt', ...wishMeanings]);

/** Makes a reader of whole rows from a reader for each column that means something. */
export function readCells(
  columns: ImportColumn[],
  context: CellContext,
): (cells: string[]) => { row: RowValues; faults: CellFault[] } {
  const readers = columns.flatMap((column, index) => {
    const read = readerOf(column, context);
    return read
      ? [
          {
            index,
            read: decisive.has(column.meaning) ? read : unlessFailed(read),
            isOneLine: isOneLine(column.meaning),
            erases: context.eraseEmpty === true && isErasable(column.meaning) ? column.meaning : undefined,
          },
        ]
      : [];
  });
  return (cells) => {
    const row: RowValues = { email: '', details: {}, bytes: 0 };
    const faults: CellFault[] = [];
    if (context.everybody !== undefined) restrict(row, context.everybody);
    for (const { index, read, erases, isOneLine } of readers) {
      const written = cells[index]?.trim() ?? '';
      const text = isOneLine ? joinLines(written, row) : written;
      if (text === '') {
        if (erases !== undefined) (row.erases ??= []).push(erases);
        continue;
      }
      if (isOneLine && hasLostLetters(text)) {
        note(row, 'letters-lost');
        if (!/[\p{L}\p{N}]/u.test(text)) continue;
      }
      row.bytes += Buffer.byteLength(text);
      const fault = read(text, row);
      if (fault) faults.push({ index, ...fault });
    }
    return { row, faults };
  };
}

/** Names, companies, phones and the like, in which people break lines to make them fit a cell. */
const isOneLine = (meaning: string): boolean =>
  isPersonField(meaning) ? !identifying.has(meaning) : /^(?:fullName|consentSource|utm\..*)$/.test(meaning);

/** Whether a program wrote `?` for all letters of a text, or U+FFFD for some of them, since its encoding lacks them. */
const hasLostLetters = (text: string): boolean =>
  text.includes('\ufffd') || (/\?.*\?/su.test(text) && /^[?\s.,'’-]+$/u.test(text));

const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]/u;

function joinLines(text: string, row: RowValues): string {
  const joined = text.replace(/[\s\u0085]+/gu, (blanks) => (BREAKS.test(blanks) ? ' ' : blanks));
  if (joined !== text) note(row, 'lines-joined');
  return joined;
}

/** A failed formula counts as no value, and erases nothing either. */
const unlessFailed =
  (read: CellReader): CellReader =>
  (text, row) => {
    if (!isFormulaError(text)) return read(text, row);
    note(row, 'sheet-error');
    return undefined;
  };

function readerOf(column: ImportColumn, context: CellContext): CellReader | undefined {
  const { meaning } = column;
  switch (meaning) {
    case 'read-only':
    case 'ignored':
      return undefined;
    case 'email':
      return readAddress;
    case 'id':
      return readId;
    case 'fullName':
      return nameSplitter(isFamilyFirst(column.name));
    case 'phone':
      return readPhone;
    case 'locale':
      return readLocale;
    case 'timeZone':
      return zoneReader(context.findTimeZone ?? ((written) => written));
    case 'channel':
      return (text, row) => {
        row.details['channel'] = text.toLowerCase();
        return undefined;
      };
    case 'groups':
      return groupsReader(column.separator);
    case 'status':
      return statusReader(context.mayBlock === true);
    case 'optedOut':
      return optReader(true, 'optedOutAt');
    case 'bounced':
      return optReader(true, 'bouncedAt');
    case 'complained':
      return optReader(true, 'complainedAt');
    case 'optedIn':
      return optReader(false, 'optedOutAt');
    case 'consentAt':
      return (text, row) => {
        const at = parseDate(text, column.dateOrder);
        if (typeof at !== 'string') return cellFaultOf(at.fault);
        row.consent = { ...row.consent, at };
        return undefined;
      };
    case 'consentSource':
      return (text, row) => {
        if (text.length > 200)
          return { code: 'too-long', message: 'The source of consent has over 200 characters.' };
        row.consent = { ...row.consent, source: text };
        return undefined;
      };
    case 'consentIp':
      return (text, row) => {
        if (!IpAddress.safeParse(text).success)
          return { code: 'not-an-ip', message: 'This is not an IP address.' };
        row.consent = { ...row.consent, ip: text };
        return undefined;
      };
    default:
      return namedReader(column);
  }
}

function namedReader(column: ImportColumn): CellReader {
  const [kind = '', name = ''] = column.meaning.split('.');
  if (kind === 'utm')
    return (text, row) => {
      row.utm = { ...row.utm, [name]: text };
      return undefined;
    };
  if (kind === 'variables') {
    const type = column.type ?? 'text';
    return (text, row) => {
      const read = parseTypedCell(text, type, column);
      if ('code' in read) return read;
      row.variables = { ...row.variables, [name]: read.value };
      return undefined;
    };
  }
  const field = column.meaning;
  return (text, row) => {
    row.details[field] = text;
    return undefined;
  };
}

const groupsReader =
  (separator: GroupSeparator): CellReader =>
  (text, row) =>
    readGroups(splitGroups(text, separator), row);

function readGroups(names: string[], row: RowValues): Fault | undefined {
  if (names.length > MOST_GROUPS) return tooManyGroups;
  for (const name of names) {
    const read = GroupName.safeParse(name);
    if (!read.success)
      return {
        code: 'group-name',
        message: `A group's name cannot be taken: ${read.error.issues[0]?.message ?? 'invalid'}.`,
      };
    (row.groups ??= []).push(read.data);
  }
  return undefined;
}

function statusReader(mayBlock: boolean): CellReader {
  return (text, row) => {
    const status = readStatus(text);
    if (status === 'unknown' || status === 'unclear')
      return {
        code: 'status-unknown',
        message: `The status "${text.slice(0, 50)}" does not tell whether mail may be sent. Put active, unsubscribed, bounced, complained or blocked.`,
      };
    if (status === 'nothing') return undefined;
    if (status === 'blockedAt' && !mayBlock)
      return { code: 'not-allowed', message: 'Only an admin may import people into the black list.' };
    restrict(row, status);
    return undefined;
  };
}

/**
 * A yes or no is read by whether the column lists those who left or those who came; a word of statuses is read as that
 * status.
 */
function optReader(isNoMail: boolean, wish: RestrictingWish): CellReader {
  return (text, row) => {
    const said = parseConsentCell(text);
    if (said === undefined)
      return {
        code: 'opt-out-unknown',
        message: `"${text.slice(0, 50)}" does not tell whether the person opted out. Put yes, no or a date.`,
      };
    if (said === isNoMail) restrict(row, wish);
    // Whom somebody blocked there wants no mail; our own black list is the matter of admins.
    else if (typeof said === 'string' && said !== 'nothing')
      restrict(row, said === 'blockedAt' ? 'optedOutAt' : said);
    return undefined;
  };
}

function restrict(row: RowValues, wish: RestrictingWish): void {
  if (!row.restricts?.includes(wish)) (row.restricts ??= []).push(wish);
}

const IpAddress = z.union([z.ipv4(), z.ipv6()]);
