import type { ExportField, RowFacts } from '../domain/export-fields.ts';
import { exportField } from '../domain/export-fields.ts';
import { exportHeadings } from './export-headings.ts';
import type { ExportJob } from '../domain/export-job.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { belongsToSomebody, type Registration } from '../../registrations/domain/registration.ts';
import { getGroups } from '../../groups/table/group-items.ts';
import { getRegistrations } from '../../registrations/table/registration-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { listVariables } from '../../variables/table/variable-items.ts';
import { formatDate } from '../../platform/time/format-date.ts';
import { chunks } from '../../platform/values/chunks.ts';
import { identitiesOf } from '../../people/domain/identities-of.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';

const PEOPLE_AT_ONCE = 50;
const READS_AT_ONCE = 8;

/** Turns people into the rows of an export. */
export interface RowWriter {
  header: string[];
  /** Reads what the columns need beside the people, once for all of them. */
  rows: (people: Participant[]) => Promise<string[][]>;
}

export async function openRowWriter(table: Table, job: ExportJob): Promise<RowWriter> {
  const fields = job.fields.flatMap((name) => exportField(name) ?? []);
  const variables = fields.some((field) => field.variable !== undefined)
    ? await listVariables(table, true)
    : [];
  const dateVariables = new Set(variables.filter(({ type }) => type === 'date').map(({ name }) => name));
  const date = (written: string) => formatDate(written, job.dateFormat, job.timeZone);
  const groups = fields.some((field) => field.name === 'groups') ? groupNames(table) : undefined;
  const sessionIds = [...new Set(fields.flatMap((field) => field.sessionId ?? []))];
  return {
    header: await exportHeadings(table, fields),
    rows: async (people) => {
      const facts: RowFacts = {
        date,
        dateVariables,
        groupName: (await groups?.(people)) ?? (() => undefined),
        registration: await readRegistrations(table, people, sessionIds),
      };
      return people.map((person) => rowOf(fields, person, facts));
    },
  };
}

const rowOf = (fields: ExportField[], person: Participant, facts: RowFacts): string[] =>
  fields.map((field) => field.write(person, facts) ?? '');

/** Names of the groups that people are in, read when they are first met. */
function groupNames(table: Table): (people: Participant[]) => Promise<RowFacts['groupName']> {
  const known = new Map<string, string | undefined>();
  return async (people) => {
    const met = new Set(people.flatMap(({ groups }) => (groups ? [...groups] : [])));
    const fresh = [...met].filter((id) => !known.has(id));
    const found = fresh.length === 0 ? undefined : await getGroups(table, fresh);
    for (const id of fresh) known.set(id, found?.get(id)?.name);
    return (id) => known.get(id);
  };
}

async function readRegistrations(
  table: Table,
  people: Participant[],
  sessionIds: string[],
): Promise<RowFacts['registration']> {
  if (sessionIds.length === 0) return () => undefined;
  const found = new Map<string, Registration>();
  await inParallel(chunks(people, PEOPLE_AT_ONCE), READS_AT_ONCE, async (some) => {
    const keys = some
      .flatMap(identitiesOf)
      .flatMap((participantId) => sessionIds.map((sessionId) => ({ sessionId, participantId })));
    for (const one of (await getRegistrations(table, keys)).filter(belongsToSomebody))
      found.set(`${one.sessionId} ${one.participantId}`, one);
  });
  return (person, sessionId) => {
    const own = identitiesOf(person).flatMap((id) => found.get(`${sessionId} ${id}`) ?? []);
    // A person who was merged may have two: the one that stands speaks.
    return own.find(({ status }) => status !== 'cancelled') ?? own[0];
  };
}
