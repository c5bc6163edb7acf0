import * as z from 'zod';
import { JobCore, waitingAnew } from '../../jobs/domain/job.ts';
import { SessionId } from '../../platform/values/ids.ts';
import { DateOrder } from '../../imports/domain/import-columns.ts';
import { Clock, ReportAnswers, ReportQuestion } from './report-settings.ts';
import { ReportForm } from './report.ts';

export const AttendanceImportCounts = z.object({
  /** Rows about somebody. */
  rows: z.number(),
  /** People who were there, as whatever. */
  people: z.number(),
  /** Those of them who are registered. */
  matched: z.number(),
  /** Attendees who are not, or not by what the report says of them. */
  guests: z.number(),
});
export type AttendanceImportCounts = z.infer<typeof AttendanceImportCounts>;

export const nobodyCounted: AttendanceImportCounts = { rows: 0, people: 0, matched: 0, guests: 0 };

/** A guest whose name is that of one registrant: whether they are one person is for somebody to say. */
export const MatchSuggestion = z.object({
  guest: z.string(),
  name: z.string(),
  registrationId: z.string(),
  registeredAs: z.string(),
});
export type MatchSuggestion = z.infer<typeof MatchSuggestion>;

const Settings = z.object({
  timeZone: z.string(),
  dateOrder: DateOrder.optional(),
  clock: Clock,
  near: z.number().optional(),
  everyonePresents: z.boolean(),
});

const Meeting = z.object({
  id: z.string().optional(),
  topic: z.string().optional(),
  startsAt: z.number().optional(),
  durationMinutes: z.number().optional(),
});

/** The job that reads a report of who was there. The cursor is the part of its people that is next. */
export const AttendanceImportJob = JobCore.extend({
  kind: z.literal('attendance-import'),
  bucket: z.string(),
  key: z.string(),
  etag: z.string(),
  size: z.number(),
  /** Undefined while nobody knows of which session it is. */
  sessionId: SessionId.optional(),
  answers: ReportAnswers,
  /** Raised each time that it is read anew: each run is a source of its own. */
  run: z.number(),
  phase: z.enum(['study', 'people']),
  /** The part of its people that comes next, and how many parts there are. */
  part: z.number(),
  parts: z.number(),
  form: ReportForm.optional(),
  meeting: Meeting.optional(),
  settings: Settings.optional(),
  questions: z.array(ReportQuestion).optional(),
  counts: AttendanceImportCounts,
  suggestions: z.array(MatchSuggestion).optional(),
  /** What its bytes are known by. */
  digest: z.string().optional(),
  /** The import that had read the same bytes for the same session before. */
  sameAs: z.string().optional(),
  /** The runs whose sources count, or did. */
  readRuns: z.array(z.number()).optional(),
  revertedAt: z.string().optional(),
  revertedBy: z.string().optional(),
});
export type AttendanceImportJob = z.infer<typeof AttendanceImportJob>;

/** Of what an organizer sees: one word for where a report stands. */
export const AttendanceImportStatus = z.enum(['waiting', 'held', 'running', 'done', 'failed', 'reverted']);
export type AttendanceImportStatus = z.infer<typeof AttendanceImportStatus>;

export function statusOf({ status, heldFor, revertedAt }: AttendanceImportJob): AttendanceImportStatus {
  if (revertedAt !== undefined) return 'reverted';
  if (heldFor !== undefined) return 'held';
  return status === 'cancelled' ? 'failed' : status;
}

/** The source that a run of the import writes. */
export const sourceIdOf = ({ id }: Pick<AttendanceImportJob, 'id'>, run: number): string => `${id}-${run}`;

/** The file's name, without the folders and ids of its key. */
export const fileNameOf = ({ key }: Pick<AttendanceImportJob, 'key'>): string =>
  key.slice(key.lastIndexOf('/') + 1);

/** The import as it stands before it is read, to be read (again) by what was answered. */
export const readAnew = (
  job: AttendanceImportJob,
  change: Partial<AttendanceImportJob>,
): AttendanceImportJob => ({
  ...waitingAnew(job),
  run: job.run + 1,
  phase: 'study',
  part: 0,
  parts: 1,
  form: undefined,
  meeting: undefined,
  settings: undefined,
  questions: undefined,
  counts: nobodyCounted,
  suggestions: undefined,
  sameAs: undefined,
  revertedAt: undefined,
  revertedBy: undefined,
  ...change,
});
