import * as z from 'zod';
import { ColumnQuestion } from './headings/column-questions.ts';
import { Dialect, Encoding } from '../../platform/values/csv-dialect.ts';
import { ImportColumn } from './import-columns.ts';
import { ImportOptions } from './import-options.ts';
import { JobCore, waitingAnew } from '../../jobs/domain/job.ts';
import { OpenUpload } from '../../platform/values/open-upload.ts';

export const ImportCounts = z.object({
  read: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  skipped: z.number(),
  failed: z.number(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

export const noCounts: ImportCounts = {
  read: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
};

export function addCounts(a: ImportCounts, b: ImportCounts): ImportCounts {
  return {
    read: a.read + b.read,
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    skipped: a.skipped + b.skipped,
    failed: a.failed + b.failed,
  };
}

/** The notes of so many rows more, and of cells of columns that were not taken; undefined as long as there are none. */
export function addNotes(
  notes: Record<string, number> | undefined,
  rows: { notes?: string[] | undefined }[],
  ignored = 0,
): Record<string, number> | undefined {
  const sum = new Map(Object.entries(notes ?? {}));
  if (ignored > 0) sum.set('cells-ignored', (sum.get('cells-ignored') ?? 0) + ignored);
  for (const note of rows.flatMap((row) => row.notes ?? [])) sum.set(note, (sum.get(note) ?? 0) + 1);
  return sum.size === 0 ? undefined : Object.fromEntries(sum);
}

/** The columns with the cells that so many rows more had and that were not taken, by position. */
export const addNotTaken = (columns: ImportColumn[], more: number[]): ImportColumn[] =>
  columns.map((column, index) => {
    const cells = more[index] ?? 0;
    return cells === 0 ? column : { ...column, notTaken: (column.notTaken ?? 0) + cells };
  });

/** How many of them the file lost: our own exports' columns for people to read lose nothing. */
export const ignoredCells = (columns: ImportColumn[], cells: number[]): number =>
  cells.reduce((sum, more, at) => (columns[at]?.meaning === 'ignored' ? sum + more : sum), 0);

/** Where everybody in the file is registered. */
const Target = z.object({
  eventId: z.string(),
  sessionId: z.string(),
  /** The event asks everybody to confirm. */
  doubleOptIn: z.boolean().optional(),
});

/** Groups (by id, or by the names that the file brought in) and sessions that people were brought into. */
const Places = z.object({
  groupIds: z.array(z.string()),
  newGroups: z.array(z.string()),
  sessionIds: z.array(z.string()),
});

const Cursor = z.object({ offset: z.number(), line: z.number(), record: z.number() });

/** The job that imports a file. The cursor is the byte after the last row that is completely done. */
export const ImportJob = JobCore.extend({
  kind: z.literal('import'),
  bucket: z.string(),
  key: z.string(),
  etag: z.string(),
  size: z.number(),
  /** Raised by each preview and start: every run keeps its own faults. */
  run: z.number().default(0),
  /** Whether this run only counts what would happen. */
  dryRun: z.boolean().default(false),
  /** Read from the upload link's record or the object's metadata, then corrected by preview and start. */
  options: ImportOptions.optional(),
  /** Whether the asker may put people on the black list, as admins may; so may whoever can put files into the bucket. */
  asAdmin: z.boolean().default(true),
  dialect: Dialect.optional(),
  columns: z.array(ImportColumn).optional(),
  /** What applies to everybody in the file, by its name or as the organizer says. */
  everybody: z.enum(['unsubscribed', 'bounced', 'complained']).optional(),
  /** What only the organizer can answer, before the first row. */
  questions: z.array(ColumnQuestion).optional(),
  /** False: the file has no line of names, so its file of faults has none either. */
  hasHeader: z.boolean().optional(),
  /** Groups that everybody comes into. */
  groupIds: z.array(z.string()).optional(),
  /** Names of groups that the file has brought in so far. */
  newGroups: z.array(z.string()).optional(),
  target: Target.optional(),
  /** What earlier runs wrote to: reverting takes those places back, too. */
  earlier: Places.optional(),
  phase: z.enum(['prepare', 'rows', 'report']),
  cursor: Cursor,
  /** Where the rows begin, behind the line of names. */
  firstRow: Cursor.optional(),
  counts: ImportCounts,
  /** How often something was left out of a row that was taken, such as `locale-not-spoken`. */
  notes: z.record(z.string(), z.number()).optional(),
  /** Registrations made; a row that is unchanged but for one counts as updated. */
  registered: z.number().default(0),
  /** Rows that existed already in the last block, 0..1: above a little it pays to look before inserting. */
  knownShare: z.number(),
  /** The sheet of a workbook, or a list of addresses, as CSV: from it the import goes on. */
  source: z
    .object({
      key: z.string(),
      etag: z.string(),
      size: z.number(),
      dialect: Dialect,
      /** How the list was written of which it was made. */
      encoding: Encoding.optional(),
      /** Name of the sheet that is read, and of the visible ones beside it that hold something too. */
      sheet: z.string().optional(),
      /** The sheet that was asked for by its name. */
      asked: z.string().optional(),
      others: z.array(z.string()).optional(),
    })
    .optional(),
  /** How often the reading of the workbook was begun. */
  conversions: z.number().optional(),
  /** The bulk job that takes it back, or did. */
  revertedBy: z.string().optional(),
  report: z.object({ afterLine: z.number(), upload: OpenUpload.optional() }).optional(),
});
export type ImportJob = z.infer<typeof ImportJob>;

/** The file that the rows are read from: the upload, or the CSV made of it. */
export const fileOf = (job: ImportJob): { key: string; etag: string; size: number } => job.source ?? job;

/** How much of the rows is behind the job, from 0 to 1; of a workbook the rows of its sheet. */
export function shareRead(job: ImportJob): number {
  const { size } = fileOf(job);
  const isRead =
    job.status === 'done' || job.phase === 'report' || (job.dryRun && job.finishedAt !== undefined);
  return isRead || size === 0 ? 1 : Math.min(1, job.cursor.offset / size);
}

/** The sheet of a workbook, which is read once. What counts as a list, and how it is cut, hangs on what is asked. */
export const sheetOf = ({ source }: ImportJob): ImportJob['source'] =>
  source?.sheet === undefined ? undefined : source;

/** Under which name the faults of the job's present run are kept. */
export const faultListOf = (job: Pick<ImportJob, 'id' | 'run'>): string =>
  job.run === 0 ? job.id : `${job.id}.${job.run}`;

/** Groups that the runs of an import brought people into, each once. */
export const groupsOf = ({ earlier, groupIds = [], newGroups = [] }: ImportJob) => ({
  groupIds: unique(earlier?.groupIds, groupIds),
  newGroups: unique(earlier?.newGroups, newGroups),
});

/** Sessions that the runs of an import registered people in. */
export const sessionsOf = ({ earlier, target }: ImportJob): string[] =>
  unique(earlier?.sessionIds, target ? [target.sessionId] : []);

const unique = (before: string[] = [], now: string[]): string[] => [...new Set([...before, ...now])];

/** The job as it stands before its first row, to be run (again). */
export function fromTheStart(job: ImportJob, change: Partial<ImportJob>): ImportJob {
  return {
    ...waitingAnew(job),
    run: job.run + 1,
    // A dry run brought nobody anywhere.
    earlier: job.dryRun ? job.earlier : { ...groupsOf(job), sessionIds: sessionsOf(job) },
    phase: 'prepare',
    columns: undefined,
    everybody: undefined,
    dialect: undefined,
    source: sheetOf(job),
    conversions: undefined,
    questions: undefined,
    groupIds: undefined,
    newGroups: undefined,
    target: undefined,
    revertedBy: undefined,
    report: undefined,
    cursor: { offset: 0, line: 1, record: 0 },
    firstRow: undefined,
    counts: noCounts,
    notes: undefined,
    registered: 0,
    knownShare: 1,
    ...change,
  };
}
