import type { ImportJob } from '../domain/import-job.ts';
import type { ImportRun } from '../domain/import-run.ts';
import { isMadeByImport, type Registration } from '../../registrations/domain/registration.ts';
import { fillErasedPlace, inErasedPlace } from '../../registrations/table/fill-erased-place.ts';
import { inLine } from '../../registrations/domain/line.ts';
import { putNewcomers } from '../../registrations/table/line-items.ts';
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
  run: Pick<ImportRun, 'importId' | 'run' | 'at'>;
  notify: boolean;
  /** Seats of the session; undefined where it has room for everybody. */
  capacity: number | undefined;
}

/**
 * Registers people in a session; where it has seats, they ask for one in the order of the file. A registration that exists
 * stays as it is, also a cancelled one. Somebody who was erased, and whose place in the session is still counted, gets that
 * place back. Answers the outcomes by line.
 */
export async function registerAll(
  table: Table,
  plan: RegisterPlan,
  attendees: RowToRegister[],
  known: ReadonlyMap<string, Registration>,
): Promise<Map<number, RowRegistrationOutcome>> {
  const { target, run } = plan;
  const fresh = attendees.filter((one) => !registrationStanding(one, known) && one.entry !== 'unaskable');
  const planned = fresh.map((one): RegistrationWrite => {
    const erased = known.get(one.participantId);
    const registration = newRegistration(plan, one);
    return erased ? inErasedPlace(erased, { registration }) : { registration };
  });
  const taken = await writeAll(table, planned);
  const overtaken = await registrationsIn(
    table,
    target.sessionId,
    taken.map((one) => one.participantId),
  );
  const lost = new Set(taken.map((one) => one.participantId));
  const written = planned.map(({ registration }) => registration);
  // Also those whom this block, or one of a run before, registered before its worker died: an entry again is the same entry, and
  // whoever left the line since has no place any more.
  const own = [...known.values(), ...overtaken.values()].filter(
    (one) => isMadeByImport(one, run.importId) && one.waitsSince === undefined,
  );
  await putNewcomers(table, [...written.filter((one) => !lost.has(one.participantId)), ...own]);
  return new Map(
    attendees.map((one) => {
      const found = registrationStanding(one, known) ?? overtaken.get(one.participantId);
      return [one.line, outcomeOf(one, found, run)];
    }),
  );
}

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

function newRegistration(plan: RegisterPlan, attendee: RowToRegister): Registration {
  const { participantId, email, locale, timeZone, line, entry } = attendee;
  const { eventId, sessionId } = plan.target;
  const { importId, run } = plan.run;
  const registration: Registration = {
    participantId,
    sessionId,
    eventId,
    email,
    status: entry === 'pending' ? 'pending' : 'registered',
    source: 'import',
    answers: {},
    timeZone,
    locale,
    createdAt: plan.run.at,
    linkEpoch: 1,
    mailRound: 1,
    importMark: { importId, line, ...(run > 0 && { run }) },
    ...(!plan.notify && { quiet: true }),
  };
  return inLine(registration, plan, line);
}
