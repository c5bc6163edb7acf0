import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import type { Event } from '../domain/event.ts';
import { newId } from '../../platform/values/ids.ts';
import { Refusal, type FieldError } from '../../platform/problems/refusal.ts';
import type { Session } from '../domain/session.ts';
import type { SessionDates, SessionDraft, SessionSeries } from '../domain/session-draft.ts';
import { listSessions, putSessions } from '../table/session-items.ts';
import { wantPlans } from '../table/wanted-plan-items.ts';
import { addWallPeriod } from '../../platform/time/add-wall-period.ts';
import { instantsOf, isWallTime, type WallTimeMatch } from '../../platform/time/wall-time.ts';
import { isTimeZone, zoneTableVersion } from '../../platform/time/zone-table.ts';
import { refuseZone } from './faults-of-draft.ts';
import type { PlanDeps } from './plan-event.ts';

const DEFAULT_MINUTES = 60;
const NEXT = 'P1W';

type Draft = SessionDraft & { field: string };

/** Plans sessions of an event; what a draft leaves out comes from the session before it, else from the event. */
export async function planSessions(
  deps: PlanDeps,
  event: Event,
  request: SessionDraft | SessionSeries | SessionDates,
): Promise<Session[]> {
  const sessions = await draftSessions(deps, event, request);
  const plans = sessions.map(({ id }) => ({ eventId: event.id, sessionId: id }));
  await wantPlans(deps.table, plans, new Date(deps.now()).toISOString());
  await putSessions(deps.table, sessions);
  return sessions;
}

/** The sessions that would be planned; nothing is written. Throws a `Refusal` that tells every fault of every date. */
export async function draftSessions(
  deps: PlanDeps,
  event: Event,
  request: SessionDraft | SessionSeries | SessionDates,
): Promise<Session[]> {
  if (event.kind === 'room')
    throw new Refusal('conflict', 'A room is always open and has no dates. Make a scheduled event for them.');
  let before = (await listSessions(deps.table, event.id, undefined, 1)).sessions[0];
  const sessions: Session[] = [];
  const errors: FieldError[] = [];
  for (const draft of draftsOf(request, before)) {
    const made = attempt(() => newSession(deps, event, draft, before));
    if ('errors' in made) errors.push(...made.errors);
    else {
      before = made.session;
      sessions.push(made.session);
    }
  }
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some dates need another look.', errors);
  return sessions;
}

/** Every date is tried, so that all that is wrong with a series is told at once. */
function attempt(make: () => Session): { session: Session } | { errors: FieldError[] } {
  try {
    return { session: make() };
  } catch (error) {
    if (error instanceof Refusal) return { errors: error.errors };
    throw error;
  }
}

function draftsOf(
  request: SessionDraft | SessionSeries | SessionDates,
  before: Session | undefined,
): Draft[] {
  if ('dates' in request)
    return request.dates.map((draft, index) => ({ ...draft, field: `dates.${index}.` }));
  if (!('first' in request)) return [{ ...request, field: '' }];
  const { first, count, every } = request;
  const start = first.startsAt ?? (before && addWallPeriod(before.startsAt, NEXT));
  if (start === undefined) throw startMissing('first.');
  if (!isWallTime(start)) return [{ ...first, startsAt: start, field: 'first.' }];
  // Each counted from the start: a monthly series on the 31st keeps the 31st where there is one.
  const dates = Array.from({ length: count }, (_, index) =>
    index === 0 ? start : addWallPeriod(start, times(every, index)),
  );
  return dates.map((startsAt, index) => ({
    ...first,
    startsAtUtc: index === 0 ? first.startsAtUtc : undefined,
    startsAt,
    // As if the dates had been listed one by one, which is the way to mend a single one of them.
    field: index === 0 ? 'first.' : `dates.${index}.`,
  }));
}

function times(period: string, factor: number): string {
  return period.replace(/\d+/, (amount) => String(Number(amount) * factor));
}

