import { cellAt, hasHeading } from '../headings.ts';
import type { WrittenRow } from '../report.ts';
import { rowWords } from '../row-columns.ts';
import { oneTable } from './one-table.ts';

/**
 * Webex' list of participants. It gives the meeting's own times on each row, written so that a spreadsheet takes them for
 * text (`="2026-03-01 10:00:00"`); a row's own join and leave times where there are such columns.
 */
export const webex = oneTable({
  form: 'webex',
  words: {
    ...rowWords,
    name: ['name', 'attendeename', 'participantname', 'displayname'],
    email: ['attendeeemail', 'email', 'emailaddress'],
    joined: ['jointime', 'attendeejointime'],
    left: ['leavetime', 'attendeeleavetime'],
    stayed: ['attendanceduration', 'duration'],
  },
  isHeading: (headings) =>
    hasHeading(headings, 'attendeeemail') &&
    hasHeading(headings, 'attendanceduration', 'meetingstarttime', 'jointime'),
  rest:
    () =>
    (_, row): WrittenRow => ({
      ...row,
      joined: bare(row.joined),
      left: bare(row.left),
    }),
});

/** Without the formula around it: `="2026-03-01 10:00:00"`. */
const bare = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : cellAt([text.replaceAll(/^="?|"$/gu, '')], 0);
