import { readFile } from 'node:fs/promises';
import { decideSettings } from '../../shared/attendance-reports/domain/decide-settings.ts';
import { meetingOf } from '../../shared/attendance-reports/domain/read-report.ts';
import type {
  ReportAnswers,
  ReportQuestion,
  ReportSession,
} from '../../shared/attendance-reports/domain/report-settings.ts';
import { gatherPeople, type PartOfPeople } from '../../shared/attendance-reports/usecases/gather-people.ts';
import { openReport } from '../../shared/attendance-reports/usecases/source/open-report.ts';
import { studyReport } from '../../shared/attendance-reports/usecases/study-report.ts';
import { sourceOf } from '../support/workbooks.ts';

const MINUTE = 60_000;

/** An hour of Gardening, 17 March 2026 at 18:00 in Berlin. */
export const gardening: ReportSession = {
  id: 'ses_00000000000000000000000000000001',
  name: 'Gardening',
  timeZone: 'Europe/Berlin',
  startsAt: Date.parse('2026-03-17T17:00:00Z'),
  durationMinutes: 60,
};

export const reportFile = (name: string): Promise<Buffer> =>
  readFile(new URL(`../fixtures/attendance/${name}`, import.meta.url));

/** What is read of a report: each person as `address or name: minutes[, role]`, or what is asked. */
export interface ReadReport {
  form: string | undefined;
  meeting?: string | undefined;
  people: string[];
  questions: ReportQuestion['name'][];
}

/** Reads a report as the import of attendance does, without its writing. */
export async function readReport(
  bytes: Uint8Array,
  answers: ReportAnswers = {},
  session: ReportSession = gardening,
  part: PartOfPeople = { part: 0, of: 1 },
): Promise<ReadReport> {
  const report = await openReport(sourceOf(bytes));
  const studied = await studyReport(report, answers.columns);
  if (!studied) return { form: undefined, people: [], questions: ['columns'] };
  const { kind, facts } = studied;
  const decided = decideSettings(facts, session, answers);
  if ('questions' in decided)
    return { form: kind.form, people: [], questions: decided.questions.map(({ name }) => name) };
  const { settings } = decided;
  const until = session.startsAt + session.durationMinutes * MINUTE;
  const people = await gatherPeople(report, kind, settings, { ...part, until });
  const { id, topic, startsAt, durationMinutes } = meetingOf(studied, settings);
  const meeting = [id, topic, startsAt && new Date(startsAt).toISOString().slice(0, 16), durationMinutes];
  return {
    form: kind.form,
    meeting: meeting.filter((one) => one !== undefined).join(' '),
    people: people.map(({ name, email, role, intervals, seconds, hasUnknownTime }) => {
      const ms = intervals.reduce((sum, [from, to]) => sum + to - from, (seconds ?? 0) * 1000);
      const minutes = intervals.length === 0 && seconds === undefined ? 'unknown' : String(ms / MINUTE);
      const doubt = hasUnknownTime && minutes !== 'unknown' ? '+unknown' : '';
      return `${email?.toLowerCase() ?? name}: ${minutes}${doubt}${role === 'attendee' ? '' : `, ${role}`}`;
    }),
    questions: [],
  };
}

/** The people of a part of a report. */
export const readPart = async (bytes: Uint8Array, part: PartOfPeople): Promise<string[]> =>
  (await readReport(bytes, {}, gardening, part)).people;
