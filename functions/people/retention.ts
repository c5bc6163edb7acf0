import { RetentionRules, type RetentionView } from './routes/privacy-routes.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { DELETED_DAYS } from '../../shared/privacy/domain/retention.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import { readJson, readVersion, type HttpReply } from '../../shared/platform/runtime/http-request.ts';
import { recordAudit } from '../../shared/history/table/audit-items.ts';
import {
  getRetention,
  putRetention,
  type StoredRetention,
} from '../../shared/privacy/table/retention-items.ts';
import { beginDryPurge } from '../../shared/privacy/usecases/keep-retention.ts';
import { organizerAct } from '../../shared/people/usecases/organizer-act.ts';
import { jobView } from './jobs.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

const fixed = { deletedDays: DELETED_DAYS, auditMonths: 24 };

/** Retention: how long people are kept. */
export const retentionHandlers = {
  'GET /v1/retention': async (deps: PeopleDeps) => reply(deps, await getRetention(deps.table)),
  'PUT /v1/retention': setRules,
} satisfies PeopleHandlers;

/** With `dryRun` nothing is set: the answer is a job that counts whom the rules would erase now. */
async function setRules(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const { dryRun, ...rules } = readJson(request, RetentionRules);
  if (dryRun) return json(202, jobView(await beginDryPurge(deps, rules, organizer.id), deps.now()));
  const seen = readVersion(request);
  const read = await getRetention(deps.table);
  if (seen !== undefined && seen !== read.version) throw stale();
  const { at, act, actor } = organizerAct(deps, organizer);
  await recordAudit(deps.table, { at, id: act, actor, act: 'retention', what: JSON.stringify(rules) });
  const stored = await putRetention(deps.table, read, rules);
  if (!stored) throw stale();
  return reply(deps, stored);
}

const stale = () =>
  new Refusal(
    'conflict',
    'Somebody changed the rules in the meantime. Read them again and repeat your change.',
  );

function reply({ fileDays }: PeopleDeps, { version, ...rules }: StoredRetention): HttpReply {
  const { uploads: uploadDays, reports: reportDays, exports: exportDays } = fileDays;
  const files = { uploadDays, reportDays, exportDays };
  const view: RetentionView = { ...rules, ...fixed, ...files };
  return json(200, view, { etag: `"${version}"` });
}
