import type { FieldErrorCode } from '../../platform/values/field-error-codes.ts';
import { defaultFields, exportField, fieldNames, sessionPartNames } from '../domain/export-fields.ts';
import type { ExportJob, ExportRequest } from '../domain/export-job.ts';
import { newId } from '../../platform/values/ids.ts';
import { Refusal } from '../../platform/values/refusal.ts';
import type { Selection } from '../../filters/domain/selection.ts';
import { createJob } from '../../jobs/table/job-items.ts';
import { getSessionStarts } from '../../filters/table/session-starts.ts';
import type { Table } from '../../platform/table/table.ts';
import { listVariables } from '../../variables/table/variable-items.ts';
import { isTimeZone } from '../../platform/time/zone-table.ts';
import { checkSelectionSize } from '../../filters/usecases/check-selection-size.ts';
import { resolveFilter } from '../../filters/usecases/resolve-filter.ts';

export interface ExportDeps {
  table: Table;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

/** Sessions that an export may have columns for: each is read for every person. */
const MOST_SESSIONS = 20;
/** A filter is only checked here; nobody is looked up by address. */
const NO_KEY = new Uint8Array();

/** Records what is to be exported; the work starts from the table. Refuses what cannot be exported by name. */
export async function beginExport(
  deps: ExportDeps,
  asked: ExportRequest,
  createdBy: string,
): Promise<ExportJob> {
  if (!isTimeZone(asked.timeZone)) {
    throw refuse('timeZone', 'unknown-zone', 'This is no IANA time zone, such as Europe/Berlin.');
  }
  const { format, delimiter, encoding, timeZone, dateFormat, fileName } = asked;
  const id = newId('exp', deps.now(), deps.random);
  const job: ExportJob = {
    kind: 'export',
    id,
    status: 'waiting',
    createdAt: new Date(deps.now()).toISOString(),
    createdBy,
    version: 1,
    idleSlices: 0,
    selection: await selectionOf(deps, asked),
    fields: await fieldsOf(deps, asked),
    ...{ format, delimiter, encoding, timeZone, dateFormat, fileName },
    phase: 'rows',
    rows: 0,
    looked: 0,
    replaced: 0,
    cursor: { shard: 0 },
    key: `exports/${id}/participants.${format}`,
  };
  await createJob(deps.table, job);
  return job;
}

/** The filter is kept with the saved ones it names put in: what was asked for stays what it was. */
async function selectionOf(deps: ExportDeps, { ids, filter, exclude }: ExportRequest): Promise<Selection> {
  if (ids) return { ids };
  const resolved = filter && (await resolveFilter({ table: deps.table, identityKey: NO_KEY }, filter));
  const selection: Selection = {
    all: true,
    ...(resolved && { filter: resolved.filter }),
    ...(exclude && { exclude }),
  };
  checkSelectionSize(selection);
  return selection;
}

async function fieldsOf(deps: ExportDeps, { fields }: ExportRequest): Promise<string[]> {
  if (!fields) {
    const variables = await listVariables(deps.table);
    return [...defaultFields, ...variables.map(({ name }) => `variables.${name}`)];
  }
  const seen = new Set<string>();
  for (const name of fields) {
    if (!exportField(name))
      throw unknown(
        name,
        `Known are ${fieldNames.join(', ')}, variables.<name> and session:<id>.<${sessionPartNames.join('|')}>.`,
      );
    if (seen.has(name)) throw refuse('fields', 'repeated-field', `The field ${name} is named twice.`);
    seen.add(name);
  }
  await refuseUnknownVariables(deps, fields);
  await refuseUnknownSessions(deps, fields);
  return fields;
}

async function refuseUnknownVariables(deps: ExportDeps, fields: string[]): Promise<void> {
  const named = fields.filter((name) => exportField(name)?.variable !== undefined);
  if (named.length === 0) return;
  const known = new Set((await listVariables(deps.table, true)).map(({ name }) => `variables.${name}`));
  const missing = named.find((name) => !known.has(name));
  if (missing !== undefined) throw unknown(missing, 'There is no such variable.');
}

async function refuseUnknownSessions(deps: ExportDeps, fields: string[]): Promise<void> {
  const ids = [...new Set(fields.flatMap((name) => exportField(name)?.sessionId ?? []))];
  if (ids.length > MOST_SESSIONS) {
    throw refuse(
      'fields',
      'too-many-sessions',
      `An export has columns for ${MOST_SESSIONS} sessions at most.`,
    );
  }
  const known = new Set((await getSessionStarts(deps.table, ids)).map(({ id }) => id));
  const missing = ids.find((id) => !known.has(id));
  if (missing !== undefined) throw unknown(`session:${missing}`, 'There is no such session.');
}

const unknown = (name: string, message: string) =>
  refuse('fields', 'unknown-field', `The field ${name.slice(0, 100)} cannot be exported. ${message}`);

const refuse = (field: string, code: FieldErrorCode, message: string) =>
  new Refusal('invalid-input', message, [{ field, code, message }]);
