import * as z from 'zod';
import { DateFormat, ExportRequest } from '../../../shared/exports/domain/export-job.ts';
import { Filter } from '../../../shared/filters/domain/filter.ts';
import { JobStatus } from '../../../shared/jobs/domain/job.ts';
import { Delimiter, OutputEncoding } from '../../../shared/platform/values/csv-dialect.ts';
import { named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

named('ExportRequest', ExportRequest, {
  filter: { field: 'status', op: 'in', value: ['active'] },
  format: 'csv',
});

/** An export as organizers see it. */
export const ExportView = named(
  'Export',
  z.object({
    id: z.string(),
    status: JobStatus,
    reason: z.string().optional(),
    detail: z.string().optional(),
    rows: z.number(),
    /** People read to find them. */
    looked: z.number(),
    /** A link to the file, for 15 minutes at most. */
    url: z.string().optional(),
    /** From 0 to 1. */
    progress: z.number(),
    /** How many people were named. */
    ids: z.number().optional(),
    all: z.literal(true).optional(),
    filter: Filter.optional(),
    exclude: z.array(z.string()).optional(),
    /** The run of a hand-over that it is about. */
    run: z.string().optional(),
    fields: z.array(z.string()),
    format: z.enum(['csv', 'xlsx']),
    timeZone: z.string(),
    dateFormat: DateFormat,
    delimiter: Delimiter.optional(),
    encoding: OutputEncoding.optional(),
    /** Characters that the encoding lacks, written as `?`. */
    replaced: z.number().optional(),
    fileName: z.string(),
    createdAt: z.string(),
    createdBy: z.string(),
    finishedAt: z.string().optional(),
  }),
  {
    id: 'exp_019a0b1c2d3e4f5061728394a5b6c7d8',
    status: 'done',
    rows: 2,
    looked: 2,
    url: 'https://bucket.s3.eu-central-1.amazonaws.com/exports/people.csv?X-Amz-Signature=…',
    progress: 1,
    all: true,
    fields: ['email', 'firstName', 'lastName'],
    format: 'csv',
    timeZone: 'UTC',
    dateFormat: 'iso',
    delimiter: ',',
    encoding: 'utf-8-bom',
    replaced: 0,
    fileName: 'participants-2027-03-01.csv',
    createdAt: '2027-03-01T09:00:00.000Z',
    createdBy: 'user-1',
  },
);
export type ExportView = z.infer<typeof ExportView>;

/** Exports. Whoever sees one can download it, so reading needs the same permission as making one. */
export const exportRoutes = organizerRoutes('Exports', {
  'POST /v1/exports': {
    id: 'createExport',
    summary: 'Export people into a file',
    details: 'With `run` those of a hand-over’s run, each with what became of their delivery.',
    permission: 'exports:write',
    body: ExportRequest,
    mayBeEmpty: true,
    answers: { 202: ExportView },
  },
  'GET /v1/exports': {
    id: 'listExports',
    summary: 'List exports, newest first',
    permission: 'exports:write',
    query: Paging,
    answers: { 200: pageOf(ExportView) },
  },
  'GET /v1/exports/{exportId}': {
    id: 'getExport',
    summary: 'Show an export, with a link to its file',
    details: 'The link is signed anew each time, and lives for 15 minutes at most.',
    permission: 'exports:write',
    answers: { 200: ExportView },
  },
});
