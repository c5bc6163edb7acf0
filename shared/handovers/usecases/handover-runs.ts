import type { Participant } from '../../people/domain/participant.ts';
import { personIn, resolveIdentities } from '../../people/table/resolve-identity.ts';
import { INSERT_BATCH } from '../../platform/table/insert-new.ts';
import type { Table } from '../../platform/table/table.ts';
import { chunks } from '../../platform/values/chunks.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { formerRegistrations, type Registration } from '../../registrations/domain/registration.ts';
import type { HandoverJob } from '../domain/handover-job.ts';
import { handoverKind } from './handover-kind.ts';
import { runWork, wasRegisteredAt, type RunDeps } from '../../rules/usecases/run-rule.ts';
import { mayBeHandedOver } from '../domain/delivery.ts';
import { insertDeliveries, findDelivered } from '../table/delivery-items.ts';
import { newDelivery, readHandoverSubject } from './hand-over-body.ts';

const AT_ONCE = 8;

/** Makes a delivery for each person who was registered when the hand-over was due. */
export const handoverRuns = runWork(handoverKind, (deps: RunDeps, job) => ({
  sessionId: job.fire.sessionId,
  isMeant: wasRegisteredAt(job.fire.dueAt),
  act: (chosen) => handOver(deps, job, chosen),
}));

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

/** People whom this run handed over before they were merged: their registration comes again under the survivor. */
function handedOverBefore(
  table: Table,
  job: HandoverJob,
  meant: { registration: Registration; person: Participant }[],
): Promise<Set<string>> {
  const former = meant.flatMap(({ registration, person }) =>
    namesOf(registration).filter((name) => name !== person.id),
  );
  return findDelivered(table, job.id, [...new Set(former)]);
}

/** The person of a registration, and the former persons of those merged into it. */
function namesOf(registration: Registration): string[] {
  return [registration, ...formerRegistrations(registration)].map(({ participantId }) => participantId);
}
