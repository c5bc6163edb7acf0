import { recordOf } from '../../platform/values/record-of.ts';
import { foldName } from '../../imports/domain/headings/heading-forms.ts';

/** Words for the columns of a report, folded as headings are; the first that is there is taken. */
export type HeadingWords<Name extends string> = Record<Name, readonly (string | RegExp)[]>;

/** Where columns stand; -1 for one that is not there. */
export type Columns<Name extends string> = Record<Name, number>;

/** Headings without signs and blanks, in lower case: builds of one program write them differently. */
export const foldHeadings = (cells: readonly string[]): string[] =>
  cells.map((cell) => foldName(plainCell(cell)));

const fits = (heading: string, word: string | RegExp): boolean =>
  typeof word === 'string' ? heading === word : word.test(heading);

/** Whether one of these is among the headings. */
export const hasHeading = (headings: readonly string[], ...words: readonly (string | RegExp)[]): boolean =>
  words.some((word) => headings.some((heading) => fits(heading, word)));

/**
 * Finds columns by their headings. Of a heading that stands twice the one from `from` on is meant: reports that repeat the
 * meeting on each row have its host first.
 */
export function findColumns<Name extends string>(
  headings: readonly string[],
  names: readonly Name[],
  words: HeadingWords<Name>,
  from = 0,
): Columns<Name> {
  return recordOf(names, (name) => findColumn(headings, words[name], from));
}

function findColumn(headings: readonly string[], words: readonly (string | RegExp)[], from: number): number {
  for (const start of [from, 0])
    for (const word of words) {
      const at = headings.findIndex((heading, index) => index >= start && fits(heading, word));
      if (at >= 0) return at;
    }
  return -1;
}

/** Characters that nobody sees; programs leave them in names, addresses and headings. */
const INVISIBLE = /[\u0000\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;

/** A cell as people see it. */
export const plainCell = (cell: string | undefined): string => (cell ?? '').replaceAll(INVISIBLE, '').trim();

/** The cell, where it says anything: `--`, `-` and `N/A` stand for nothing. */
export function cellAt(cells: readonly string[], at: number): string | undefined {
  if (at < 0) return undefined;
  const text = plainCell(cells[at]);
  return /^(?:|[-–—]{1,3}|n\/a)$/iu.test(text) ? undefined : text;
}
