import type { EmailAddress } from '../../platform/values/email-address.ts';
import type { ImportColumn } from './import-columns.ts';
import { readCells, type CellContext } from './cells/import-cells.ts';
import type { CellFault, ImportNote, RowValues } from './cells/row-values.ts';
import {
  ContactDetails,
  GivenUtm,
  PersonDetails,
  type ConsentProof,
  type Utm,
} from '../../people/domain/participant.ts';
import type { InChannel } from '../../people/domain/channel-identity.ts';
import { positionOf, identifyRow } from './row-identity.ts';
import type { RestrictingWish } from './headings/status-words.ts';
import type { VariableValue } from '../../variables/domain/variable.ts';

/** Why a row was not taken: where to look, and what to do. */
export interface RowFault extends PlacedFault {
  line: number;
  /** What else is wrong with the row, by column, so that it is mended in one go. */
  more?: PlacedFault[] | undefined;
  /** The row's wishes against mail with whom they are about, which count all the same. */
  saysNo?: RowDraft | undefined;
}

interface PlacedFault {
  /** 1-based; undefined when the row as a whole is at fault. */
  column?: number | undefined;
  columnName?: string | undefined;
  code: string;
  message: string;
  value?: string | undefined;
}

export type RowDetails = PersonDetails & ContactDetails;

/** A row without faults: the person, and the values for them. Empty fields are left out. */
export interface RowDraft {
  line: number;
  /** The address names the person where both are given. */
  email?: EmailAddress | undefined;
  inChannel?: InChannel | undefined;
  /** The person's own id, where neither names them: whoever was entered by name only. */
  participantId?: string | undefined;
  details: RowDetails;
  utm?: Utm | undefined;
  variables?: Record<string, VariableValue> | undefined;
  /** Names of groups. */
  groups?: string[] | undefined;
  consent?: ConsentProof | undefined;
  restricts?: RestrictingWish[] | undefined;
  /** Fields to be emptied, dotted (`utm.source`, `variables.city`). */
  erases?: string[] | undefined;
  notes?: ImportNote[] | undefined;
}

export type ReadRow = (cells: string[], line: number) => RowDraft | RowFault;

/** How much of an offending value is kept with the fault. */
const VALUE_SHOWN = 200;
/** More faults than anybody reads of one row; its item must not grow too large. */
const FAULTS_SHOWN = 20;
/** The most that one row may contain: everything of a person whose variables use all their room. */
const ROW_BYTES = 120_000;

/** Reads rows by the same rules as the registration form. Short rows are faulty; empty extra cells are not. */
export function rowReader(columns: ImportColumn[], context: CellContext = {}): ReadRow {
  const read = readCells(columns, context);
  const hasContacts = columns.some((column) => column.meaning in ContactDetails.shape);
  return (cells, line) => {
    const odd = oddLength(cells, columns.length);
    if (odd) return { line, ...odd };
    const { row: values, faults } = read(cells);
    if (values.bytes > ROW_BYTES)
      return {
        line,
        code: 'row-too-large',
        message: `The row holds more text than a person may have (${ROW_BYTES / 1000} kB).`,
      };
    const who = identifyRow(columns, values, context, faults);
    const details = detailsOf(values, who.inChannel, hasContacts);
    const utm = GivenUtm.safeParse(values.utm ?? {});
    const wrong = [
      ...('issues' in details ? details.issues.map(({ field, message }) => [field, message] as const) : []),
      ...(utm.error?.issues ?? []).map(({ path }) => [`utm.${String(path[0])}`, 'is too long'] as const),
    ].map(([meaning, message]) => ({
      index: positionOf(columns, meaning),
      code: 'invalid-value',
      message: `This value cannot be taken: ${message}.`,
    }));
    const all = [...faults, ...who.faults, ...wrong];
    if (all.length > 0 || 'issues' in details)
      return { ...rowFault(line, columns, cells, all), ...noOf(line, who, values) };
    return {
      line,
      email: who.email,
      inChannel: who.inChannel,
      ...(who.participantId !== undefined && { participantId: who.participantId }),
      details,
      ...optional(values, details),
      ...(who.isIdLeftOut && { notes: [...(values.notes ?? []), 'id-left-out'] }),
      utm: values.utm && utm.data,
    };
  };
}

