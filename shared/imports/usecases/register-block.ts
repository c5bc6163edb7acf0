import type { ImportRun } from '../domain/import-run.ts';
import { ImportJob } from '../domain/import-job.ts';
import { isFinished } from '../../jobs/domain/job.ts';
import { getJob } from '../../jobs/table/job-items.ts';
import { returnSeats, reserveSeats } from '../../registrations/table/reserve-seats.ts';
import { seatAfter } from './end-import.ts';
import { rowsToRegister, withRegistrations } from './rows-to-register.ts';
import { needsSeat, registerAll, registrationsIn } from './import-registrations.ts';
import { JobLost } from '../../jobs/usecases/slice.ts';
import type { ImportContext } from './import-context.ts';
import type { AppliedRow } from './apply-row.ts';

type Target = NonNullable<ImportJob['target']>;

/** Registers the people of a block in the session that the import is for, if any; a block done again counts the same. */
export async function registerBlock(
  context: ImportContext,
  claimed: ImportJob,
  run: ImportRun,
  results: AppliedRow[],
): Promise<{ job: ImportJob; results: AppliedRow[] }> {
  const { target } = claimed;
  if (!target) return { job: claimed, results };
  const attendees = rowsToRegister(results, target);
  const known = await registrationsIn(
    context.table,
    target.sessionId,
    attendees.map((one) => one.participantId),
  );
  const wanted = attendees.filter(
    (one) => one.entry === 'registered' && needsSeat(one, known.get(one.participantId)),
  );
  const { job, seats } = await takeSeats(context, claimed, target, wanted.length);
  const notify = job.options?.notify !== false;
  const plan = { target, run, notify, seats };
  const { outcomes, seatsUsed } = await registerAll(context.table, plan, attendees, known);
  const told = withRegistrations(results, outcomes);
  const after = await giveBack(
    context,
    { ...job, registered: job.registered + told.registered },
    { sessionId: target.sessionId, seats: seats ?? 0, seatsUsed },
  );
  return { job: after, results: told.results };
}

/** Seats for a block, noted in the job; those that a dead worker had taken for it are used first. */
async function takeSeats(
  context: ImportContext,
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
  context: ImportContext,
  job: ImportJob,
  { sessionId, seats, seatsUsed }: { sessionId: string; seats: number; seatsUsed: number },
): Promise<ImportJob> {
  const left = seats - seatsUsed;
  if (left <= 0) return job;
  const saved = await returnSeats(context.table, { ...job, reservedSeats: seatsUsed }, sessionId, left);
  if (saved) return { ...saved, registered: job.registered };
  const now = await getJob(context.table, job.id, ImportJob);
  // Cancelled meanwhile: nobody comes after us who could give them back.
  if (now && isFinished(now) && now.reservedSeats !== undefined) {
    await returnSeats(context.table, { ...now, reservedSeats: undefined }, sessionId, left);
    await seatAfter(context.table, now, { sessionId });
  }
  throw new JobLost(job.id);
}
