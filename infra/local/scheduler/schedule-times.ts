import { instantsOf } from '../../../shared/platform/time/wall-time.ts';
import { AwsError } from '../endpoint/aws-service.ts';
import type { Schedule } from './schedule.ts';

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Whether it runs again and again. */
export function isRecurring({ ScheduleExpression }: Schedule): boolean {
  return ScheduleExpression.startsWith('rate(');
}

/**
 * When it runs for the first time, in milliseconds since the epoch; undefined = never. Throws a ValidationException for
 * an expression that AWS refuses (among them a past `at()`), and for `cron()`, which only AWS runs.
 */
export function firstRun(schedule: Schedule, now: number): number | undefined {
  const at = isRecurring(schedule) ? recurringStart(schedule, now) : readAt(schedule);
  if (!isRecurring(schedule) && at < now) throw invalid(schedule, ': the time is in the past');
  if (schedule.State === 'DISABLED') return undefined;
  return isOver(schedule, at) ? undefined : at;
}

/** The run after one at `last`: the first that is still ahead. */
export function nextRun(schedule: Schedule, last: number, now: number): number | undefined {
  if (!isRecurring(schedule)) return undefined;
  const everyMs = readRate(schedule);
  const missed = Math.max(0, Math.floor((now - last) / everyMs));
  const next = last + (missed + 1) * everyMs;
  return isOver(schedule, next) ? undefined : next;
}

function recurringStart(schedule: Schedule, now: number): number {
  readRate(schedule);
  return Math.max(schedule.StartDate === undefined ? now : schedule.StartDate * 1000, now);
}

/** Start and end are for recurring schedules; AWS ignores them for others. */
function isOver(schedule: Schedule, at: number): boolean {
  return isRecurring(schedule) && schedule.EndDate !== undefined && at > schedule.EndDate * 1000;
}

function readRate(schedule: Schedule): number {
  const [, count, unit] = /^rate\(([1-9]\d*) (minute|hour|day)s?\)$/.exec(schedule.ScheduleExpression) ?? [];
  const size = unitMs[unit ?? ''];
  if (size === undefined) throw invalid(schedule);
  return Number(count) * size;
}

function readAt(schedule: Schedule): number {
  if (schedule.ScheduleExpression.startsWith('cron(')) {
    throw new AwsError('ValidationException', 'The local Scheduler runs at() and rate(), not cron().');
  }
  const [, wall, seconds] =
    /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d):([0-5]\d)\)$/.exec(schedule.ScheduleExpression) ?? [];
  if (wall === undefined) throw invalid(schedule);
  return instantOf(schedule, wall) + Number(seconds) * 1000;
}

/** AWS does not say what it does with a wall time that is skipped or comes twice: here the later and the first one. */
function instantOf(schedule: Schedule, wall: string): number {
  const zone = schedule.ScheduleExpressionTimezone;
  const utc = Date.parse(`${wall}:00Z`);
  if (Number.isNaN(utc) || !new Date(utc).toISOString().startsWith(wall)) throw invalid(schedule);
  if (zone === 'UTC') return utc;
  const found = readZone(schedule, wall, zone);
  if (found.kind === 'one') return found.instant;
  if (found.kind === 'outside') throw invalid(schedule);
  return found.choices[found.kind === 'none' ? 1 : 0].instant;
}

function readZone(schedule: Schedule, wall: string, zone: string): ReturnType<typeof instantsOf> {
  try {
    return instantsOf(wall, zone);
  } catch {
    throw new AwsError(
      'ValidationException',
      `Invalid Schedule Expression Timezone ${schedule.ScheduleExpressionTimezone}.`,
    );
  }
}

function invalid({ ScheduleExpression }: Schedule, reason = ''): AwsError {
  return new AwsError('ValidationException', `Invalid Schedule Expression ${ScheduleExpression}${reason}.`);
}
