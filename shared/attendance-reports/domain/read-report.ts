import type { ReportSettings } from './report-settings.ts';
import type { ReportMeeting, ReportReader, ReportRow } from './report.ts';
import { momentReader, stayReader } from './times/stay-times.ts';

const MINUTE = 60_000;

/** The rows of a report from its first record on, one by one, with their times as the settings say. */
export function rowsOf(
  reader: ReportReader,
  settings: ReportSettings,
): (cells: string[]) => ReportRow | undefined {
  const read = stayReader(settings);
  return (cells) => {
    const written = reader.read(cells);
    return written && read(written);
  };
}

/** What the report says of the meeting itself. */
export function meetingOf(
  { meeting }: Pick<ReportReader, 'meeting'>,
  settings: ReportSettings,
): ReportMeeting {
  const read = momentReader(settings);
  const [startsAt] = meeting.starts === undefined ? [] : read(meeting.starts);
  const [endsAt] = meeting.ends === undefined ? [] : read(meeting.ends);
  const lasted =
    startsAt !== undefined && endsAt !== undefined && endsAt > startsAt
      ? Math.round((endsAt - startsAt) / MINUTE)
      : undefined;
  return { id: meeting.id, topic: meeting.topic, startsAt, durationMinutes: meeting.minutes ?? lasted };
}
