import * as z from 'zod';
import { Delimiter, OutputEncoding } from '../../platform/values/csv-dialect.ts';
import { defaultFields } from './export-fields.ts';
import { Filter } from '../../filters/domain/filter.ts';
import { Locale } from '../../platform/values/locale.ts';
import { FileName } from '../../platform/values/text/file-name.ts';
import { JobCore } from '../../jobs/domain/job.ts';
import { OpenUpload } from '../../platform/values/open-upload.ts';
import { ParticipantIds, Selection } from '../../filters/domain/selection.ts';
import { ShardPlace } from '../../platform/values/shard-place.ts';

/** `excel` is read as a date by every Excel; only it and `iso` can be imported without asking for the order. */
export const DateFormat = z.enum(['iso', 'excel', 'day-first', 'month-first']);
export type DateFormat = z.infer<typeof DateFormat>;

/** A row of a CSV record may have 1,000 columns. */
export const MOST_FIELDS = 500;

/** The request for an export. Without ids and without a filter it is for everybody. */
export const ExportRequest = z
  .strictObject({
    ids: ParticipantIds.optional(),
    all: z.literal(true).optional(),
    filter: Filter.optional(),
    exclude: ParticipantIds.optional(),
    /** The people of a hand-over's run, each with what became of their delivery. */
    run: z.string().max(64).optional(),
    fields: z.array(z.string().max(200)).min(1).max(MOST_FIELDS).optional(),
    format: z.enum(['csv', 'xlsx']).default('csv'),
    /** Left out: the one that spreadsheets in the reader's language expect, `;` in Russian, French and German. */
    delimiter: Delimiter.optional(),
    /** The reader's language; left out, the first of the request's `accept-language`. */
    locale: Locale.optional(),
    encoding: OutputEncoding.default('utf-8-bom'),
    timeZone: z.string().max(64).default('UTC'),
    dateFormat: DateFormat.default('iso'),
    fileName: FileName.optional(),
  })
  .refine((asked) => asked.ids === undefined || !(asked.all ?? asked.filter ?? asked.exclude), {
    path: ['ids'],
    message: 'name people, or a filter, not both',
  })
  .refine((asked) => asked.run === undefined || !(asked.ids ?? asked.all ?? asked.filter ?? asked.exclude), {
    path: ['run'],
    message: 'name a run, or people, not both',
  });
export type ExportRequest = z.infer<typeof ExportRequest>;

/**
 * The job that exports participants. The cursor is the last participant written into a finished part. A workbook is made
 * from a finished CSV file, because half a workbook cannot be continued.
 */
export const ExportJob = JobCore.extend({
  kind: z.literal('export'),
  selection: Selection.default({ all: true }),
  /** The run of a hand-over whose people it is about, instead. */
  run: z.string().optional(),
  /** It is what the run hands over, not a report on it. */
  isHandOver: z.boolean().optional(),
  fields: z.array(z.string()).default([...defaultFields]),
  format: z.enum(['csv', 'xlsx']).default('csv'),
  delimiter: Delimiter,
  encoding: OutputEncoding.default('utf-8-bom'),
  timeZone: z.string().default('UTC'),
  dateFormat: DateFormat.default('iso'),
  fileName: z.string().optional(),
  phase: z.enum(['rows', 'workbook']).default('rows'),
  rows: z.number(),
  /** Items read to find them. */
  looked: z.number().default(0),
  /** Characters that the encoding lacks, written as `?`. */
  replaced: z.number().default(0),
  cursor: ShardPlace,
  upload: OpenUpload.optional(),
  /** Files that hold the rows up to the cursor which do not fill a part yet, in their order. */
  rest: z.array(z.object({ key: z.string(), etag: z.string() })).optional(),
  /** How often the writing of the workbook was begun. */
  attempts: z.number().optional(),
  key: z.string(),
});
export type ExportJob = z.infer<typeof ExportJob>;

/** Whether each row tells what became of a delivery, in columns of its own. */
export const isRunReport = ({ run, isHandOver }: Pick<ExportJob, 'run' | 'isHandOver'>): boolean =>
  run !== undefined && isHandOver !== true;

/** The file that the rows are written to: the export itself, or the CSV that the workbook is made from. */
export const rowsKey = (job: Pick<ExportJob, 'id' | 'key' | 'format'>): string =>
  job.format === 'csv' ? job.key : `exports/${job.id}/work.csv`;
