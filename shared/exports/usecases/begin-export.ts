import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import {
  allAnswers,
  defaultFields,
  exportField,
  fieldNames,
  sessionPartNames,
} from '../domain/export-fields.ts';
import { delimiterFor } from '../domain/delimiter-for.ts';
import { ExportJob, type ExportRequest } from '../domain/export-job.ts';
import { newId, SessionId } from '../../platform/values/ids.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { Selection } from '../../filters/domain/selection.ts';
import { BulkJob } from '../../bulk/domain/bulk-job.ts';
import { HandoverJob } from '../../handovers/domain/handover-job.ts';
import { createJob, getJob } from '../../jobs/table/job-items.ts';
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

/**
 * Begins an export: stores its job; the work starts from the table's stream. Refuses, naming it, what cannot be exported.
 * `language` is the reader's, if the request does not name one.
 */
export async function beginExport(
  deps: ExportDeps,
  asked: ExportRequest,
  createdBy: string,
  language?: string,
): Promise<ExportJob> {
  if (!isTimeZone(asked.timeZone)) {
    throw refuse('timeZone', 'unknown-zone', 'This is no IANA time zone, such as Europe/Berlin.');
  }
  const job: ExportJob = {
    ...newExport(deps, { ...asked, id: newId('exp', deps.now(), deps.random), createdBy }),
    selection: await selectionOf(deps, asked),
    fields: await fieldsOf(deps, asked),
    delimiter: asked.delimiter ?? delimiterFor(asked.locale ?? language),
  };
  await createJob(deps.table, job);
  return job;
}

type Asked = Pick<ExportJob, 'id' | 'format' | 'createdBy'>;
type Given = 'run' | 'isHandOver' | 'fields' | 'encoding' | 'timeZone' | 'dateFormat' | 'fileName';
type NewExport = Asked & { [K in Given]?: ExportJob[K] | undefined };

/** A new export, as it is where nothing else is asked for. */
export function newExport({ now }: { now: () => number }, asked: NewExport): ExportJob {
  const { id, format, createdBy, run, isHandOver, fields, encoding, timeZone, dateFormat, fileName } = asked;
  return ExportJob.parse({
    ...{ kind: 'export', id, status: 'waiting', createdAt: new Date(now()).toISOString(), createdBy },
    ...{ version: 1, idleSlices: 0, selection: { ids: [] }, run, isHandOver, fields, format },
    ...{ delimiter: ',', encoding, timeZone, dateFormat, fileName },
    ...{ phase: 'rows', rows: 0, looked: 0, replaced: 0, cursor: { shard: 0 } },
    key: `exports/${id}/participants.${format}`,
  });
}

/**
 * The filter is stored with the saved filters it names put in, so that later changes of these do not change the export.
 */
async function selectionOf(
  deps: ExportDeps,
  { ids, filter, exclude, run }: ExportRequest,
): Promise<Selection> {
  if (run !== undefined) {
    if (!(await getJob<HandoverJob | BulkJob>(deps.table, run, HandoverJob, BulkJob)))
      throw refuse('run', 'invalid-value', 'There is no such run.');
    return { ids: [] };
  }
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

async function fieldsOf(deps: ExportDeps, { fields: asked }: ExportRequest): Promise<string[]> {
  if (!asked) {
    const variables = await listVariables(deps.table);
    return [...defaultFields, ...variables.map(({ name }) => `variables.${name}`)];
  }
  const fields = await withAllAnswers(deps, asked);
  const seen = new Set<string>();
  for (const name of fields) {
    if (/^answers(?:\.|$)/.test(name)) throw unknown(name, ANSWERS_OF_SESSION);
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
  await refuseUnknownAnswers(deps, fields);
  return fields;
}

const ANSWERS_OF_SESSION =
  'Answers belong to a registration: write session:<id>.answers.<field>, or session:<id>.answers.* for all of them.';

/** Replaces "all answers of a session" by the fields of its form. */
async function withAllAnswers({ table }: ExportDeps, asked: string[]): Promise<string[]> {
  const named = await Promise.all(
    asked.map(async (name) => {
      const sessionId = allAnswers.exec(name)?.[1];
      if (sessionId === undefined) return [name];
      const form = await formOf(table, sessionId);
      if (!form) throw unknown(name, 'There is no such session.');
      return form.map((field) => `session:${sessionId}.answers.${field}`);
    }),
  );
  return named.flat();
}

async function refuseUnknownAnswers({ table }: ExportDeps, fields: string[]): Promise<void> {
  const answers = fields.flatMap((name) => {
    const { sessionId, answer } = exportField(name) ?? {};
    return sessionId === undefined || answer === undefined ? [] : [{ name, sessionId, answer }];
  });
  const forms = new Map<string, string[]>();
  for (const sessionId of new Set(answers.map((one) => one.sessionId)))
    forms.set(sessionId, (await formOf(table, sessionId)) ?? []);
  const missing = answers.find(({ sessionId, answer }) => !forms.get(sessionId)?.includes(answer));
  if (!missing) return;
  const known = forms.get(missing.sessionId) ?? [];
  throw unknown(
    missing.name,
    known.length === 0
      ? 'The form of this session asks nothing.'
      : `The form of this session asks for ${known.join(', ')}.`,
  );
}

/** The questions of the event's form, besides the person's own fields. */
async function formOf(table: Table, sessionId: string): Promise<string[] | undefined> {
  const session = SessionId.safeParse(sessionId).success ? await getSession(table, sessionId) : undefined;
  const event = session && (await getEvent(table, session.eventId));
  return event?.form.fields.map(({ name }) => name);
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
