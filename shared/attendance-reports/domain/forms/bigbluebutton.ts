import { cellAt, findColumns, hasHeading } from '../headings.ts';
import { readYesNo } from '../../../platform/values/text/yes-no.ts';
import { rowWords } from '../row-columns.ts';
import { oneTable } from './one-table.ts';

/**
 * The table that BigBlueButton's learning dashboard lets moderators download: `Name, Moderator, Activity Score, Talk Time, …,
 * Join, Left, Duration`, then the polls; the last row sums up anonymous answers. Of general knowledge: no specification of it
 * was found.
 */
export const bigbluebutton = oneTable({
  form: 'bigbluebutton',
  words: { ...rowWords, name: ['name'], joined: ['join'], left: ['left'], stayed: ['duration'] },
  isHeading: (headings) =>
    hasHeading(headings, 'moderator') &&
    hasHeading(headings, 'activityscore') &&
    hasHeading(headings, 'duration', 'join'),
  rest: (headings) => {
    const { moderator } = findColumns(headings, ['moderator'], { moderator: ['moderator'] });
    return (cells, row) => {
      // The sum of anonymous answers has no times.
      if ([row.joined, row.left, row.stayed].every((one) => one === undefined)) return undefined;
      return { ...row, role: readYesNo(cellAt(cells, moderator) ?? '') === true ? 'host' : 'attendee' };
    };
  },
});
