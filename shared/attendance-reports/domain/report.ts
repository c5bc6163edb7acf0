import * as z from 'zod';

/** The reports that are recognised, by what they hold; `table` is any other one, whose columns somebody names. */
export const ReportForm = z.enum([
  'zoom-meeting',
  'zoom-webinar',
  'zoom-registration',
  'teams',
  'teams-classic',
  'teams-live-event',
  'webex',
  'google-meet',
  'bigbluebutton',
  'goto',
  'table',
]);
export type ReportForm = z.infer<typeof ReportForm>;

/** As what somebody was there. Only an attendee's attendance counts. */
export const ReportRole = z.enum(['attendee', 'host', 'panelist', 'speaker', 'team']);
export type ReportRole = z.infer<typeof ReportRole>;

/** What a row tells, in the words of the file: what its times mean is decided for the file as a whole. */
export interface WrittenRow {
  name: string;
  email?: string | undefined;
  registrantId?: string | undefined;
  role: ReportRole;
  joined?: string | undefined;
  left?: string | undefined;
  /** The row is one moment, not a stay: the file has a line for each joining and each leaving. */
  isMoment?: true | undefined;
  /** `unit` is that of a bare number. */
  stayed?: { text: string; unit: 'minutes' | 'seconds' } | undefined;
  /** Registered only: whoever has no other row was not there. */
  wasThere: boolean;
}

/** What a report says of the meeting as a whole, in the words of the file. */
export interface WrittenMeeting {
  id?: string | undefined;
  topic?: string | undefined;
  starts?: string | undefined;
  ends?: string | undefined;
  minutes?: number | undefined;
}

/** Reads one report from its first line to its last; it remembers which section it is in. */
export interface ReportReader {
  form: ReportForm;
  /** Complete once the last line was read; of all known forms it stands above the people. */
  meeting: WrittenMeeting;
  /** The file's times are in UTC, and it says so. */
  isUtc?: boolean | undefined;
  /** What a line tells of somebody; undefined for titles, headings and whatever is not about attendance. */
  read(cells: string[]): WrittenRow | undefined;
}

/** A form of report: knows its own from the first lines. */
export interface ReportKind {
  form: ReportForm;
  recognises(top: string[][]): boolean;
  open(): ReportReader;
}

/** Why a row's times say nothing: its person was there, and nobody knows how long. */
export const RowFault = z.enum(['left-before-joined', 'negative-time', 'time-unreadable', 'no-time']);
export type RowFault = z.infer<typeof RowFault>;

/** What a row tells, with its times as instants in ms since 1970. */
export interface ReportRow {
  name: string;
  email?: string | undefined;
  registrantId?: string | undefined;
  role: ReportRole;
  joinedAt?: number | undefined;
  leftAt?: number | undefined;
  /** One moment, not a stay. */
  isMoment?: true | undefined;
  /** Where only a total is told. */
  seconds?: number | undefined;
  wasThere: boolean;
  fault?: RowFault | undefined;
}

/** The meeting, with its times as instants in ms since 1970. */
export interface ReportMeeting {
  id?: string | undefined;
  topic?: string | undefined;
  startsAt?: number | undefined;
  durationMinutes?: number | undefined;
}

/** How many of a file's first records tell which report it is. */
export const RECORDS_LOOKED_AT = 40;
