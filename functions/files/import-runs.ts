import { StartRequest } from './routes/import-routes.ts';
import { isAllowed } from '../../shared/platform/access/role.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import { readJson, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { previewImport } from '../../shared/imports/usecases/dry-run/preview-import.ts';
import { beginRevert } from '../../shared/imports/usecases/begin-revert.ts';
import { startImport, withOptions } from '../../shared/imports/usecases/start-import.ts';
import { checkOptions } from './check-options.ts';
import { importView } from './import-view.ts';
import { findImport } from './imports.ts';
import type { FileDeps } from './deps.ts';

const readBody = (request: HttpRequest) => (request.body.length === 0 ? {} : readJson(request, StartRequest));

/** The first rows as they would be read; a dry run of the whole file is begun beside the answer. */
export async function preview(deps: FileDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const asked = readBody(request);
  const job = await findImport(deps, request);
  const wanted = await withOptions(deps, job, asked);
  await checkOptions(deps, wanted.options ?? {});
  const shown = await previewImport(deps, { ...wanted, asAdmin: isAllowed(organizer, 'people:block') });
  const isRunnable = shown.problem === undefined;
  const run = isRunnable ? await startImport(deps, job, asked, organizer, true) : job;
  return json(200, { id: run.id, status: run.status, ...shown });
}

/** Starts an import that was held, or starts one again that failed or was cancelled. */
export async function start(deps: FileDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const asked = readBody(request);
  const job = await findImport(deps, request);
  await checkOptions(deps, (await withOptions(deps, job, asked)).options ?? {});
  return json(202, importView(await startImport(deps, job, asked, organizer, false)));
}

/** Begins the bulk job that reverts an import, except where somebody changed something since. */
export async function revert(deps: FileDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const job = await findImport(deps, request);
  const { id, status } = await beginRevert(deps, job, organizer.id);
  return json(202, { id, status });
}
