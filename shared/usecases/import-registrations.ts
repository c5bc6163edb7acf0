import type { ImportJob } from '../domain/import-job.ts';
import type { ImportRun } from '../domain/import-change.ts';
import type { Registration } from '../domain/registration.ts';
import { INSERT_BATCH } from '../table/insert-new.ts';
import { insertRegistrations } from '../table/insert-registrations.ts';
import { getRegistrations } from '../table/registration-items.ts';
import type { Table } from '../table/table.ts';
import { chunks } from './chunks.ts';
import { inParallel } from './in-parallel.ts';

/** Somebody whom a row registers. */
export interface Attendee {
  line: number;
  participantId: string;
  email: string | undefined;
  locale?: Registration['locale'];
  timeZone?: string | undefined;
  /** `unaskable`: the event asks everybody to confirm, and this one may not be asked. */
  entry: 'registered' | 'pending' | 'unaskable';
}

/** `registered` also when this very row did it before its worker died, and for who has to confirm. */
type AttendeeOutcome = 'registered' | 'there-before' | 'cancelled' | 'unaskable';

const AT_ONCE = 16;

interface RegisterPlan {
  target: NonNullable<ImportJob['target']>;
  run: ImportRun;
  notify: boolean;
  /** Seats held for these people; undefined where the session has room for everybody. */
  seats: number | undefined;
}

/**
 * Registers people in a session, who is first in the file first; beyond the seats that are held they go to the waiting
 * list. Whoever has a registration keeps it as it is, and who cancelled is not brought back. Answers by line, and how many
 * of the seats were taken.
 */
export async function registerAll(
  table: Table,
  plan: RegisterPlan,
  attendees: Attendee[],
  known: ReadonlyMap<string, Registration>,
): Promise<{ outcomes: Map<number, AttendeeOutcome>; seatsUsed: number }> {
  const { target, run } = plan;
  const outcomes = new Map<number, AttendeeOutcome>();
  const fresh = attendees.filter((one) => !known.has(one.participantId) && one.entry !== 'unaskable');
  // Seats of this block that a worker gave away before it died. Who cancelled since has given theirs back already.
  let seatsUsed = [...known.values()].filter(
    (one) =>
      isOf(one, run) &&
      (one.importMark?.run ?? 0) === run.run &&
      one.importMark?.seat === true &&
      inBlock(one, attendees),
  ).length;
  let seatsLeft = (plan.seats ?? Infinity) - seatsUsed;
  const planned = fresh.map((one) => {
    if (one.entry === 'registered') seatsLeft -= 1;
    return newRegistration(plan, one, seatsLeft >= 0);
  });
  const taken: Registration[] = [];
  await inParallel(chunks(planned, INSERT_BATCH), AT_ONCE, async (batch) => {
    taken.push(...(await insertRegistrations(table, batch)));
  });
  const overtaken = await registrationsIn(
    table,
    target.sessionId,
    taken.map((one) => one.participantId),
  );
  const lost = new Set(taken.map((one) => one.participantId));
  seatsUsed += planned.filter((one) => one.seat && !lost.has(one.participantId)).length;
  for (const one of attendees) {
    const found = known.get(one.participantId) ?? overtaken.get(one.participantId);
    const missing = one.entry === 'unaskable' ? one.entry : 'registered';
    outcomes.set(one.line, found ? outcomeOf(found, one, run) : missing);
  }
  return { outcomes, seatsUsed };
}

/** Registrations that these people have in a session, by participant. */
export async function registrationsIn(
  table: Table,
  sessionId: string,
  participantIds: string[],
): Promise<Map<string, Registration>> {
  const found = await getRegistrations(
    table,
    participantIds.map((participantId) => ({ sessionId, participantId })),
  );
  return new Map(found.map((one) => [one.participantId, one]));
}

const isOf = ({ importMark }: Registration, run: ImportRun): boolean => importMark?.importId === run.importId;

const inBlock = ({ importMark }: Registration, attendees: Attendee[]): boolean =>
  attendees.some((one) => one.line === importMark?.line);

function outcomeOf(found: Registration, { line }: Attendee, run: ImportRun): AttendeeOutcome {
  if (isOf(found, run) && found.importMark?.line === line) return 'registered';
  return found.status === 'cancelled' ? 'cancelled' : 'there-before';
}

function newRegistration(plan: RegisterPlan, attendee: Attendee, hasRoom: boolean): Registration {
  const { participantId, email, locale, timeZone, line, entry } = attendee;
  const { eventId, sessionId } = plan.target;
  const { importId, run } = plan.run;
  // Who has still to confirm takes a seat then.
  const isPending = entry === 'pending';
  const seat = hasRoom && !isPending && plan.seats !== undefined && { seat: true };
  return {
    participantId,
    sessionId,
    eventId,
    email,
    status: isPending ? 'pending' : hasRoom ? 'registered' : 'waitlisted',
    source: 'import',
    answers: {},
    timeZone,
    locale,
    createdAt: plan.run.at,
    epoch: 1,
    round: 1,
    ...seat,
    importMark: { importId, line, ...(run > 0 && { run }), ...seat },
    ...(!plan.notify && { quiet: true }),
  };
}
