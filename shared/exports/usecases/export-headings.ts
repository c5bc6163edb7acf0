import { getSession } from '../../events/table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { formatDate } from '../../platform/time/format-date.ts';
import type { ExportField } from '../domain/export-fields.ts';

/**
 * The headings of an export: the fields' own names, which imports know; for columns about a session its name and date, in
 * its own zone, as its people know it. If two would be alike, the ids tell them apart.
 */
export async function exportHeadings(table: Table, fields: readonly ExportField[]): Promise<string[]> {
  const names = new Map<string, string>();
  for (const id of new Set(fields.flatMap(({ sessionId }) => sessionId ?? []))) {
    const session = await getSession(table, id);
    if (session)
      names.set(id, `${session.name}, ${formatDate(session.startsAtUtc, 'excel', session.timeZone)}`);
  }
  const headings = fields.map((field) => {
    const name = field.sessionId === undefined ? undefined : names.get(field.sessionId);
    return name === undefined || field.part === undefined ? field.name : `${name}: ${field.part}`;
  });
  return headings.map((heading, at) => {
    const isAlone = headings.indexOf(heading) === headings.lastIndexOf(heading);
    const sessionId = fields[at]?.sessionId;
    return isAlone || sessionId === undefined ? heading : `${heading} (${sessionId})`;
  });
}
