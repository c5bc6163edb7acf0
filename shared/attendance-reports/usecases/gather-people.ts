import { meetingOf, rowsOf } from '../domain/read-report.ts';
import type { ReportSettings } from '../domain/report-settings.ts';
import type { ReportKind } from '../domain/report.ts';
import { PeopleOfReport, type ReportPerson } from '../domain/people/unite-people.ts';
import { personKey } from '../domain/people/person-key.ts';
import type { OpenReport } from './source/open-report.ts';

/** One of so many parts of a report's people, chosen by their keys: a report that is too large is read once for each part. */
export interface PartOfPeople {
  part: number;
  of: number;
}

const MINUTE = 60_000;

/** Everybody of a part of a report, each once, with all their rows. `until` (ms) ends what nobody saw the end of. */
export async function gatherPeople(
  report: OpenReport,
  kind: ReportKind,
  settings: ReportSettings,
  { part, of, until, goOn }: PartOfPeople & { until?: number | undefined; goOn?: () => Promise<void> },
): Promise<ReportPerson[]> {
  const reader = kind.open();
  const read = rowsOf(reader, settings);
  const people = new PeopleOfReport();
  let line = 0;
  for await (const batch of report.records()) {
    for (const cells of batch) {
      line += 1;
      const row = read(cells);
      if (row && (of === 1 || partOf(personKey(row, line), of) === part)) people.add(row, line);
    }
    await goOn?.();
  }
  const { startsAt, durationMinutes } = meetingOf(reader, settings);
  const end =
    startsAt === undefined || durationMinutes === undefined ? until : startsAt + durationMinutes * MINUTE;
  return [...people.all(end)];
}

/** FNV-1a: spreads keys evenly, and costs next to nothing. */
function partOf(key: string, parts: number): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01_00_01_93);
  return (hash >>> 0) % parts;
}
