import { findColumns, foldHeadings, hasHeading } from '../headings.ts';
import type { ReportKind, ReportReader, WrittenMeeting, WrittenRow } from '../report.ts';
import { rowColumns, rowOf, rowWords, type RowColumns } from '../row-columns.ts';
import { summaryReader, type SummaryReader } from './zoom-summary.ts';

const isPeopleHeading = (headings: readonly string[]): boolean =>
  hasHeading(headings, 'firstname') &&
  hasHeading(headings, 'lastname') &&
  hasHeading(headings, 'email', 'emailaddress') &&
  hasHeading(headings, 'registrationtime') &&
  hasHeading(headings, 'approvalstatus') &&
  !hasHeading(headings, 'jointime');

/** Zoom's list of who registered: nothing in it tells who was there. */
export const zoomRegistration: ReportKind = {
  form: 'zoom-registration',
  recognises: (top) => top.map(foldHeadings).some(isPeopleHeading),
  open: () => new ZoomRegistrationReader(),
};

class ZoomRegistrationReader implements ReportReader {
  readonly form = 'zoom-registration';
  meeting: WrittenMeeting = {};
  #people: RowColumns | undefined;
  #summary: SummaryReader | undefined;

  read(cells: string[]): WrittenRow | undefined {
    if (this.#people) return rowOf(cells, this.#people, { role: 'attendee', wasThere: false });
    const headings = foldHeadings(cells);
    if (isPeopleHeading(headings))
      this.#people = findColumns(headings, rowColumns, { ...rowWords, name: [] });
    else if (hasHeading(headings, 'topic')) this.#summary = summaryReader(headings);
    else if (this.#summary && this.meeting.topic === undefined) this.meeting = this.#summary(cells);
    return undefined;
  }
}
