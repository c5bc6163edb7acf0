import { isEmailAddress } from '../../../platform/values/email-address.ts';
import { cellAt, findColumns, foldHeadings, hasHeading, plainCell } from '../headings.ts';
import type { ReportKind, ReportReader, ReportRole, WrittenMeeting, WrittenRow } from '../report.ts';
import { rowColumns, rowOf, type RowColumns } from '../row-columns.ts';
import {
  isOrganizerRole,
  isPresenterRole,
  ownName,
  roleWords,
  sectionTitle,
  summaryWords,
  teamsWords,
  upnWords,
} from './teams-words.ts';

const isPeopleHeading = (headings: readonly string[]): boolean =>
  hasHeading(headings, ...teamsWords.name) &&
  hasHeading(headings, ...teamsWords.joined) &&
  hasHeading(headings, ...teamsWords.left) &&
  hasHeading(headings, ...roleWords);

/**
 * Teams' attendance report: a summary, its people once each, and then once more for each time that they joined. The second
 * tells who they are and as what they were there, the third when.
 */
export const teams: ReportKind = {
  form: 'teams',
  recognises: (top) => top.map(foldHeadings).some(isPeopleHeading),
  open: () => new TeamsReader(),
};

interface Section {
  columns: RowColumns;
  upn: number;
  role: number;
  /** Each row is a stay: not the first and last moments of somebody who may have been away between them. */
  isOfStays: boolean;
}

class TeamsReader implements ReportReader {
  readonly form = 'teams';
  meeting: WrittenMeeting = {};
  #number = 0;
  #section: Section | undefined;
  /** Account names of people without an e-mail address, by name; undefined for a name that two have. */
  readonly #accounts = new Map<string, string | undefined>();

  read(cells: string[]): WrittenRow | undefined {
    const first = plainCell(cells[0]);
    const title = cellAt(cells, 1) === undefined ? sectionTitle.exec(first) : null;
    if (title) {
      this.#number = Number(title[1]);
      this.#section = undefined;
      return undefined;
    }
    if (this.#section) return this.#row(cells, this.#section);
    const headings = foldHeadings(cells);
    if (isPeopleHeading(headings)) this.#section = sectionOf(headings, this.#number);
    else this.#readSummary(cells, headings);
    return undefined;
  }

  #readSummary(cells: string[], [heading = '']: string[]): void {
    if (this.#number > 1) return;
    const value = cellAt(cells, 1);
    if (summaryWords.topic.includes(heading)) this.meeting = { ...this.meeting, topic: value };
    if (summaryWords.starts.includes(heading)) this.meeting = { ...this.meeting, starts: value };
    if (summaryWords.ends.includes(heading)) this.meeting = { ...this.meeting, ends: value };
  }

  #row(cells: string[], { columns, upn, role, isOfStays }: Section): WrittenRow | undefined {
    const row = rowOf(cells, columns, { role: roleOf(cellAt(cells, role)), wasThere: true });
    if (!row) return undefined;
    const name = ownName(row.name);
    const account = cellAt(cells, upn);
    const isAddress = account !== undefined && isEmailAddress(account);
    if (!isOfStays && row.email === undefined && isAddress)
      this.#accounts.set(name, this.#accounts.has(name) ? undefined : account);
    const email = row.email ?? (isAddress ? account : this.#accounts.get(name));
    if (isOfStays) return { ...row, name, email };
    // Between the first join and the last leave somebody may have been away: only the total counts.
    return { ...row, name, email, ...(row.stayed && { joined: undefined, left: undefined }) };
  }
}

const sectionOf = (headings: readonly string[], number: number): Section => ({
  columns: findColumns(headings, rowColumns, teamsWords),
  upn: findColumns(headings, ['upn'], { upn: upnWords }).upn,
  role: findColumns(headings, ['role'], { role: roleWords }).role,
  isOfStays: number === 3,
});

function roleOf(text = ''): ReportRole {
  if (isOrganizerRole(text)) return 'host';
  return isPresenterRole(text) ? 'speaker' : 'attendee';
}
