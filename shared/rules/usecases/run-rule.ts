import { mayBeHandedOver } from '../../handovers/domain/delivery.ts';
import type { Fire } from '../domain/fire.ts';
import type { Participant } from '../../people/domain/participant.ts';
import {
  formerRegistrations,
  isSomebodys,
  registeredSince,
  type Registration,
} from '../../registrations/domain/registration.ts';
import type { HandoverJob, RuleRun } from '../domain/rule-run.ts';
import type { SessionChange } from '../../events/domain/session-change.ts';
import { sendMessages, type Queue } from '../../platform/queue/send-messages.ts';
import { insertDeliveries, whoHasDelivery } from '../../handovers/table/delivery-items.ts';
import { INSERT_BATCH } from '../../platform/table/insert-new.ts';
import { listRegistrations } from '../../registrations/table/registration-items.ts';
import { personIn, resolveIdentities } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import { chunks } from '../../platform/values/chunks.ts';
import { newDelivery, readHandoverSubject } from '../../handovers/usecases/hand-over-body.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { jobSlice, type Slice, type SliceOutcome, type Worker } from '../../jobs/usecases/job-slice.ts';

export interface RunDeps {
  table: Table;
  schedules: Queue;
  bulk: Queue;
  now: () => number;
}

/** Registrations read between two checkpoints. */
const PAGE = 500;
/** Mails in one message: a function sends them within its time, also when SES is slow. */
const MAILS_PER_MESSAGE = 25;
const AT_ONCE = 8;

/** Walks the registrations of a session for a reminder, a hand-over or news, for one slice. */
export async function runRule(deps: RunDeps, jobId: string, worker: Worker): Promise<SliceOutcome> {
  return jobSlice({ ...deps, continueOn: deps.schedules }, jobId, worker, async (slice, job) => {
    switch (job.kind) {
      case 'reminder':
        return walk(deps, slice, job, {
          sessionId: job.fire.sessionId,
          isMeant: wasRegisteredAt(job.fire.dueAt),
          act: (chosen) => queueMails(deps, chosen, { fire: job.fire }),
        });
      case 'handover':
        return walk(deps, slice, job, {
          sessionId: job.fire.sessionId,
          isMeant: wasRegisteredAt(job.fire.dueAt),
          act: (chosen) => handOver(deps, job, chosen),
        });
      case 'news':
        return walk(deps, slice, job, {
          sessionId: job.news.sessionId,
          isMeant: (registration) => registration.status === 'registered',
          act: (chosen) => queueMails(deps, chosen, { news: job.news }),
        });
      case 'import':
      case 'export':
      case 'bulk':
      case 'merge':
      case 'doubles':
        throw new Error(`A job of kind ${job.kind} came to the queue of runs.`);
    }
  });
}

interface Round {
  sessionId: string;
  isMeant: (registration: Registration) => boolean;
  /** Answers for how many of them something was done. */
  act: (chosen: Registration[]) => Promise<number>;
}

async function walk<J extends RuleRun>(deps: RunDeps, slice: Slice, claimed: J, round: Round): Promise<J> {
  let job = claimed;
  for (;;) {
    const { registrations, next } = await listRegistrations(deps.table, round.sessionId, job.cursor, PAGE);
    const chosen = await round.act(registrations.filter((one) => isSomebodys(one) && round.isMeant(one)));
    const counts = {
      ...job.counts,
      looked: job.counts.looked + registrations.length,
      chosen: job.counts.chosen + chosen,
    };
    if (!next) {
      const finishedAt = new Date(deps.now()).toISOString();
      return slice.checkpoint({ ...job, counts, status: 'done', finishedAt });
    }
    job = await slice.checkpoint({ ...job, counts, cursor: next });
    if (!slice.mayGoOn()) return job;
  }
}

/** Who was registered when the moment came. Who came later has just had a confirmation. */
function wasRegisteredAt(due: string): (registration: Registration) => boolean {
  return (registration) => registration.status === 'registered' && registeredSince(registration) <= due;
}

async function queueMails(
  deps: RunDeps,
  chosen: Registration[],
  about: { fire: Fire } | { news: SessionChange },
): Promise<number> {
  const messages = chunks(chosen, MAILS_PER_MESSAGE).map((some) => ({
    ...about,
    participantIds: some.map((registration) => registration.participantId),
  }));
  const unsent = await sendMessages(deps.bulk, messages);
  if (unsent.size > 0) throw new Error(`${unsent.size} messages to the bulk queue were not taken.`);
  return chosen.length;
}

async function handOver(deps: RunDeps, job: HandoverJob, chosen: Registration[]): Promise<number> {
  const subject = await readHandoverSubject(deps.table, job);
  const people = await resolveIdentities(
    deps.table,
    chosen.map((registration) => registration.participantId),
  );
  const meant = chosen.flatMap((registration) => {
    const person = personIn(people.get(registration.participantId));
    return mayBeHandedOver(person) ? [{ registration, person }] : [];
  });
  const before = await handedOverBefore(deps.table, job, meant);
  const deliveries = new Map(
    meant
      .filter(({ registration }) => !namesOf(registration).some((name) => before.has(name)))
      .map(({ registration, person }) => [
        person.id,
        newDelivery(job, subject, registration, person, deps.now()),
      ]),
  );
  const batches = chunks([...deliveries.values()], INSERT_BATCH);
  await inParallel(batches, AT_ONCE, (batch) => insertDeliveries(deps.table, batch));
  return deliveries.size;
}

/** Who was handed over by this run as somebody of their own, and is merged since: their registration comes by again. */
function handedOverBefore(
  table: Table,
  job: HandoverJob,
  meant: { registration: Registration; person: Participant }[],
): Promise<Set<string>> {
  const former = meant.flatMap(({ registration, person }) =>
    namesOf(registration).filter((name) => name !== person.id),
  );
  return whoHasDelivery(table, job.id, [...new Set(former)]);
}

/** Whose a registration is, and whose were those that became part of it. */
function namesOf(registration: Registration): string[] {
  return [registration, ...formerRegistrations(registration)].map(({ participantId }) => participantId);
}
