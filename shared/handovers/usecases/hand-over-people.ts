import * as z from 'zod';
import type { BulkActionKind } from '../../bulk/usecases/bulk-action.ts';
import type { BulkJob, BulkVerdict } from '../../bulk/domain/bulk-job.ts';
import { mayBeHandedOver, type NewDelivery } from '../domain/delivery.ts';
import { handOverParticipant } from '../domain/hand-over-participant.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { participantStatus } from '../../people/domain/wish.ts';
import { insertDeliveries } from '../table/delivery-items.ts';
import { INSERT_BATCH } from '../../platform/table/insert-new.ts';
import { chunks } from '../../platform/values/chunks.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import type { BulkReader, BulkActionWork } from '../../bulk/usecases/bulk-action-work.ts';
import { skipped } from '../../bulk/usecases/change-people.ts';

/** The request of a bulk hand-over; the secret is stored where only deliveries read it. */
export const HandOver = z.strictObject({
  type: z.literal('hand-over'),
  url: z.string().max(2000),
  secret: z.string().optional(),
});

/** Posts people to an address. */
export const handOverAction: BulkActionKind<z.infer<typeof HandOver>> = {
  schema: HandOver,
  permission: 'people:hand-over',
  open: openHandOver,
};

const AT_ONCE = 4;

/** Makes a delivery of each person to the action's address; posting, retries and redriving are those of every delivery. */
function openHandOver(reader: BulkReader, job: BulkJob): Promise<BulkActionWork> {
  const verdict = (person: Participant): BulkVerdict =>
    mayBeHandedOver(person) ? { outcome: 'changed' } : skipped(participantStatus(person));
  return Promise.resolve({
    dryRun: (people) => Promise.resolve(people.map(verdict)),
    // A delivery that is there already stays as it is.
    apply: async ({ table }, people) => {
      const deliveries = people
        .filter((person) => mayBeHandedOver(person))
        .map((person) => newDelivery(job, person, reader.now()));
      await inParallel(chunks(deliveries, INSERT_BATCH), AT_ONCE, (batch) => insertDeliveries(table, batch));
      return people.map(verdict);
    },
  });
}

function newDelivery(job: BulkJob, person: Participant, nowMs: number): NewDelivery {
  const createdAt = new Date(nowMs).toISOString();
  return {
    runId: job.id,
    participantId: person.id,
    status: 'pending',
    attempts: 0,
    round: 1,
    body: JSON.stringify(bodyOf(job, person)),
    nextAttemptAt: createdAt,
    createdAt,
    log: [],
  };
}

/** `{type, timestamp, data}` as Standard Webhooks asks for. */
function bodyOf(job: BulkJob, person: Participant) {
  return {
    type: 'participant.handed_over',
    timestamp: job.createdAt,
    data: { runId: job.id, participant: handOverParticipant(person) },
  };
}
