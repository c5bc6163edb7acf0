import { FactsOfReport, type ReportFacts } from '../domain/report-facts.ts';
import type { ReportColumns } from '../domain/forms/mapped-table.ts';
import { recogniseReport } from '../domain/recognise-report.ts';
import type { ReportKind, WrittenMeeting } from '../domain/report.ts';
import type { OpenReport } from './source/open-report.ts';

/** What all of a report shows before anybody of it is counted. */
export interface StudiedReport {
  kind: ReportKind;
  facts: ReportFacts;
  meeting: WrittenMeeting;
}

/** Reads a report once, and keeps of it what decides how it is read. Undefined: nobody knows its columns. */
export async function studyReport(
  report: OpenReport,
  columns: ReportColumns | undefined,
  goOn: () => Promise<void> = () => Promise.resolve(),
): Promise<StudiedReport | undefined> {
  const kind = recogniseReport(report.top, columns);
  if (!kind) return undefined;
  const reader = kind.open();
  const facts = new FactsOfReport();
  for await (const batch of report.records()) {
    for (const cells of batch) {
      const row = reader.read(cells);
      if (row) facts.add(row);
    }
    await goOn();
  }
  return { kind, facts: facts.of(reader), meeting: reader.meeting };
}
