import { readChannelId } from './channel-id.ts';
import { isEmailFault, parseEmail, type EmailAddress } from './email-address.ts';
import type { ImportColumn } from './import-columns.ts';
import { readCells, type CellContext, type RowValues } from './import-cells.ts';
import { ContactDetails, PersonDetails, Utm, type ConsentProof } from './participant.ts';
import type { LoweredWish } from './status-words.ts';
import type { VariableValue } from './variable.ts';

/** Why a row was not taken: where to look, and what to do. */
export interface RowFault {
  line: number;
  /** 1-based; undefined when the row as a whole is at fault. */
  column?: number | undefined;
  columnName?: string | undefined;
  code: string;
  message: string;
  value?: string | undefined;
}

export type RowDetails = PersonDetails & ContactDetails;

interface InChannel {
  channel: string;
  externalId: string;
  /** Where the identifier was a link. */
  profileUrl?: string;
}

/** A row that passed: whose it is, and what it says of them. Fields that were empty are not there. */
export interface RowDraft {
  line: number;
  /** The address names the person where both are given. */
  email?: EmailAddress | undefined;
  inChannel?: InChannel | undefined;
  details: RowDetails;
  utm?: Utm | undefined;
  variables?: Record<string, VariableValue> | undefined;
  /** Names of groups. */
  groups?: string[] | undefined;
  consent?: ConsentProof | undefined;
  lowers?: LoweredWish[] | undefined;
  /** Fields to be emptied, dotted (`utm.source`, `variables.city`). */
  erases?: string[] | undefined;
}

export type ReadRow = (cells: string[], line: number) => RowDraft | RowFault;

/** How much of an offending value is kept with the fault. */
const VALUE_SHOWN = 200;
/** What one row may say in all, so that its person fits into an item whatever was known before. */
const ROW_CHARACTERS = 30_000;

/** Reads rows by the same rules as the registration form. Short rows are faulty; empty extra cells are not. */
export function rowReader(columns: ImportColumn[], context: CellContext = {}): ReadRow {
  const read = readCells(columns, context);
  const hasContacts = columns.some((column) => column.meaning in ContactDetails.shape);
  return (cells, line) => {
    const odd = oddLength(cells, columns.length);
    if (odd) return { line, ...odd };
    const at = (index: number, code: string, message: string): RowFault => ({
      line,
      column: index + 1,
      columnName: columns[index]?.name,
      code,
      message,
      value: (cells[index]?.trim() ?? '').slice(0, VALUE_SHOWN),
    });
    const values = read(cells);
    if ('index' in values) return at(values.index, values.code, values.message);
    if (values.length > ROW_CHARACTERS)
      return {
        line,
        code: 'row-too-large',
        message: `The row holds more than ${ROW_CHARACTERS} characters.`,
      };

    const email = values.email === '' ? undefined : parseEmail(values.email);
    if (email && isEmailFault(email)) return at(indexOf(columns, 'email'), email.code, email.message);
    const inChannel = channelOf(values, context);
    if (inChannel && 'code' in inChannel)
      return at(indexOf(columns, inChannel.column), inChannel.code, inChannel.message);
    if (!email && !inChannel) return nobody(columns, at);

    const details = detailsOf(values, inChannel, hasContacts);
    if ('field' in details)
      return at(
        indexOf(columns, details.field),
        'invalid-value',
        `This value cannot be taken: ${details.message}.`,
      );
    const utm = values.utm && Utm.safeParse(values.utm);
    if (utm && !utm.success)
      return at(
        indexOf(columns, `utm.${String(utm.error.issues[0]?.path[0])}`),
        'invalid-value',
        'This value is too long.',
      );
    return { line, email, inChannel, details, ...optional(values), utm: utm?.data };
  };
}

export function isRowFault(row: RowDraft | RowFault): row is RowFault {
  return 'code' in row;
}

/** Who is meant, for faults. */
export const rowPerson = (row: RowDraft): string =>
  row.email?.address ?? `${row.inChannel?.channel ?? ''} ${row.inChannel?.externalId ?? ''}`;

const indexOf = (columns: ImportColumn[], meaning: string): number =>
  Math.max(
    0,
    columns.findIndex((column) => column.meaning === meaning),
  );

function oddLength(cells: string[], columns: number): { code: string; message: string } | undefined {
  const message = `The row has ${cells.length} cells, the header ${columns}.`;
  if (cells.length < columns) return { code: 'short-row', message };
  return cells.slice(columns).some((cell) => cell.trim() !== '') ? { code: 'long-row', message } : undefined;
}

function nobody(
  columns: ImportColumn[],
  at: (index: number, code: string, message: string) => RowFault,
): RowFault {
  return columns.some((column) => column.meaning === 'email')
    ? at(indexOf(columns, 'email'), 'email-missing', 'The e-mail address is missing.')
    : at(indexOf(columns, 'externalId'), 'identifier-missing', 'The identifier is missing.');
}

type ChannelFault = { column: 'channel' | 'externalId'; code: string; message: string };

function channelOf(values: RowValues, context: CellContext): InChannel | ChannelFault | undefined {
  const externalId = values.details['externalId'] ?? '';
  if (externalId === '') return undefined;
  const channel = values.details['channel'] ?? context.channel;
  if (channel === undefined)
    return {
      column: 'externalId',
      code: 'channel-missing',
      message: 'The channel of this identifier is not told.',
    };
  const read = ContactDetails.shape.channel.safeParse(channel);
  if (!read.success || read.data === undefined)
    return {
      column: 'channel',
      code: 'invalid-value',
      message: 'A channel is named by lower-case letters, digits and hyphens, like telegram.',
    };
  const id = readChannelId(read.data, externalId);
  return 'code' in id ? { column: 'externalId', ...id } : { channel: read.data, ...id };
}

function detailsOf(
  values: RowValues,
  inChannel: InChannel | undefined,
  hasContacts: boolean,
): RowDetails | { field: string; message: string } {
  const details = PersonDetails.safeParse(values.details);
  if (!details.success) return faultOf(details.error.issues[0]);
  if (!hasContacts && !inChannel) return details.data;
  const contacts = ContactDetails.safeParse({ ...values.details, channel: undefined, externalId: undefined });
  if (!contacts.success) return faultOf(contacts.error.issues[0]);
  const id = ContactDetails.shape.externalId.safeParse(inChannel?.externalId);
  if (!id.success) return { ...faultOf(id.error.issues[0]), field: 'externalId' };
  const { messenger, profileUrl = inChannel?.profileUrl, avatarUrl } = contacts.data;
  return compact({ ...details.data, messenger, ...inChannel, profileUrl, avatarUrl });
}

function compact(details: RowDetails): RowDetails {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

function faultOf(issue: { path: PropertyKey[]; message: string } | undefined) {
  return { field: String(issue?.path[0] ?? 'email'), message: issue?.message ?? 'invalid' };
}

function optional(
  values: RowValues,
): Pick<RowDraft, 'variables' | 'groups' | 'consent' | 'lowers' | 'erases'> {
  const { variables, groups, consent, lowers, erases } = values;
  return {
    ...(variables && { variables }),
    ...(groups && { groups }),
    ...(consent && { consent }),
    ...(lowers && { lowers }),
    ...(erases && { erases }),
  };
}
