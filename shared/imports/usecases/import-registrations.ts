import type { ImportJob } from '../domain/import-job.ts';
import type { ImportRun } from '../domain/import-run.ts';
import { isMadeByImport, belongsTo, type Registration } from '../../registrations/domain/registration.ts';
import {
  fillErasedPlace,
  inErasedPlace,
  isPlaceCounted,
} from '../../registrations/table/fill-erased-place.ts';
import { INSERT_BATCH } from '../../platform/table/insert-new.ts';
import { insertRegistrations } from '../../registrations/table/insert-registrations.ts';
import { getRegistrations } from '../../registrations/table/registration-items.ts';
import type { Table } from '../../platform/table/table.ts';
import type { RegistrationWrite } from '../../registrations/table/write-registrations.ts';
import {
  outcomeOf,
  registrationStanding,
  type RowToRegister,
  type RowRegistrationOutcome,
} from './rows-to-register.ts';
import { chunks } from '../../platform/values/chunks.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';

const AT_ONCE = 16;

interface RegisterPlan {
  target: NonNullable<ImportJob['target']>;
  run: ImportRun;
  notify: boolean;
  /** Seats held for these people; undefined where the session has room for everybody. */
  seats: number | undefined;
}

/**
 * Registers people in a session in the order of the file; when the seats that are held for them are used up, they go to the
 * waiting list. A registration that exists stays as it is, also a cancelled one. Somebody who was erased, and whose place in
 * the session is still counted, gets that place back. Answers the outcomes by line, and how many of the seats were taken.
 */
export async function registerAll(
  table: Table,
  plan: RegisterPlan,
  attendees: RowToRegister[],
  known: ReadonlyMap<string, Registration>,
): Promise<{ outcomes: Map<number, RowRegistrationOutcome>; seatsUsed: number }> {
  const { target, run } = plan;
  const outcomes = new Map<number, RowRegistrationOutcome>();
  const fresh = attendees.filter((one) => !registrationStanding(one, known) && one.entry !== 'unaskable');
  const lines = new Set(attendees.map(({ line }) => line));
  // Seats of this block that were given away before: a worker died, or an answer was lost. Who cancelled since has given
  // theirs back already.
  const isGivenSeat = (one: Registration) =>
    isMadeByImport(one, run.importId) &&
    (one.importMark?.run ?? 0) === run.run &&
    one.importMark?.seat === true &&
    lines.has(one.importMark.line);
  let seatsLeft = (plan.seats ?? Infinity) - [...known.values()].filter(isGivenSeat).length;
  const planned = fresh.map((one): RegistrationWrite => {
    const erased = known.get(one.participantId);
    const takesSeat = needsSeat(one, erased);
    if (one.entry === 'registered' && takesSeat) seatsLeft -= 1;
    const registration = takesSeat
      ? newRegistration(plan, one, seatsLeft >= 0)
      : newRegistration({ ...plan, seats: undefined }, one, true);
    return erased ? inErasedPlace(erased, { registration }) : { registration };
  });
  const taken = await writeAll(table, planned);
  const overtaken = await registrationsIn(
    table,
    target.sessionId,
    taken.map((one) => one.participantId),
  );
  const lost = new Set(taken.map((one) => one.participantId));
  const written = planned
    .map(({ registration }) => registration)
    .filter((one) => !lost.has(one.participantId));
  const seatsUsed = [...known.values(), ...overtaken.values(), ...written].filter(isGivenSeat).length;
  for (const one of attendees) {
    const found = registrationStanding(one, known) ?? overtaken.get(one.participantId);
    outcomes.set(one.line, outcomeOf(one, found, run));
  }
  return { outcomes, seatsUsed };
}

/** Whether a seat has to be found for somebody, by what stands for them in the session. */
export const needsSeat = (attendee: RowToRegister, found: Registration | undefined): boolean =>
  !found || (!belongsTo(found, attendee) && !isPlaceCounted(found));

/** Writes them all; answers those that somebody was quicker with. */
async function writeAll(table: Table, planned: RegistrationWrite[]): Promise<Registration[]> {
  const taken: Registration[] = [];
  const isNew = ({ replaces }: RegistrationWrite) => replaces === undefined;
  const inserts = planned.filter(isNew).map(({ registration }) => registration);
  await inParallel(chunks(inserts, INSERT_BATCH), AT_ONCE, async (batch) => {
    taken.push(...(await insertRegistrations(table, batch)));
  });
  const fills = planned.filter((write) => !isNew(write));
  await inParallel(fills, AT_ONCE, async (write) => {
    if (!(await fillErasedPlace(table, write))) taken.push(write.registration);
  });
  return taken;
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

function newRegistration(plan: RegisterPlan, attendee: RowToRegister, hasRoom: boolean): Registration {
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
    linkEpoch: 1,
    mailRound: 1,
    ...seat,
    importMark: { importId, line, ...(run > 0 && { run }), ...seat },
    ...(!plan.notify && { quiet: true }),
  };
}
