import { cellAt, hasHeading, foldHeadings } from '../headings.ts';
import { rowWords } from '../row-columns.ts';
import { oneTable } from './one-table.ts';

/**
 * GoTo Webinar's attendee report: lines about the webinar, then its people. A second table, below, tells of the staff, whose
 * interest is not rated. Of general knowledge: no sample of it was found.
 */
export const goto = oneTable({
  form: 'goto',
  words: {
    ...rowWords,
    name: [],
    email: ['emailaddress', 'email'],
    joined: ['jointime', 'joinleavetimes'],
    left: ['leavetime'],
    stayed: ['timeinsession', 'timeinsessionminutes'],
  },
  isHeading: (headings) => hasHeading(headings, 'attended') && hasHeading(headings, 'interestrating'),
  readAbove: () => {
    let headings: string[] = [];
    return (cells, meeting) => {
      const above = headings;
      headings = foldHeadings(cells);
      // Names and values stand beside each other, or below each other.
      const [names, values] = above.includes('webinarname')
        ? [above, cells]
        : [headings.slice(0, 1), cells.slice(1)];
      const at = (name: string): string | undefined => cellAt(values, names.indexOf(name));
      const topic = at('webinarname');
      const isName = topic !== undefined && foldHeadings([topic])[0] === 'webinarid';
      return {
        topic: isName ? meeting.topic : (topic ?? meeting.topic),
        id: at('webinarid')?.replaceAll(/[\s-]/gu, '') ?? meeting.id,
      };
    };
  },
  roleBelow: (title) => (/^staff\b/iu.test(title) ? 'team' : undefined),
  // Titles of sections name nobody.
  rest: () => (_, row) => (row.email === undefined ? undefined : row),
});
