import { cellAt, findColumns, foldHeadings, hasHeading } from '../headings.ts';
import type { ReportKind, ReportReader, ReportRole, WrittenMeeting, WrittenRow } from '../report.ts';
import { rowColumns, rowOf, rowWords, type RowColumns } from '../row-columns.ts';
import { summaryReader, type SummaryReader } from './zoom-summary.ts';

/** Titles of sections, folded, and as what their people were there. */
const SECTIONS: Record<string, ReportRole> = {
  hostdetails: 'host',
  panelistdetails: 'panelist',
  panelistsdetails: 'panelist',
  attendeedetails: 'attendee',
  attendeesdetails: 'attendee',
  otherattended: 'attendee',
};

const words = {
  ...rowWords,
  name: ['usernameoriginalname', 'username', 'nameoriginalname', 'name'],
  email: ['email', 'useremail', 'emailaddress'],
  joined: ['jointime'],
  left: ['leavetime'],
  stayed: [/^timeinsession/u],
};

const isSummary = (headings: readonly string[]): boolean =>
  hasHeading(headings, 'topic') && hasHeading(headings, 'webinarid');
const isPeopleHeading = (headings: readonly string[]): boolean =>
  hasHeading(headings, 'jointime') &&
  hasHeading(headings, ...words.stayed) &&
  hasHeading(headings, ...words.name);

/** Zoom's attendee report of a webinar: sections for host, panelists, attendees, and who came by phone. */
export const zoomWebinar: ReportKind = {
  form: 'zoom-webinar',
  recognises: (top) => {
    const headings = top.map(foldHeadings);
    const isTitled = headings.some(([first = '']) => first in SECTIONS || first === 'attendeereport');
    return (
      headings.some(isPeopleHeading) && (isTitled || headings.some((line) => hasHeading(line, 'attended')))
    );
  },
  open: () => new ZoomWebinarReader(),
};

class ZoomWebinarReader implements ReportReader {
  readonly form = 'zoom-webinar';
  meeting: WrittenMeeting = {};
  #role: ReportRole = 'attendee';
  #people: RowColumns | undefined;
  #summary: SummaryReader | undefined;

  read(cells: string[]): WrittenRow | undefined {
    const isAlone = cellAt(cells, 1) === undefined;
    // Rows are many: only lines that may be something else are looked at as such.
    const first = foldHeadings(cells.slice(0, 1))[0] ?? '';
    const role = isAlone && Object.hasOwn(SECTIONS, first) ? SECTIONS[first] : undefined;
    if (role) {
      this.#role = role;
      this.#people = undefined;
      return undefined;
    }
    if (!this.#people || first === 'attended' || first === 'username') {
      const headings = foldHeadings(cells);
      if (isPeopleHeading(headings)) {
        this.#people = findColumns(headings, rowColumns, words);
        this.#summary = undefined;
        return undefined;
      }
      if (!this.#people) {
        this.#readTop(cells, headings);
        return undefined;
      }
    }
    return rowOf(cells, this.#people, { role: this.#role });
  }

  #readTop(cells: string[], headings: string[]): void {
    if (isSummary(headings)) this.#summary = summaryReader(headings);
    else if (this.#summary && this.meeting.topic === undefined) this.meeting = this.#summary(cells);
  }
}
