import * as z from 'zod';
import { Dialect } from './csv-dialect.ts';
import { JobCore, OpenUpload } from './job.ts';

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

const Column = z.object({
  name: z.string(),
  meaning: z.enum([
    'email',
    'firstName',
    'lastName',
    'phone',
    'company',
    'locale',
    'timeZone',
    'read-only',
    'ignored',
  ]),
});

/** A file on its way into the table. The cursor is the byte after the last row that is wholly done. */
export const ImportJob = JobCore.extend({
  kind: z.literal('import'),
  bucket: z.string(),
  key: z.string(),
  etag: z.string(),
  size: z.number(),
  dialect: Dialect.optional(),
  columns: z.array(Column).optional(),
  phase: z.enum(['rows', 'report']),
  cursor: z.object({ offset: z.number(), line: z.number(), record: z.number() }),
  counts: ImportCounts,
  /** Rows that existed already in the last block, 0..1: above a little it pays to look before inserting. */
  knownShare: z.number(),
  /** The sheet of a workbook as CSV, from which the import goes on. */
  work: z
    .object({
      key: z.string(),
      etag: z.string(),
      size: z.number(),
      /** Name of the sheet that is read, and of the visible ones beside it that hold something too. */
      sheet: z.string(),
      others: z.array(z.string()),
    })
    .optional(),
  /** How often the reading of the workbook was begun. */
  conversions: z.number().optional(),
  report: z.object({ afterLine: z.number(), upload: OpenUpload.optional() }).optional(),
});
export type ImportJob = z.infer<typeof ImportJob>;
