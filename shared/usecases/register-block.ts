import type { ImportRun } from '../domain/import-change.ts';
import type { ImportJob } from '../domain/import-job.ts';
import { isFinished } from '../domain/job.ts';
import { hasOptedOut, isUnreachable, mustConfirm } from '../domain/wish.ts';
import { getJob } from '../table/job-items.ts';
import { returnSeats, reserveSeats } from '../table/reserve-seats.ts';
import { needsSeat, registerAll, registrationsIn, type Attendee } from './import-registrations.ts';
import { JobLost } from './job-slice.ts';
import type { SliceContext } from './run-job.ts';
import type { SettledRow } from './settle-row.ts';

type Target = NonNullable<ImportJob['target']>;

const cancelled = {
  code: 'registration-cancelled',
  message: 'This person cancelled their registration in the session; an import does not bring it back.',
};

const unaskable = {
  code: 'cannot-be-asked',
  message:
    'The event asks everybody to confirm, and this person cannot be asked: no address that takes mail, or no wish for it. Name in a column when they consented, or let them register themselves.',
};

/**
 * Registers the people of a block in the session that the import is for, if any. An unchanged person who gets a
 * registration counts as updated; also when the block is done again.
 */
export async function registerBlock(
  context: SliceContext,
  claimed: ImportJob,
  run: ImportRun,
  results: SettledRow[],
): Promise<{ job: ImportJob; results: SettledRow[] }> {
  const { target } = claimed;
  if (!target) return { job: claimed, results };
  const attendees = attendeesOf(results, target);
  const known = await registrationsIn(
    context.table,
    target.sessionId,
    attendees.map((one) => one.participantId),
  );
  const wanted = attendees.filter(
    (one) => one.entry === 'registered' && needsSeat(known.get(one.participantId)),
  );
  const { job, seats } = await takeSeats(context, claimed, target, wanted.length);
  const notify = job.options?.notify !== false;
  const plan = { target, run, notify, seats };
  const { outcomes, seatsUsed } = await registerAll(context.table, plan, attendees, known);
  const registered = [...outcomes.values()].filter((outcome) => outcome === 'registered').length;
  const after = await giveBack(
    context,
    { ...job, registered: job.registered + registered },
    { sessionId: target.sessionId, seats: seats ?? 0, seatsUsed },
  );
  return {
    job: after,
    results: results.map((result) => {
      const outcome = outcomes.get(result.row.line);
      if (outcome === 'cancelled') return { ...result, why: cancelled };
      if (outcome === 'unaskable') return { ...result, why: unaskable };
      return outcome === 'registered' && result.outcome === 'unchanged'
        ? { ...result, outcome: 'updated' }
        : result;
    }),
  };
}

/** Whoever the file is about, once each: not those who were left alone. */
function attendeesOf(results: SettledRow[], target: Target): Attendee[] {
  const attendees = new Map<string, Attendee>();
  const inOrder = results.toSorted((a, b) => a.row.line - b.row.line);
  for (const result of inOrder) {
    const { participantId, person, row, outcome } = result;
    if (outcome === 'skipped' || outcome === 'failed' || attendees.has(participantId)) continue;
    const { locale, timeZone } = row.details;
    attendees.set(participantId, {
      line: row.line,
      participantId,
      email: person?.email,
      locale: locale ?? person?.locale,
      timeZone: timeZone ?? person?.timeZone,
      entry: entryOf(result, target),
    });
  }
  return [...attendees.values()];
}

/** An event with double opt-in takes the consent that a row tells, or asks for it as the form does. */
function entryOf({ row, person }: SettledRow, { eventId, doubleOptIn = false }: Target): Attendee['entry'] {
  if (!doubleOptIn || row.consent?.at !== undefined) return 'registered';
  const isAskable =
    person?.email !== undefined &&
    row.lowers === undefined &&
    !isUnreachable(person) &&
    !hasOptedOut(person, eventId);
  if (!isAskable) return 'unaskable';
  return mustConfirm(person, { id: eventId, doubleOptIn }) ? 'pending' : 'registered';
}

/** Seats for a block, noted in the job; those that a dead worker had taken for it are used first. */
async function takeSeats(
  context: SliceContext,
  job: ImportJob,
  target: Target,
  wanted: number,
): Promise<{ job: ImportJob; seats: number | undefined }> {
  const { capacity, sessionId } = target;
  if (capacity === undefined) return { job, seats: undefined };
  if (job.reservedSeats !== undefined) return { job, seats: job.reservedSeats };
  const reserved = await reserveSeats(context.table, job, { sessionId, capacity, wanted }, (got) => ({
    ...job,
    reservedSeats: got,
  }));
  if (!reserved) throw new JobLost(job.id);
  return { job: reserved.job, seats: reserved.got };
}

/**
 * Gives back the seats that nobody of the block needed, in one step with the note of how many are left: a worker that dies
 * before the cursor moves does not give them back twice.
 */
async function giveBack(
  context: SliceContext,
  job: ImportJob,
  { sessionId, seats, seatsUsed }: { sessionId: string; seats: number; seatsUsed: number },
): Promise<ImportJob> {
  const left = seats - seatsUsed;
  if (left <= 0) return job;
  const saved = await returnSeats(context.table, { ...job, reservedSeats: seatsUsed }, sessionId, left);
  if (saved) return { ...saved, registered: job.registered };
  const now = await getJob(context.table, job.id);
  // Cancelled meanwhile: nobody comes after us who could give them back.
  if (now?.kind === 'import' && isFinished(now) && now.reservedSeats !== undefined)
    await returnSeats(context.table, { ...now, reservedSeats: undefined }, sessionId, left);
  throw new JobLost(job.id);
}
