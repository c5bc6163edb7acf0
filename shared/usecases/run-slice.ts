import { registeredSince, type Registration } from '../domain/registration.ts';
import type { HandoverJob, ReminderJob } from '../domain/run-job.ts';
import type { Queue } from '../queue/send-messages.ts';
import { sendMessages } from '../queue/send-messages.ts';
import { insertDeliveries } from '../table/delivery-items.ts';
import { INSERT_BATCH } from '../table/insert-new.ts';
import { getParticipants } from '../table/participant-items.ts';
import { listRegistrations } from '../table/registration-items.ts';
import type { Table } from '../table/table.ts';
import { newDelivery, readHandoverSubject } from './hand-over-body.ts';
import { inParallel } from './in-parallel.ts';
import { jobSlice, type Slice, type SliceOutcome, type Worker } from './job-slice.ts';
import type { ReminderMessage } from './send-reminders.ts';

export interface RunDeps {
  table: Table;
  schedules: Queue;
  bulk: Queue;
  now: () => number;
}

/** Registrations read between two checkpoints. */
const PAGE = 500;
/** Registrations in one message: a function sends them within its time, also when SES is slow. */
const REMINDERS_PER_MESSAGE = 25;
const AT_ONCE = 8;

/** Walks the registrations of a session for a reminder or a hand-over, for one slice. */
export async function runSlice(deps: RunDeps, jobId: string, worker: Worker): Promise<SliceOutcome> {
  return jobSlice({ ...deps, continueOn: deps.schedules }, jobId, worker, async (slice, job) => {
    if (job.kind === 'reminder') return walk(deps, slice, job, (chosen) => remind(deps, job, chosen));
    if (job.kind === 'handover') return walk(deps, slice, job, (chosen) => handOver(deps, job, chosen));
    throw new Error(`A job of kind ${job.kind} came to the queue of runs.`);
  });
}

async function walk<J extends ReminderJob | HandoverJob>(
  deps: RunDeps,
  slice: Slice,
  claimed: J,
  act: (chosen: Registration[]) => Promise<void>,
): Promise<J> {
  let job = claimed;
  for (;;) {
    const { registrations, next } = await listRegistrations(deps.table, job.fire.sessionId, job.cursor, PAGE);
    const chosen = registrations.filter((registration) => isMeant(registration, job.fire.dueAt));
    await act(chosen);
    const counts = {
      looked: job.counts.looked + registrations.length,
      chosen: job.counts.chosen + chosen.length,
    };
    if (!next) {
      return slice.checkpoint({
        ...job,
        counts,
        status: 'done',
        finishedAt: new Date(deps.now()).toISOString(),
      });
    }
    job = await slice.checkpoint({ ...job, counts, cursor: next });
    if (!slice.mayGoOn()) return job;
  }
}

/** Who was registered when the moment came. Who came later has just had a confirmation. */
function isMeant(registration: Registration, due: string): boolean {
  return registration.status === 'registered' && registeredSince(registration) <= due;
}

async function remind(deps: RunDeps, job: ReminderJob, chosen: Registration[]): Promise<void> {
  const messages: ReminderMessage[] = chunks(chosen, REMINDERS_PER_MESSAGE).map((some) => ({
    fire: job.fire,
    participantIds: some.map((registration) => registration.participantId),
  }));
  const unsent = await sendMessages(deps.bulk, messages);
  if (unsent.size > 0) throw new Error(`${unsent.size} messages of a reminder could not be queued.`);
}

async function handOver(deps: RunDeps, job: HandoverJob, chosen: Registration[]): Promise<void> {
  const subject = await readHandoverSubject(deps.table, job);
  const people = await getParticipants(
    deps.table,
    chosen.map((registration) => registration.participantId),
  );
  const deliveries = chosen.map((registration) =>
    newDelivery(job, subject, registration, people.get(registration.participantId), deps.now()),
  );
  await inParallel(chunks(deliveries, INSERT_BATCH), AT_ONCE, (batch) => insertDeliveries(deps.table, batch));
}

function chunks<T>(list: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
