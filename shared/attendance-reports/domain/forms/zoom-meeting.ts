import { findColumns, foldHeadings, hasHeading } from '../headings.ts';
import type { ReportKind, ReportReader, WrittenMeeting, WrittenRow } from '../report.ts';
import { rowColumns, rowOf, rowWords, type RowColumns } from '../row-columns.ts';
import { summaryReader, type SummaryReader } from './zoom-summary.ts';

/** `Name (Original Name)`, in the languages of Zoom's pages. */
const ORIGINAL_NAME =
  /^(?:user)?name(?:original(?:name)?|ursprünglichername|originalname)$|^имя\p{L}*(?:оригинальноеимя|исходноеимя|настоящееимя)$|^nom\p{L}*nomoriginal$|^nombre\p{L}*nombreoriginal$|^nome\p{L}*nomeoriginal$/u;

const words = {
  ...rowWords,
  name: [ORIGINAL_NAME],
  joined: ['jointime', ...rowWords.joined],
  left: ['leavetime', ...rowWords.left],
};

const isPeopleHeading = (headings: readonly string[]): boolean =>
  hasHeading(headings, ORIGINAL_NAME) &&
  (hasHeading(headings, ...words.stayed) || hasHeading(headings, ...words.joined));

/**
 * Zoom's report on the people of a meeting: one row a join, or one a person ("unique users", without times); alone, below a
 * line about the meeting ("export with meeting data"), or with the meeting on each row.
 */
export const zoomMeeting: ReportKind = {
  form: 'zoom-meeting',
  recognises: (top) =>
    top.some((cells) => {
      const headings = foldHeadings(cells);
      return isPeopleHeading(headings) && !hasHeading(headings, 'attended');
    }),
  open: () => new ZoomMeetingReader(),
};

class ZoomMeetingReader implements ReportReader {
  readonly form = 'zoom-meeting';
  meeting: WrittenMeeting = {};
  #people: RowColumns | undefined;
  #meeting: SummaryReader | undefined;
  /** How many columns tell of the meeting, where each row does. */
  #meetingWidth = 0;

  read(cells: string[]): WrittenRow | undefined {
    const headings = this.#people ? [] : foldHeadings(cells);
    if (isPeopleHeading(headings)) {
      const name = headings.findIndex((heading) => ORIGINAL_NAME.test(heading));
      this.#meetingWidth = hasHeading(headings, 'meetingid', 'topic') ? name : 0;
      this.#meeting = this.#meetingWidth > 0 ? summaryReader(headings.slice(0, name)) : undefined;
      this.#people = findColumns(headings, rowColumns, words, name);
      return undefined;
    }
    if (!this.#people) {
      this.#readSummary(cells, headings);
      return undefined;
    }
    if (this.#meeting && this.meeting.topic === undefined)
      this.meeting = this.#meeting(cells.slice(0, this.#meetingWidth));
    return rowOf(cells, this.#people, { role: 'attendee', wasThere: true });
  }

  #readSummary(cells: string[], headings: string[]): void {
    if (hasHeading(headings, 'meetingid') && hasHeading(headings, 'topic'))
      this.#meeting = summaryReader(headings);
    else if (this.#meeting && this.meeting.topic === undefined) this.meeting = this.#meeting(cells);
  }
}
