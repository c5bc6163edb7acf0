import { isEmailFault, parseEmail, type EmailAddress } from './email-address.ts';
import { Locale } from './event.ts';
import type { ColumnMapping, ImportField } from './import-columns.ts';
import { PersonDetails } from './participant.ts';

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

/** A row that passed: whose it is, and what it says of them. Fields that were empty are not there. */
export interface RowDraft {
  line: number;
  email: EmailAddress;
  details: PersonDetails;
}

/** How much of an offending value is kept with the fault. */
const VALUE_SHOWN = 200;

/** Reads one row by the same rules as the registration form. Short rows are faulty; empty extra cells are not. */
export function readImportRow(cells: string[], mapping: ColumnMapping, line: number): RowDraft | RowFault {
  const columns = mapping.columns;
  if (cells.length < columns.length) {
    return {
      line,
      code: 'short-row',
      message: `The row has ${cells.length} cells, the header ${columns.length}.`,
    };
  }
  if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    return {
      line,
      code: 'long-row',
      message: `The row has ${cells.length} cells, the header ${columns.length}.`,
    };
  }
  const position = (field: ImportField) => columns.findIndex((column) => column.meaning === field);
  const text = (field: ImportField) => cells[position(field)]?.trim() ?? '';
  const fault = (field: ImportField, code: string, message: string): RowFault => ({
    line,
    column: position(field) + 1,
    columnName: columns[position(field)]?.name,
    code,
    message,
    value: text(field).slice(0, VALUE_SHOWN),
  });

  const email = parseEmail(text('email'));
  if (isEmailFault(email)) return fault('email', email.code, email.message);
  const details = PersonDetails.safeParse(filledDetails(text));
  if (details.success) return { line, email, details: details.data };
  const issue = details.error.issues[0];
  return fault(
    fieldOf(issue?.path[0]),
    'invalid-value',
    `This value cannot be taken: ${issue?.message ?? 'invalid'}.`,
  );
}

export function isRowFault(row: RowDraft | RowFault): row is RowFault {
  return 'code' in row;
}

const detailFields = ['firstName', 'lastName', 'phone', 'company', 'timeZone', 'locale'] as const;

function filledDetails(text: (field: ImportField) => string): Partial<Record<ImportField, string>> {
  return Object.fromEntries(
    detailFields.flatMap((field) => {
      const value = field === 'locale' ? knownLocale(text(field)) : text(field);
      return value === '' ? [] : [[field, value]];
    }),
  );
}

/** `de-AT`, `DE` and `de` all mean German; a language we do not speak leaves the event's own. */
function knownLocale(text: string): string {
  return Locale.safeParse(text.slice(0, 2).toLowerCase()).data ?? '';
}

function fieldOf(path: PropertyKey | undefined): ImportField {
  return detailFields.find((field) => field === path) ?? 'email';
}
