import * as z from 'zod';
import { ImportRequest } from './routes/import-routes.ts';
import type { ImportView } from './routes/import-views.ts';
import { ImportId, newId } from '../../shared/platform/values/ids.ts';
import { faultListOf, ImportJob } from '../../shared/imports/domain/import-job.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { isAllowed } from '../../shared/platform/access/role.ts';
import { putFile } from '../../shared/platform/object-store/resumable-upload.ts';
import { downloadLink, uploadLink } from '../../shared/platform/object-store/signed-link.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  PASTE_BODY,
  readId,
  readJson,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { RESPONSE_BYTES, capResponse } from '../../shared/platform/runtime/cap-response.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import { listFaults } from '../../shared/imports/table/fault-items.ts';
import { getJob, listJobs } from '../../shared/jobs/table/job-items.ts';
import { putUpload } from '../../shared/imports/table/upload-items.ts';
import { checkOptions } from './check-options.ts';
import { importView } from './import-view.ts';
import { beginImport, IMPORT_PREFIX, importIdOf } from '../../shared/imports/usecases/begin-import.ts';
import { importKind } from '../../shared/imports/usecases/import-kind.ts';
import { cancelJob } from '../../shared/jobs/usecases/cancel-job.ts';
import { revertOfImport } from '../../shared/imports/usecases/begin-revert.ts';
import { faultsKey } from '../../shared/imports/usecases/import-summary.ts';
import type { FileDeps } from './deps.ts';

/** An upload link lives for minutes; the sweeper may find its file days later. */
const UPLOAD_DAYS = 7;

/** Begins an import from pasted text, or answers an upload link; after that it is a file in the bucket like any other. */
export async function createImport(deps: FileDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const { fileName, text, ...options } = readJson(request, ImportRequest, PASTE_BODY);
  await checkOptions(deps, options);
  const key = `${IMPORT_PREFIX}${newId('imp', deps.now(), deps.random)}/${fileName}`;
  // Before the file: whoever takes it up must find what is asked of it.
  await putUpload(
    deps.table,
    key,
    { options, createdBy: organizer.id, asAdmin: isAllowed(organizer, 'people:block') },
    Math.floor(deps.now() / 1000) + UPLOAD_DAYS * 24 * 3600,
  );
  if (text === undefined)
    return json(201, { key, uploadUrl: await uploadLink(deps.imports, key, new Date(deps.now())) });
  const etag = await putFile(deps.imports, key, text, 'text/csv; charset=utf-8');
  const file = { bucket: deps.imports.bucket, key, etag, size: Buffer.byteLength(text) };
  // The bucket tells of it, too, but whoever pasted it looks at once.
  await beginImport(deps, file, 'bucket');
  return json(202, { id: importIdOf(file), key, status: 'waiting' });
}

/** Imports, newest first; `?key=` finds those of one file. */
export async function listAllImports(deps: FileDeps, request: HttpRequest): Promise<HttpReply> {
  const keys = await deps.linkKeys();
  const { limit, position } = readListPosition(request, keys, 'imports', z.string());
  const { jobs, next } = await listJobs(deps.table, ImportJob, position, limit);
  const wanted = request.query['key'];
  const imports = jobs.filter((job) => wanted === undefined || job.key === wanted);
  return listReply(keys, 'imports', imports.map(importView), next);
}

export async function showImport(deps: FileDeps, request: HttpRequest): Promise<HttpReply> {
  const job = await findImport(deps, request);
  const isOver = job.status === 'done' || (job.dryRun && job.finishedAt !== undefined);
  const hasFaultFile = isOver && job.counts.failed > 0;
  const faultsUrl = hasFaultFile
    ? await downloadLink(deps.imports, faultsKey(job.id), 'faults.csv', new Date(deps.now()))
    : undefined;
  return json(200, { ...importView(job), faultsUrl, ...(await revertView(deps, job)) });
}

/** The state of the job that reverts it, if there is one. */
async function revertView(deps: FileDeps, job: ImportJob): Promise<Partial<ImportView>> {
  const reverting = await revertOfImport(deps, job);
  if (!reverting) return {};
  const { id, status, counts, reasons, detail, createdBy, finishedAt } = reverting;
  return {
    revertedBy: createdBy,
    revertedAt: finishedAt,
    revert: { id, status, counts, reasons, detail },
  };
}

/** The rows that were not taken, in the order of the file. */
export async function showFaults(deps: FileDeps, request: HttpRequest): Promise<HttpReply> {
  const job = await findImport(deps, request);
  const keys = await deps.linkKeys();
  const list = `faults ${job.id}`;
  const { limit, position } = readListPosition(request, keys, list, z.number());
  const { faults, more } = await listFaults(deps.table, faultListOf(job), position ?? 0, limit);
  const { count } = capResponse(faults, RESPONSE_BYTES);
  const shown = faults.slice(0, count);
  return listReply(keys, list, shown, more || count < faults.length ? shown.at(-1)?.line : undefined);
}

/** Cancels an import that is under way; what it wrote stays, and is counted before the import is `cancelled`. */
export async function cancelImport(deps: FileDeps, request: HttpRequest): Promise<HttpReply> {
  const job = await cancelJob(deps, importKind, await findImport(deps, request));
  return json(200, importView(job));
}

export async function findImport(deps: FileDeps, request: HttpRequest): Promise<ImportJob> {
  const job = await getJob(deps.table, readId(request, 'importId', ImportId), ImportJob);
  if (!job)
    throw new Refusal(
      'not-found',
      'There is no such import (yet): a file appears here some seconds after its upload.',
    );
  return job;
}
