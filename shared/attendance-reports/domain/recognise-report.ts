import { bigbluebutton } from './forms/bigbluebutton.ts';
import { googleMeet } from './forms/google-meet.ts';
import { goto } from './forms/goto.ts';
import { mappedTable, type ReportColumns } from './forms/mapped-table.ts';
import { teamsClassic } from './forms/teams-classic.ts';
import { teamsLiveEvent } from './forms/teams-live-event.ts';
import { teams } from './forms/teams.ts';
import { webex } from './forms/webex.ts';
import { zoomMeeting } from './forms/zoom-meeting.ts';
import { zoomRegistration } from './forms/zoom-registration.ts';
import { zoomWebinar } from './forms/zoom-webinar.ts';
import type { ReportKind } from './report.ts';

/** The known reports; of two that know a file as theirs the first is right. */
const kinds: readonly ReportKind[] = [
  teamsLiveEvent,
  teamsClassic,
  teams,
  goto,
  bigbluebutton,
  webex,
  googleMeet,
  zoomWebinar,
  zoomRegistration,
  zoomMeeting,
];

/** The program's report that begins with these records; undefined where it is none that we know. */
export const knownReport = (top: string[][]): ReportKind | undefined =>
  kinds.find((kind) => kind.recognises(top));

/**
 * How a file that begins with these records is read: as the columns say that somebody named, as the report that it is, or as
 * any table that says who was there and how long. Undefined: somebody has to name its columns.
 */
export function recogniseReport(top: string[][], columns?: ReportColumns): ReportKind | undefined {
  if (columns) return mappedTable(columns);
  const table = mappedTable();
  return knownReport(top) ?? (table.recognises(top) ? table : undefined);
}
