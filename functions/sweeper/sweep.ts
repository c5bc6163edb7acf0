import { isFinished, isHeld, isLeased } from '../../shared/jobs/domain/job.ts';
import { latenessAllowed, runIdOf, type Fire } from '../../shared/rules/domain/fire.ts';
import { dueAt } from '../../shared/rules/domain/rule.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { listFiles } from '../../shared/platform/object-store/read-file.ts';
import type { FileStore } from '../../shared/platform/object-store/file-store.ts';
import { sendMessages, type Queue } from '../../shared/platform/queue/send-messages.ts';
import { waitingDeliveries } from '../../shared/handovers/table/delivery-items.ts';
import { listEvents } from '../../shared/events/table/event-items.ts';
import { getJob, listJobs, listWoken, type Job, type JobKind } from '../../shared/jobs/table/job-items.ts';
import { listSessions } from '../../shared/events/table/session-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { beginImport, IMPORT_PREFIX, importIdOf } from '../../shared/imports/usecases/begin-import.ts';
import { keepRetention } from '../../shared/privacy/usecases/keep-retention.ts';
import { messageOf } from '../../shared/handovers/usecases/deliver.ts';
import { fireAt, rulesOf, type PlannedRule } from '../../shared/rules/usecases/plan-schedules.ts';
import { expireUnconfirmedMails } from '../../shared/mail/usecases/expire-unconfirmed-mails.ts';

export interface SweepDeps {
  table: Table;
  imports: FileStore;
  jobs: Queue;
  schedules: Queue;
  deliveries: Queue;
  now: () => number;
}

/** What was taken up, by kind. */
export interface Swept {
  jobs: number;
  files: number;
  deliveries: number;
  fires: number;
  /** The day's purge. */
  purges: number;
  /** Mails given up. */
  mails: number;
}

const MINUTE_MS = 60_000;
/** Younger ones are probably on their way. */
const PATIENCE_MS = 3 * MINUTE_MS;
/** Older ones are an operator's matter: their alarms have long rung. */
const HORIZON_MS = 3 * 24 * 60 * MINUTE_MS;
/** How far back jobs are listed: one may be at work for days before its worker dies. */
const LISTED_MS = 7 * 24 * 60 * MINUTE_MS;
const DELIVERIES_A_SHARD = 200;
const PAGE = 100;

/**
 * Takes up what died half-way: jobs that nobody works on, files that were never announced, deliveries whose next attempt
 * nobody came for, schedules that should have fired and did not, mails whose sender left no word. Begins the day's purge.
 */
export async function sweep(deps: SweepDeps): Promise<Swept> {
  const files = await takeUpFiles(deps);
  const idle = async (...kinds: JobKind[]) =>
    (await Promise.all(kinds.map((kind) => idleJobs(deps, kind)))).flat().map((jobId) => ({ jobId }));
  const idleOnes = [
    ...(await idle('import', 'export', 'bulk', 'merge', 'doubles')),
    ...(await wokenJobs(deps)),
  ];
  const jobs = await queue(
    deps.jobs,
    [...new Set(idleOnes.map(({ jobId }) => jobId))].map((jobId) => ({ jobId })),
  );
  const runs = await queue(deps.schedules, await idle('reminder', 'handover', 'news'));
  const overdue = await waitingDeliveries(deps.table, isoBefore(deps, PATIENCE_MS), DELIVERIES_A_SHARD);
  const deliveries = await queue(deps.deliveries, overdue.map(messageOf));
  const fires = await queue(
    deps.schedules,
    (await missedFires(deps)).map((fire) => ({ fire })),
  );
  const mails = await expireUnconfirmedMails(deps);
  const purges = Number(await keepRetention(deps));
  return { jobs: jobs + runs, files, deliveries, fires, purges, mails };
}

const isoBefore = (deps: SweepDeps, ms: number): string => new Date(deps.now() - ms).toISOString();

async function queue(to: Queue, messages: unknown[]): Promise<number> {
  const unsent = await sendMessages(to, messages);
  if (unsent.size > 0) throw new Error(`${unsent.size} of ${messages.length} messages could not be queued.`);
  return messages.length;
}

