import { isDeepStrictEqual } from 'node:util';
import { getEvents } from '../../events/table/event-items.ts';
import { isAlwaysOpen } from '../../events/domain/room.ts';
import { sessionEnd } from '../../events/domain/session.ts';
import { getSession } from '../../events/table/session-items.ts';
import { isFinished } from '../../jobs/domain/job.ts';
import { getJobCore } from '../../jobs/table/job-items.ts';
import type { JobWork } from '../../jobs/usecases/job-kind.ts';
import type { SliceOf } from '../../jobs/usecases/slice.ts';
import type { HistoryEntry } from '../../people/domain/history.ts';
import { putHistory } from '../../people/table/history-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import { belongsToSomebody, isByHand, type Attendance } from '../../registrations/domain/registration.ts';
import { counts as isCounted } from '../domain/attended.ts';
import { MOST_CHANGES_SHOWN, type ChangedVerdict, type JudgementJob } from '../domain/judgement-job.ts';
import { measureOf } from '../domain/measure.ts';
import { AttendanceTally } from '../domain/summary.ts';
import { attendanceBy, isSameAttendance, verdictFor, type Bench } from '../domain/verdict-for.ts';
import { registeredPage, type Registered } from '../table/registered-page.ts';
import { listSources } from '../table/source-items.ts';
import { putSummary } from '../table/summary-items.ts';
import { callJudgement, leaveTurn, takeTurn } from '../table/turn-items.ts';
import { writeVerdict } from '../table/verdict-items.ts';
import { noteEnd } from './begin-presence.ts';
import { judgementKind } from './judgement-kind.ts';
import { tallyAllRegistered, tallyGuests, tallyRegistered } from './tally-session.ts';

export interface JudgeDeps {
  table: Table;
  now: () => number;
}
type Context = JudgeDeps & SliceOf<JudgementJob>;

/** The work on judgements: see `judgeSession`. */
export const judgementWork: JobWork<JudgeDeps, JudgementJob> = {
  kind: judgementKind,
  takeFurther: judgeSession,
};

const PAGE = 400;
const WRITES_AT_ONCE = 16;

/**
 * Judges everybody of a session, and writes only the verdicts that are others than before. One judgement of a session works at a
 * time, and only the latest: see `takeTurn`.
 */
async function judgeSession(context: Context, job: JudgementJob): Promise<JudgementJob> {
  const bench = await setUp(context, job);
  if (!bench) return finish(context, job);
  // Of what an earlier slice judged, nobody remembers the times: they are added up anew at the end.
  const isWhole = job.cursor.shard === 0 && job.cursor.after === undefined;
  const tally = new AttendanceTally(bench.measure.span);
  let current: JudgementJob = { ...job, waits: false };
  while (current.cursor.shard < SHARDS) {
    if (!context.mayGoOn()) return current;
    const turn = current.dryRun ? 'taken' : await takeTurn(context.table, current, context.now());
    if (turn === 'busy') return context.checkpoint({ ...current, waits: true });
    if (turn === 'passed') return finish(context, { ...current, reason: 'superseded' });
    current = await context.checkpoint(await judgePage(context, current, bench, isWhole ? tally : undefined));
  }
  if (!current.dryRun) {
    if (!isWhole) await tallyAllRegistered(context.table, current.sessionId, bench, tally);
    await tallyGuests(context.table, current.sessionId, bench, tally);
    const at = new Date(context.now()).toISOString();
    await putSummary(context.table, current.sessionId, tally.summary(), at);
  }
  return finish(context, current);
}

/**
 * What a slice judges by: read after the judgement was asked for, so it knows at least what made it due. Undefined where there is
 * nobody to judge: the session is gone, or always open.
 */
async function setUp({ table, now }: Context, job: JudgementJob): Promise<Bench | undefined> {
  const session = await getSession(table, job.sessionId);
  if (!session || session.deletedAt !== undefined || isAlwaysOpen(session)) return undefined;
  const [[event], sources] = await Promise.all([
    getEvents(table, [session.eventId]),
    listSources(table, job.sessionId),
  ]);
  if (!event) return undefined;
  // Only then it is known who was absent.
  if (!job.dryRun && now() < sessionEnd(session)) await noteEnd(table, session);
  const measured = job.threshold === undefined ? event : { ...event, attendanceThreshold: job.threshold };
  return {
    measure: measureOf(session, measured, sources, now()),
    sources: new Map(sources.filter(isCounted).map((source) => [source.id, source])),
  };
}

/** The job as it ends. Whoever asked for another judgement meanwhile is served next. */
async function finish(context: Context, job: JudgementJob): Promise<JudgementJob> {
  if (!job.dryRun) {
    const wanted = await leaveTurn(context.table, job);
    const next = wanted === undefined ? undefined : await getJobCore(context.table, wanted);
    if (next && !isFinished(next)) await callJudgement(context.table, next, context.now());
  }
  const finishedAt = new Date(context.now()).toISOString();
  return context.checkpoint({ ...job, status: 'done', waits: false, finishedAt });
}

async function judgePage(
  { table }: Context,
  job: JudgementJob,
  bench: Bench,
  tally: AttendanceTally | undefined,
): Promise<JudgementJob> {
  const { registered, next } = await registeredPage(table, job.sessionId, job.cursor, PAGE);
  const counts = { ...job.counts };
  const changed: ChangedVerdict[] = [];
  const noted: HistoryEntry[] = [];
  await inParallel(registered, WRITES_AT_ONCE, async (one) => {
    const { registration } = one;
    const verdict = verdictFor(bench, one);
    const known = registration.attendance;
    if (tally) tallyRegistered(tally, bench, one);
    counts.looked += 1;
    counts[verdict.state] += 1;
    if (isByHand(known) || !belongsToSomebody(registration)) return;
    const attendance = attendanceBy(bench, one, verdict, job.id);
    const isSame = isSameAttendance(known, attendance);
    // Of one that this judgement changed before its worker died, the history may not know yet.
    if (isSame && known?.by !== job.id) return;
    if (!isSame && !job.dryRun && !(await writeVerdict(table, registration, attendance))) return;
    if (!job.dryRun) noted.push(entryOf(job, one, attendance));
    const change = { before: told(known), after: told(attendance) };
    if (isDeepStrictEqual(change.before, change.after)) return;
    counts.changed += 1;
    changed.push({ participantId: registration.participantId, ...change });
  });
  await putHistory(table, noted);
  return {
    ...job,
    cursor: next ?? { shard: SHARDS },
    counts,
    changes: [...job.changes, ...changed].slice(0, MOST_CHANGES_SHOWN),
  };
}

const told = ({ state, seconds, share }: Attendance = { state: 'unknown' }): ChangedVerdict['before'] => ({
  state,
  ...(seconds !== undefined && { seconds }),
  ...(share !== undefined && { share }),
});

const entryOf = (
  { id, sessionId, createdAt }: JudgementJob,
  { registration }: Registered,
  attendance: Attendance,
): HistoryEntry => ({
  participantId: registration.participantId,
  at: createdAt,
  act: id,
  kind: 'attendance',
  actor: 'system',
  origin: `judgement ${id}`,
  data: { sessionId, ...told(attendance) },
});