/** A session from a draft. Length, room, zone and time come from the one before where it leaves them out; a name and seats do not. */
export function newSession(deps: PlanDeps, event: Event, draft: Draft, before: Session | undefined): Session {
  const timeZone = draft.timeZone ?? before?.timeZone ?? event.timeZone;
  if (!isTimeZone(timeZone)) throw refuseZone(`${draft.field}timeZone`);
  const startsAt = draft.startsAt ?? (before && addWallPeriod(before.startsAt, NEXT));
  if (startsAt === undefined) throw startMissing(draft.field);
  const createdAt = new Date(deps.now()).toISOString();
  return {
    id: newId('ses', deps.now(), deps.random),
    eventId: event.id,
    name: draft.name ?? '',
    startsAt,
    timeZone,
    startsAtUtc: new Date(instantOf(startsAt, timeZone, draft)).toISOString(),
    zoneTable: zoneTableVersion,
    durationMinutes: draft.durationMinutes ?? before?.durationMinutes ?? DEFAULT_MINUTES,
    roomUrl: given(draft.roomUrl, before?.roomUrl),
    // Of another room it would be the wrong one.
    moderatorUrl: given(draft.moderatorUrl, draft.roomUrl === undefined ? before?.moderatorUrl : undefined),
    replayUrl: draft.replayUrl ?? undefined,
    capacity: draft.capacity ?? undefined,
    ...(typeof draft.capacity === 'number' && { limitedAt: createdAt }),
    createdAt,
    scheduleVersion: 0,
    linksVersion: 0,
    version: 1,
  };
}

/** The value that was given (null: none), or the default where none was given. */
export const given = <T>(said: T | null | undefined, stands: T | undefined): T | undefined =>
  said === undefined ? stands : (said ?? undefined);

function startMissing(prefix: string): Refusal {
  return new Refusal('invalid-input', 'The first session of an event needs a start.', [
    { field: `${prefix}startsAt`, code: 'required', message: 'Give a local time like 2027-03-21T10:00.' },
  ]);
}

/** The instant of a wall time. One that does not exist or comes twice is refused, with both choices. */
function instantOf(startsAt: string, timeZone: string, draft: Draft): number {
  const match: WallTimeMatch = isWallTime(startsAt) ? instantsOf(startsAt, timeZone) : { kind: 'outside' };
  const chosen = draft.startsAtUtc === undefined ? undefined : Date.parse(draft.startsAtUtc);
  if (match.kind === 'one' && (chosen === undefined || chosen === match.instant)) return match.instant;
  if (match.kind === 'two' && match.choices.some((choice) => choice.instant === chosen))
    return chosen ?? Number.NaN;
  throw new Refusal('invalid-input', 'The start of a session needs another look.', [
    { field: `${draft.field}startsAt`, ...objection(match, startsAt, timeZone) },
  ]);
}

function objection(
  match: WallTimeMatch,
  startsAt: string,
  timeZone: string,
): { code: FieldErrorCode; message: string } {
  const offer = (choices: readonly { wall: string; instant: number }[]) =>
    choices
      .map((choice) => `${choice.wall} (startsAtUtc ${new Date(choice.instant).toISOString()})`)
      .join(' or ');
  switch (match.kind) {
    case 'one':
      return {
        code: 'start-mismatch',
        message: `startsAtUtc is not the instant of ${startsAt} in ${timeZone}.`,
      };
    case 'none':
      return {
        code: 'time-does-not-exist',
        message: `${startsAt} does not exist in ${timeZone}: the clocks go forward. Choose ${offer(match.choices)}.`,
      };
    case 'two':
      return {
        code: 'time-exists-twice',
        message: `${startsAt} comes twice in ${timeZone}: the clocks go back. Choose ${offer(match.choices)}.`,
      };
    case 'outside':
      return {
        code: 'time-out-of-range',
        message: 'Sessions can be planned from 2020 to 2037, with a date that exists.',
      };
  }
}
