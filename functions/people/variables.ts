import { VariableChange, VariableDraft } from './routes/variable-routes.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { VariableName, type Variable } from '../../shared/variables/domain/variable.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readJson,
  readVersion,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { getVariable, listVariables, saveVariable } from '../../shared/variables/table/variable-items.ts';
import { refuseUsedVariable } from '../../shared/filters/usecases/refuse-used.ts';
import { defineVariable } from '../../shared/variables/usecases/define-variable.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

/** Definitions of the custom fields of participants. */
export const variableHandlers = {
  'GET /v1/variables': listAll,
  'POST /v1/variables': define,
  'PATCH /v1/variables/{name}': change,
  'DELETE /v1/variables/{name}': hide,
} satisfies PeopleHandlers;

/** All at once: there are 200 at most. */
async function listAll(deps: PeopleDeps): Promise<HttpReply> {
  return json(200, { items: await listVariables(deps.table) });
}

async function define(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const { name, type, label = name } = readJson(request, VariableDraft);
  const createdAt = new Date(deps.now()).toISOString();
  return reply(201, await defineVariable(deps.table, { name, type, label, createdAt, version: 1 }));
}

/** Only the label: values of the former type would be wrong under another one. */
async function change(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const { label } = readJson(request, VariableChange);
  return save(deps, request, { label });
}

/** Hidden, not lost: the values stay with the people, and the same name and type bring them back. */
async function hide(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  await refuseUsedVariable(deps.table, readId(request, 'name', VariableName));
  return save(deps, request, { hiddenAt: new Date(deps.now()).toISOString() });
}

async function save(deps: PeopleDeps, request: HttpRequest, next: Partial<Variable>): Promise<HttpReply> {
  const variable = await getVariable(deps.table, readId(request, 'name', VariableName));
  if (!variable || variable.hiddenAt !== undefined)
    throw new Refusal('not-found', 'There is no such variable.');
  const seen = readVersion(request) ?? variable.version;
  const saved =
    seen === variable.version
      ? await saveVariable(deps.table, variable, { ...variable, ...next })
      : undefined;
  if (!saved) throw new Refusal('conflict', 'Somebody changed this variable in the meantime. Read it again.');
  return reply(200, saved);
}

const reply = (status: number, variable: Variable): HttpReply =>
  json(status, variable, { etag: `"${variable.version}"` });
