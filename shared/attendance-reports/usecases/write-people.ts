import type { AttendanceSource } from '../../attendance/domain/attended.ts';
import { guestKey } from '../../attendance/table/attended-items.ts';
import {
  addSourceAttendance,
  beginSource,
  finishSource,
  takeBackSource,
  type ToldAttendance,
} from '../../attendance/usecases/add-source-attendance.ts';
import { chunks } from '../../platform/values/chunks.ts';
import {
  fileNameOf,
  sourceIdOf,
  type AttendanceImportJob,
  type MatchSuggestion,
} from '../domain/attendance-import-job.ts';
import type { ReportPerson } from '../domain/people/unite-people.ts';
import { recogniseReport } from '../domain/recognise-report.ts';
import { inQuestion } from './find-session.ts';
import { gatherPeople } from './gather-people.ts';
import { keepLease } from './keep-lease.ts';
import { matchPeople, type MatchedPerson } from './match-people.ts';
import type { ReportContext } from './report-context.ts';
import { openReport } from './source/open-report.ts';
import { reportFile } from './source/report-file.ts';
import { suggestMatches } from './suggest-matches.ts';
import { UnreadableReport } from './source/unreadable-report.ts';

const PEOPLE_AT_ONCE = 1_000;
const MINUTE = 60_000;

/** Writes a report's people as a source of its session's attendance, part by part; the last part makes it count. */
export async function writePeople(
  context: ReportContext,
  claimed: AttendanceImportJob,
): Promise<AttendanceImportJob> {
  const { sessionId } = claimed;
  const [session] = sessionId === undefined ? [] : await inQuestion(context.table, [sessionId]);
  if (!session)
    throw new UnreadableReport('session-gone', 'The session of this report is not there any more.');
  const source = await beginSource(context, sourceOf(claimed, session.id));
  const until = session.startsAt + session.durationMinutes * MINUTE;
  let job = claimed;
  while (job.part < job.parts) {
    job = await writePart(context, job, source, until);
    if (!context.mayGoOn() && job.part < job.parts) return job;
  }
  await finishSource(context, source, job.createdBy);
  for (const run of job.readRuns ?? [])
    if (run !== job.run)
      await takeBackSource(
        context,
        { sessionId: session.id, id: sourceIdOf(job, run) },
        { by: job.createdBy },
      );
  return context.checkpoint({
    ...job,
    status: 'done',
    finishedAt: new Date(context.now()).toISOString(),
    readRuns: [job.run],
  });
}

const sourceOf = (job: AttendanceImportJob, sessionId: string) => {
  const { startsAt, durationMinutes } = job.meeting ?? {};
  const ran: AttendanceSource['ran'] =
    startsAt === undefined || durationMinutes === undefined
      ? undefined
      : [startsAt, startsAt + durationMinutes * MINUTE];
  return {
    id: sourceIdOf(job, job.run),
    sessionId,
    kind: 'report' as const,
    label: fileNameOf(job),
    at: job.createdAt,
    coversAll: true,
    ...(ran && { ran }),
  };
};

/** One part of the people: read, found among the registered, written; then the job knows. */
async function writePart(
  context: ReportContext,
  claimed: AttendanceImportJob,
  source: AttendanceSource,
  until: number,
): Promise<AttendanceImportJob> {
  const { settings, part, parts, answers } = claimed;
  const report = await openReport(reportFile(context.imports, claimed));
  const kind = recogniseReport(report.top, answers.columns);
  if (!kind || !settings) throw new Error('The report has not been studied.');
  const lease = keepLease(context, claimed);
  const people = await gatherPeople(report, kind, settings, { part, of: parts, until, goOn: lease.goOn });
  const matched: MatchedPerson[] = [];
  for (const some of chunks(people, PEOPLE_AT_ONCE)) {
    matched.push(...(await matchPeople(context, source.sessionId, some, answers.matches)));
    await lease.goOn();
  }
  const told = toldBy(matched, source.sessionId, parts > 1 ? String(part) : undefined);
  for (const some of chunks(told, PEOPLE_AT_ONCE)) {
    await addSourceAttendance(context, source, some);
    await lease.goOn();
  }
  const job = lease.job();
  const guests = matched.filter(isGuest).map(({ person }) => person);
  const suggestions = await suggestionsFor(context, source.sessionId, matched, guests, answers.matches ?? []);
  return context.checkpoint({
    ...job,
    part: part + 1,
    counts: {
      ...job.counts,
      people: job.counts.people + told.length,
      matched: job.counts.matched + told.filter(({ person }) => person.startsWith('par_')).length,
      guests: job.counts.guests + guests.length,
    },
    ...withSuggestions([...(job.suggestions ?? []), ...suggestions]),
  });
}

/** An attendee who is not known as registered. */
const isGuest = ({ person, participantId }: MatchedPerson): boolean =>
  participantId === undefined && person.role === 'attendee';

async function suggestionsFor(
  { table }: ReportContext,
  sessionId: string,
  matched: readonly MatchedPerson[],
  guests: readonly ReportPerson[],
  said: readonly { guest: string }[],
): Promise<MatchSuggestion[]> {
  const answered = new Set(said.map(({ guest }) => guest));
  const known = new Set(matched.flatMap(({ participantId }) => participantId ?? []));
  return suggestMatches(
    table,
    sessionId,
    guests.filter(({ key }) => !answered.has(key)),
    known,
  );
}

const withSuggestions = (suggestions: MatchSuggestion[]): Partial<AttendanceImportJob> =>
  suggestions.length === 0
    ? { suggestions: undefined, questions: undefined }
    : {
        suggestions,
        questions: [
          {
            name: 'matches',
            choices: suggestions.map(({ registrationId }) => registrationId),
            message:
              'These guests have the name of somebody who is registered. Say who is the same person: "matches": [{"guest", "registrationId"}], with null for who is not.',
          },
        ],
      };

/** What the source says: one entry a person, also where the report has somebody under two addresses. */
function toldBy(
  matched: readonly MatchedPerson[],
  sessionId: string,
  part: string | undefined,
): ToldAttendance[] {
  const told = new Map<string, ToldAttendance>();
  for (const { person, participantId } of matched) {
    const { key, name, email, role, intervals, seconds, hasUnknownTime } = person;
    const id = participantId ?? guestKey(sessionId, email ?? key);
    const known = told.get(id);
    told.set(id, {
      person: id,
      role: known && known.role !== 'attendee' ? known.role : role,
      intervals: [...(known?.intervals ?? []), ...intervals],
      ...sumOf(known?.seconds, seconds),
      ...((hasUnknownTime || known?.unknownTiming) && { unknownTiming: true }),
      ...(participantId === undefined && { name, ...(email !== undefined && { email }) }),
      ...(part !== undefined && { part }),
    });
  }
  return [...told.values()];
}

const sumOf = (a: number | undefined, b: number | undefined): { seconds?: number } =>
  a === undefined && b === undefined ? {} : { seconds: (a ?? 0) + (b ?? 0) };