/** One fault a row: that of the first faulty column, with the others as `more`. */
function rowFault(line: number, columns: ImportColumn[], cells: string[], faults: CellFault[]): RowFault {
  const byColumn = new Map(faults.toReversed().map((fault) => [fault.index, fault]));
  const [first, ...more] = [...byColumn.values()]
    .toSorted((a, b) => a.index - b.index)
    .slice(0, FAULTS_SHOWN)
    .map(({ index, code, message }) => ({
      column: index + 1,
      columnName: columns[index]?.name,
      code,
      message,
      value: (cells[index]?.trim() ?? '').slice(0, VALUE_SHOWN),
    }));
  if (!first) return { line, code: 'invalid-value', message: 'This row cannot be taken.' };
  return { line, ...first, ...(more.length > 0 && { more }) };
}

/** What a row says against mail to somebody whom it names, whatever is wrong with its other cells. */
function noOf(
  line: number,
  { email, inChannel, participantId }: Pick<RowDraft, 'email' | 'inChannel' | 'participantId'>,
  { restricts }: RowValues,
): Pick<RowFault, 'saysNo'> {
  if (!restricts || !(email ?? inChannel ?? participantId)) return {};
  return { saysNo: { line, email, inChannel, participantId, details: {}, restricts } };
}

export function isRowFault(row: RowDraft | RowFault): row is RowFault {
  return 'code' in row;
}

/** A fault to be shown or kept: without what its row says against mail, which is taken apart. */
export function shownFault({ saysNo: _taken, ...fault }: RowFault): Omit<RowFault, 'saysNo'> {
  return fault;
}

/** Who is meant, for faults. */
export const rowPerson = ({ email, inChannel, participantId = '' }: RowDraft): string =>
  email?.address ?? (inChannel ? `${inChannel.channel} ${inChannel.externalId}` : participantId);

function oddLength(cells: string[], columns: number): { code: string; message: string } | undefined {
  const message = `The row has ${cells.length} cells, the header ${columns}.`;
  if (cells.length < columns) return { code: 'short-row', message };
  return cells.slice(columns).some((cell) => cell.trim() !== '') ? { code: 'long-row', message } : undefined;
}

function detailsOf(
  values: RowValues,
  inChannel: InChannel | undefined,
  hasContacts: boolean,
): RowDetails | { issues: { field: string; message: string }[] } {
  const details = PersonDetails.safeParse(values.details);
  const contacts = ContactDetails.safeParse(
    hasContacts ? { ...values.details, channel: undefined, externalId: undefined } : {},
  );
  if (!details.success || !contacts.success)
    return {
      issues: [...(details.error?.issues.map(issueOf) ?? []), ...(contacts.error?.issues.map(issueOf) ?? [])],
    };
  if (!hasContacts && !inChannel) return details.data;
  const { profileUrl = inChannel?.profileUrl } = contacts.data;
  return compact({ ...details.data, ...contacts.data, ...inChannel, profileUrl });
}

function compact(details: RowDetails): RowDetails {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

const issueOf = ({ path, message }: { path: PropertyKey[]; message: string }) => ({
  field: String(path[0] ?? 'email'),
  message,
});

/** What another column of the row says is not erased: a full name, beside an empty last name. */
function optional(
  values: RowValues,
  details: RowDetails,
): Pick<RowDraft, 'variables' | 'groups' | 'consent' | 'restricts' | 'erases' | 'notes'> {
  const { variables, groups, consent, restricts, notes } = values;
  const erases = values.erases?.filter((path) => !(path in details));
  return {
    ...(variables && { variables }),
    ...(groups && { groups }),
    ...(consent && { consent }),
    ...(restricts && { restricts }),
    ...(erases && { erases }),
    ...(notes && { notes }),
  };
}
