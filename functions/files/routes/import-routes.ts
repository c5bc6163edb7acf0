import * as z from 'zod';
import { importOptionShape, ImportOptions } from '../../../shared/imports/domain/import-options.ts';
import { FileName } from '../../../shared/platform/values/text/file-name.ts';
import { named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { BulkStarted, FaultView, ImportPreviewView, ImportTaken, ImportView } from './import-views.ts';

export const ImportRequest = named(
  'ImportRequest',
  z.strictObject({
    ...ImportOptions.shape,
    fileName: FileName.default('people.csv'),
    /** Pasted text; without it, the answer is a link to upload the file to. */
    text: z.string().min(1).optional(),
  }),
  { fileName: 'people.csv', text: 'email,first name\nann@example.com,Ann\n', group: 'Gardeners' },
);

/** Options given now override those given before; null removes one. */
const clearable = <T extends z.ZodType>(option: T) =>
  option.nullable().transform((value) => value ?? undefined);

export const StartRequest = named(
  'ImportStart',
  z.strictObject({
    group: clearable(importOptionShape.group),
    groups: clearable(importOptionShape.groups),
    event: clearable(importOptionShape.event),
    session: clearable(importOptionShape.session),
    mapping: clearable(importOptionShape.mapping),
    mode: clearable(importOptionShape.mode),
    eraseEmpty: clearable(importOptionShape.eraseEmpty),
    channel: clearable(importOptionShape.channel),
    notify: clearable(importOptionShape.notify),
    dialect: clearable(importOptionShape.dialect),
  }),
  { mode: 'upsert', mapping: { columns: [{ column: 'Mail', to: 'email' }] } },
);

const blackList = 'people:block, for rows that put people on the black list; others are refused row by row.';

/** Imports. */
export const importRoutes = organizerRoutes('Imports', {
  'POST /v1/imports': {
    id: 'createImport',
    summary: 'Import pasted text, or get a link to upload a file to',
    details:
      'With `text` the import begins at once (202). Without it the answer is a link (201): PUT the file there, and it is imported under the `key`.',
    permission: 'imports:write',
    furtherPermissions: blackList,
    body: ImportRequest,
    answers: { 201: z.object({ key: z.string(), uploadUrl: z.url() }), 202: ImportTaken },
  },
  'GET /v1/imports': {
    id: 'listImports',
    summary: 'List imports, newest first',
    details: '`key` finds those of one file.',
    permission: 'imports:read',
    query: Paging.extend({ key: z.string().optional() }),
    answers: { 200: pageOf(ImportView) },
  },
  'GET /v1/imports/{importId}': {
    id: 'getImport',
    summary: 'Show an import',
    permission: 'imports:read',
    answers: { 200: ImportView },
  },
  'GET /v1/imports/{importId}/faults': {
    id: 'listImportFaults',
    summary: 'List the rows that were not taken, in the order of the file',
    permission: 'imports:read',
    query: Paging,
    answers: { 200: pageOf(FaultView) },
  },
  'POST /v1/imports/{importId}/preview': {
    id: 'previewImport',
    summary: 'Show the first rows as they would be read',
    details:
      'Begins a dry run of the whole file beside it; its counts come with `GET /v1/imports/{importId}`.',
    permission: 'imports:write',
    furtherPermissions: blackList,
    body: StartRequest,
    mayBeEmpty: true,
    answers: { 200: ImportPreviewView },
    problems: ['conflict'],
  },
  'POST /v1/imports/{importId}/start': {
    id: 'startImport',
    summary: 'Start an import that was held, or start again what failed or was cancelled',
    permission: 'imports:write',
    furtherPermissions: blackList,
    body: StartRequest,
    mayBeEmpty: true,
    answers: { 202: ImportView },
    problems: ['conflict'],
  },
  'POST /v1/imports/{importId}/revert': {
    id: 'revertImport',
    summary: 'Take back what an import did',
    details: 'Where nobody touched it since. The answer is a bulk job that says how much that was.',
    permission: 'imports:revert',
    answers: { 202: BulkStarted },
    problems: ['conflict'],
  },
  'POST /v1/imports/{importId}/cancel': {
    id: 'cancelImport',
    summary: 'Cancel an import that is under way',
    details: 'What it wrote stays, and is counted before it says `cancelled`.',
    permission: 'imports:write',
    answers: { 200: ImportView },
    problems: ['conflict'],
  },
});