async function idleJobs(deps: SweepDeps, kind: JobKind): Promise<string[]> {
  const idle: string[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await listJobs(deps.table, kind, after, PAGE);
    idle.push(...page.jobs.filter((job) => isIdle(deps, job, signsOf(job))).map((job) => job.id));
    after = page.next;
    const oldest = page.jobs.at(-1);
    more =
      after !== undefined && oldest !== undefined && deps.now() - Date.parse(oldest.createdAt) < LISTED_MS;
  }
  return idle;
}

/** When somebody had to do with a job. */
const signsOf = ({ createdAt, startedAt, lease }: Job): (string | undefined)[] => [
  createdAt,
  startedAt,
  lease?.until,
];

/** Whether nobody works on the job who should, and its last sign of life is neither young nor an operator's matter. */
function isIdle(deps: SweepDeps, job: Job, signs: (string | undefined)[]): boolean {
  const quiet = deps.now() - Math.max(...signs.map((at) => Date.parse(at ?? '1970')));
  const isOpen = !isFinished(job) && !isHeld(job) && !isLeased(job, deps.now());
  return isOpen && quiet < HORIZON_MS && deps.now() - Date.parse(job.createdAt) > PATIENCE_MS;
}

/** Jobs that were held, ended or cancelled and then started (again), which may be long after they came. */
async function wokenJobs(deps: SweepDeps): Promise<{ jobId: string }[]> {
  const idle: { jobId: string }[] = [];
  for (const { id, at } of await listWoken(deps.table, isoBefore(deps, HORIZON_MS))) {
    if (deps.now() - Date.parse(at) <= PATIENCE_MS) continue;
    const job = await getJob(deps.table, id);
    if (job && isIdle(deps, job, [...signsOf(job), at])) idle.push({ jobId: id });
  }
  return idle;
}

async function takeUpFiles(deps: SweepDeps): Promise<number> {
  let taken = 0;
  for await (const { modifiedAt, ...facts } of listFiles(deps.imports, IMPORT_PREFIX)) {
    const age = deps.now() - modifiedAt.getTime();
    if (age < PATIENCE_MS || age > HORIZON_MS) continue;
    const file = { ...facts, bucket: deps.imports.bucket };
    if (await getJob(deps.table, importIdOf(file))) continue;
    if ((await beginImport(deps, file, 'sweeper')) === 'begun') taken += 1;
  }
  return taken;
}

/** Fires that are due, not too late, and have begun no run: their schedule was never made, or got lost. */
async function missedFires(deps: SweepDeps): Promise<Fire[]> {
  const missed: Fire[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await listEvents(deps.table, after, PAGE);
    for (const event of page.events) {
      const rules = await rulesOf(deps.table, event.id);
      if (rules.length === 0) continue;
      for (const fire of await dueFires(deps, event.id, rules)) {
        if (!(await getJob(deps.table, runIdOf(fire)))) missed.push(fire);
      }
    }
    after = page.next;
  }
  return missed;
}

async function dueFires(deps: SweepDeps, eventId: string, rules: PlannedRule[]): Promise<Fire[]> {
  const fires: Fire[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await listSessions(deps.table, eventId, after, PAGE);
    fires.push(
      ...page.sessions.flatMap((session) =>
        rules.filter((rule) => isMissed(deps, session, rule)).map((rule) => fireAt(session, rule)),
      ),
    );
    after = page.next;
  }
  return fires;
}

function isMissed(deps: SweepDeps, session: Session, rule: PlannedRule): boolean {
  const due = dueAt(rule, session);
  const late = deps.now() - due;
  // A moment that was past when it was set never had a schedule.
  const setAt = Math.max(
    ...[rule.timedAt, session.movedAt, session.createdAt].map((at) => Date.parse(at ?? '1970')),
  );
  return (
    session.cancelledAt === undefined &&
    due > setAt &&
    late > PATIENCE_MS &&
    late < latenessAllowed[rule.kind]
  );
}
