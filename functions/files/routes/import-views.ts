import * as z from 'zod';
import { ColumnQuestion } from '../../../shared/imports/domain/headings/column-questions.ts';
import { ImportColumn } from '../../../shared/imports/domain/import-columns.ts';
import { ImportCounts } from '../../../shared/imports/domain/import-job.ts';
import { ImportOptions } from '../../../shared/imports/domain/import-options.ts';
import { JobStatus } from '../../../shared/jobs/domain/job.ts';
import { named } from '../../../shared/platform/runtime/api-shapes.ts';

const importId = 'imp_019a0b1c2d3e4f5061728394a5b6c7d8';
const key = `imports/${importId}/people.csv`;
const words = z.record(z.string(), z.number());
const counted = {
  counts: ImportCounts,
  /** How often something was left out of a row that was taken, by a stable word. */
  notes: words.optional(),
  /** Registrations made. */
  registered: z.number().optional(),
};

/** An import as organizers see it. */
export const ImportView = named(
  'Import',
  z.object({
    id: z.string(),
    key: z.string(),
    status: JobStatus,
    cancelling: z.boolean().optional(),
    /** Why it failed, or what it waits for. */
    reason: z.string().optional(),
    detail: z.string().optional(),
    dryRun: z.literal(true).optional(),
    ...counted,
    /** What the dry run of one that is held counts: nothing of it has happened. */
    preview: z.object({ status: z.enum(['running', 'done']), ...counted, progress: z.number() }).optional(),
    sessionId: z.string().optional(),
    /** From 0 to 1. */
    progress: z.number(),
    size: z.number(),
    sheet: z.string().optional(),
    otherSheets: z.array(z.string()).optional(),
    encoding: z.string().optional(),
    delimiter: z.string().optional(),
    columns: z.array(ImportColumn).optional(),
    /** What applies to everybody in the file, by its name or as the organizer says: they get no mail. */
    everybody: z.string().optional(),
    questions: z.array(ColumnQuestion).optional(),
    options: ImportOptions.optional(),
    createdAt: z.string(),
    createdBy: z.string(),
    startedAt: z.string().optional(),
    finishedAt: z.string().optional(),
    /** A link to the rows that were not taken, in a file; told of one import. */
    faultsUrl: z.string().optional(),
    revertedBy: z.string().optional(),
    revertedAt: z.string().optional(),
    revert: z
      .object({
        id: z.string(),
        status: JobStatus,
        counts: z.record(z.string(), z.number().optional()),
        reasons: words,
        detail: z.string().optional(),
      })
      .optional(),
  }),
  {
    id: importId,
    key,
    status: 'done',
    counts: { read: 3, created: 2, updated: 0, unchanged: 0, skipped: 0, failed: 1 },
    progress: 1,
    size: 180,
    encoding: 'utf-8',
    delimiter: ',',
    columns: [{ name: 'email', meaning: 'email' }],
    createdAt: '2027-03-01T09:00:00.000Z',
    createdBy: 'user-1',
  },
);
export type ImportView = z.infer<typeof ImportView>;

export const ImportTaken = named(
  'ImportTaken',
  z.object({ id: z.string(), key: z.string(), status: z.literal('waiting') }),
  { id: importId, key, status: 'waiting' },
);

export const BulkStarted = named('JobStarted', z.object({ id: z.string(), status: JobStatus }), {
  id: 'blk_019a0b1c2d3e4f5061728394a5b6c7d8',
  status: 'waiting',
});

const fault = {
  /** 1-based. */
  column: z.number().optional(),
  columnName: z.string().optional(),
  code: z.string(),
  message: z.string(),
  value: z.string().optional(),
};
const more = z.array(z.object(fault)).optional();

/** A row that was not taken, with its cells as they stood in the file. */
export const FaultView = named(
  'ImportFault',
  z.object({ line: z.number(), ...fault, more, skipped: z.boolean().optional(), cells: z.array(z.string()) }),
  {
    line: 3,
    column: 1,
    columnName: 'email',
    code: 'email-invalid',
    message: 'The e-mail address needs an @.',
    value: 'ann.example.com',
    cells: ['ann.example.com', 'Ann'],
  },
);

/** The first rows of a file as an import would read them, and what it would have to ask. */
export const ImportPreviewView = named(
  'ImportPreview',
  z.object({
    id: z.string(),
    status: JobStatus,
    encoding: z.string(),
    delimiter: z.string(),
    /** The first lines in the encodings that the file could have; empty when it says itself which it is. */
    encodings: z.array(z.object({ encoding: z.string(), lines: z.array(z.string()) })),
    columns: z.array(ImportColumn.extend({ position: z.number(), to: z.string() })),
    rows: z.array(
      z.object({
        line: z.number(),
        fields: z.record(z.string(), z.unknown()).optional(),
        notes: z.array(z.string()).optional(),
        fault: z.object({ ...fault, more, skipped: z.boolean().optional() }).optional(),
      }),
    ),
    everybody: z.string().optional(),
    questions: z.array(ColumnQuestion),
    /** Why the import cannot be started like this. */
    problem: z.string().optional(),
  }),
  {
    id: importId,
    status: 'waiting',
    encoding: 'utf-8',
    delimiter: ',',
    encodings: [],
    columns: [{ position: 1, to: 'email', name: 'email', meaning: 'email' }],
    rows: [{ line: 2, fields: { email: 'ann@example.com' } }],
    questions: [],
  },
);
