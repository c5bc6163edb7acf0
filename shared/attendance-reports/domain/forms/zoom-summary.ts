import { cellAt, findColumns, plainCell } from '../headings.ts';
import type { WrittenMeeting } from '../report.ts';

const names = ['id', 'topic', 'starts', 'ends', 'minutes'] as const;
const words = {
  id: ['meetingid', 'webinarid'],
  topic: ['topic'],
  starts: ['actualstarttime', 'starttime', 'scheduledtime', 'start'],
  ends: ['endtime', 'end'],
  minutes: ['actualdurationminutes', 'durationminutes', 'duration'],
};

export type SummaryReader = (cells: readonly string[]) => WrittenMeeting;

/**
 * Reads the line in which Zoom says which meeting or webinar it was, by these headings. A line was met that had one value
 * more than its headings and so was shifted: of such a one only what can be nothing else is taken.
 */
export function summaryReader(headings: readonly string[]): SummaryReader {
  const columns = findColumns(headings, names, words);
  const width = filledWidth(headings);
  return (cells) => {
    const id = cellAt(cells, columns.id)?.replaceAll(/\s/gu, '');
    const isShifted = filledWidth(cells) > width;
    const minutes = isShifted ? Number.NaN : Number(cellAt(cells, columns.minutes) ?? Number.NaN);
    return {
      id: id !== undefined && /^\d{9,12}$/u.test(id) ? id : undefined,
      topic: cellAt(cells, columns.topic),
      starts: isShifted ? undefined : cellAt(cells, columns.starts),
      ends: isShifted ? undefined : cellAt(cells, columns.ends),
      minutes: minutes > 0 ? minutes : undefined,
    };
  };
}

/** How far the filled cells go: spreadsheet programs pad all lines to one width. */
const filledWidth = (cells: readonly string[]): number =>
  cells.findLastIndex((cell) => plainCell(cell) !== '') + 1;
