import * as z from 'zod';
import { ExportJob, ExportRequest } from '../../shared/exports/domain/export-job.ts';
import { ExportId } from '../../shared/platform/values/ids.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { downloadLink } from '../../shared/platform/object-store/signed-link.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readJson,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { preferredLanguage } from '../../shared/platform/runtime/preferred-language.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import { getJob, listJobs } from '../../shared/jobs/table/job-items.ts';
import { SHARDS } from '../../shared/platform/values/shard.ts';
import { beginExport } from '../../shared/exports/usecases/begin-export.ts';
import type { ExportView } from './routes/export-routes.ts';
import type { FileDeps } from './deps.ts';

export async function createExport(deps: FileDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const asked = request.body.length === 0 ? ExportRequest.parse({}) : readJson(request, ExportRequest);
  return json(
    202,
    await exportView(deps, await beginExport(deps, asked, organizer.id, preferredLanguage(request))),
  );
}

export async function listAllExports(deps: FileDeps, request: HttpRequest): Promise<HttpReply> {
  const keys = await deps.linkKeys();
  const { limit, position } = readListPosition(request, keys, 'exports', z.string());
  const { jobs, next } = await listJobs(deps.table, ExportJob, position, limit);
  const exports = await Promise.all(jobs.map((job) => exportView(deps, job)));
  return listReply(keys, 'exports', exports, next);
}

export async function showExport(deps: FileDeps, request: HttpRequest): Promise<HttpReply> {
  const job = await getJob(deps.table, readId(request, 'exportId', ExportId), ExportJob);
  if (!job) throw new Refusal('not-found', 'There is no such export.');
  return json(200, await exportView(deps, job));
}

/** The link is signed anew each time, for 15 minutes. */
async function exportView(deps: FileDeps, job: ExportJob): Promise<ExportView> {
  const { id, status, reason, detail, phase, rows, looked, replaced, createdAt, createdBy, finishedAt } = job;
  const { selection, run, fields, format, timeZone, dateFormat } = job;
  const url =
    status === 'done'
      ? await downloadLink(deps.exports, job.key, fileNameOf(job), new Date(deps.now()))
      : undefined;
  return {
    ...{ id, status, reason, detail, rows, looked, url },
    // Shards are even: people are found in them by a hash.
    progress: status === 'done' ? 1 : phase === 'workbook' ? 0.9 : (0.9 * job.cursor.shard) / SHARDS,
    ...(run !== undefined ? { run } : 'ids' in selection ? { ids: selection.ids.length } : selection),
    ...{ fields, format, timeZone, dateFormat },
    ...(format === 'csv' && { delimiter: job.delimiter, encoding: job.encoding, replaced }),
    ...{ fileName: fileNameOf(job), createdAt, createdBy, finishedAt },
  };
}

function fileNameOf({ fileName, createdAt, format }: ExportJob): string {
  const name = fileName ?? `participants-${createdAt.slice(0, 10)}`;
  return name.toLowerCase().endsWith(`.${format}`) ? name : `${name}.${format}`;
}
