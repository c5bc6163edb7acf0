import { cellAt, findColumns, foldHeadings, type HeadingWords } from '../headings.ts';
import type {
  ReportForm,
  ReportKind,
  ReportReader,
  ReportRole,
  WrittenMeeting,
  WrittenRow,
} from '../report.ts';
import { rowColumns, rowOf, unitOf, type RowColumn, type RowColumns } from '../row-columns.ts';

/** What is known of a report that is one table, perhaps below lines about the meeting. */
interface TableForm {
  form: ReportForm;
  words: HeadingWords<RowColumn>;
  /** Whether these are the names of its columns. */
  isHeading: (headings: readonly string[]) => boolean;
  /** Makes what looks at the lines above the names of the columns, one by one. */
  readAbove?: () => (cells: readonly string[], meeting: WrittenMeeting) => WrittenMeeting;
  /** As what the people below such a title were there; undefined where it is none. */
  roleBelow?: (title: string) => ReportRole | undefined;
  /** Made of the names of the columns: what else a row's cells say. Undefined: the row is nobody's. */
  rest?: (
    headings: readonly string[],
  ) => (cells: readonly string[], row: WrittenRow) => WrittenRow | undefined;
}

/** The kind of a report that is one table. */
export const oneTable = (kind: TableForm): ReportKind => ({
  form: kind.form,
  recognises: (top) => top.map(foldHeadings).some(kind.isHeading),
  open: () => new OneTableReader(kind),
});

class OneTableReader implements ReportReader {
  readonly form: ReportForm;
  meeting: WrittenMeeting = {};
  readonly #kind: TableForm;
  #role: ReportRole = 'attendee';
  readonly #readAbove: ReturnType<NonNullable<TableForm['readAbove']>> | undefined;
  #columns: RowColumns | undefined;
  /** The names of the columns may stand once more, above another section. */
  #firstHeading: string | undefined;
  #unit: 'minutes' | 'seconds' = 'minutes';
  #rest: ReturnType<NonNullable<TableForm['rest']>> | undefined;

  constructor(kind: TableForm) {
    this.form = kind.form;
    this.#kind = kind;
    this.#readAbove = kind.readAbove?.();
  }

  read(cells: string[]): WrittenRow | undefined {
    const role =
      this.#kind.roleBelow && cellAt(cells, 1) === undefined
        ? this.#kind.roleBelow(cells[0] ?? '')
        : undefined;
    if (role) this.#role = role;
    if (this.#columns && cells[0] !== this.#firstHeading) {
      const row = rowOf(cells, this.#columns, { role: this.#role, unit: this.#unit });
      return row && this.#rest ? this.#rest(cells, row) : row;
    }
    const headings = foldHeadings(cells);
    if (this.#kind.isHeading(headings)) {
      [this.#firstHeading] = cells;
      this.#columns = findColumns(headings, rowColumns, this.#kind.words);
      this.#unit = unitOf(headings[this.#columns.stayed]);
      this.#rest = this.#kind.rest?.(headings);
    } else if (this.#readAbove) this.meeting = this.#readAbove(cells, this.meeting);
    return undefined;
  }
}
