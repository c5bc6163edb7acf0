import * as z from 'zod';
import { findColumns, foldHeadings, hasHeading, plainCell } from '../headings.ts';
import type { ReportKind, WrittenRow } from '../report.ts';
import { rowColumns, rowWords, type RowColumn, type RowColumns } from '../row-columns.ts';
import { oneTable } from './one-table.ts';

const heading = z.string().min(1).max(200);

/** Which column of a table tells what, by its heading. */
export const ReportColumns = z.strictObject({
  name: heading.optional(),
  firstName: heading.optional(),
  lastName: heading.optional(),
  email: heading.optional(),
  joined: heading.optional(),
  left: heading.optional(),
  /** How long somebody stayed: minutes, seconds where its heading says so, or as `1h 30m`. */
  stayed: heading.optional(),
  registrantId: heading.optional(),
  /** Whether somebody was there at all. */
  attended: heading.optional(),
});
export type ReportColumns = z.infer<typeof ReportColumns>;

const saysWho = ({ name, firstName, lastName, email, registrantId }: RowColumns): boolean =>
  Math.max(name, firstName, lastName, email, registrantId) >= 0;
const saysHowLong = ({ joined, left, stayed }: RowColumns): boolean =>
  stayed >= 0 || (joined >= 0 && left >= 0);

/** Any other table that says who was there and how long: by columns of common names, or by those that somebody names. */
export function mappedTable(columns?: ReportColumns): ReportKind {
  const words = columns ? wordsOf(columns) : rowWords;
  return oneTable({
    form: 'table',
    words,
    isHeading: (headings) => {
      if (columns) return named(columns).every((word) => headings.includes(word));
      const found = findColumns(headings, rowColumns, words);
      return headings.length > 1 && saysWho(found) && saysHowLong(found);
    },
    rest:
      () =>
      (_, row): WrittenRow | undefined =>
        row,
  });
}

const wordsOf = (columns: ReportColumns): Record<RowColumn, string[]> => {
  const word = (name: RowColumn): string[] => foldHeadings([columns[name] ?? '']).filter((one) => one !== '');
  return {
    name: word('name'),
    firstName: word('firstName'),
    lastName: word('lastName'),
    email: word('email'),
    joined: word('joined'),
    left: word('left'),
    stayed: word('stayed'),
    registrantId: word('registrantId'),
    attended: word('attended'),
  };
};

const named = (columns: ReportColumns): string[] =>
  foldHeadings(Object.values(columns).flatMap((one) => one ?? []));

/** The headings among which somebody chooses: the line with the most filled cells of the first ones. */
export function headingsToChoose(top: readonly string[][]): string[] {
  const filled = (cells: readonly string[]): string[] => cells.map(plainCell).filter((cell) => cell !== '');
  const widest = top
    .map(filled)
    .reduce<string[]>((best, cells) => (cells.length > best.length ? cells : best), []);
  return widest.slice(0, 100).map((cell) => cell.slice(0, 200));
}

/** Whether the columns that somebody named are in the file, say who was there and how long. The first fault found. */
export function faultOfColumns(columns: ReportColumns, top: readonly string[][]): string | undefined {
  if (!top.some((cells) => hasHeading(foldHeadings(cells), ...named(columns).slice(0, 1))))
    return `The file has no column "${Object.values(columns)[0] ?? ''}".`;
  const lines = top.map(foldHeadings);
  const missing = Object.values(columns).find(
    (one) => one !== undefined && !lines.some((line) => line.includes(foldHeadings([one])[0] ?? '')),
  );
  if (missing !== undefined) return `The file has no column "${missing}".`;
  if (!columns.email && !columns.name && !columns.firstName && !columns.lastName && !columns.registrantId)
    return 'Name a column that says who somebody is: "email", "name", "firstName", "lastName" or "registrantId".';
  if (!columns.stayed && !(columns.joined && columns.left))
    return 'Name a column that says how long somebody stayed: "stayed", or "joined" and "left".';
  return undefined;
}
