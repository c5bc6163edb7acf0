import * as z from 'zod';
import { countChange, Registration } from '../domain/registration.ts';
import { sendMessages, type Queue } from '../queue/send-messages.ts';
import { applyCounts, type CountRecord } from '../table/count-items.ts';
import { shardOfPartition } from '../table/keys.ts';
import type { Table } from '../table/table.ts';
import type { ConfirmationMessage } from './send-confirmation.ts';
import type { JobMessage } from './run-job.ts';

export interface DispatchDeps {
  table: Table;
  confirmations: Queue;
  jobs: Queue;
}

/** One change of the table, as the stream tells it. */
export interface TableChange {
  sequence: string;
  before?: Record<string, unknown> | undefined;
  after?: Record<string, unknown> | undefined;
}

interface Consequences {
  sequence: string;
  counts: CountRecord[];
  confirmations: ConfirmationMessage[];
  jobs: JobMessage[];
}

/**
 * Applies counts and puts messages on queues; does no work itself. Changes come in order per item, and may come again.
 * Answers the sequence numbers of the changes that failed and must come again.
 */
export async function dispatchChanges(deps: DispatchDeps, changes: TableChange[]): Promise<string[]> {
  const failed = new Set<string>();
  const consequences = changes.flatMap((change) => {
    try {
      return [consequencesOf(change)];
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      failed.add(change.sequence);
      return [];
    }
  });
  const failures = await Promise.all([
    countAll(deps, consequences),
    sendAll(deps.confirmations, consequences, (one) => one.confirmations),
    sendAll(deps.jobs, consequences, (one) => one.jobs),
  ]);
  return [...failed, ...failures.flat()];
}

const Entity = z.object({ entity: z.string() });
const JobImage = z.object({ id: z.string() });
const RegistrationImage = Registration.extend({ pk: z.string() });

function consequencesOf(change: TableChange): Consequences {
  const nothing: Consequences = { sequence: change.sequence, counts: [], confirmations: [], jobs: [] };
  const { entity } = Entity.parse(change.after ?? change.before);
  if (entity === 'job' && !change.before)
    return { ...nothing, jobs: [{ jobId: JobImage.parse(change.after).id }] };
  if (entity !== 'registration') return nothing;
  const before = change.before && RegistrationImage.parse(change.before);
  const after = change.after && RegistrationImage.parse(change.after);
  return {
    ...nothing,
    counts: countsOf(change.sequence, before, after),
    confirmations: confirmationsOf(before, after),
  };
}

type RegistrationImage = z.infer<typeof RegistrationImage>;

function countsOf(sequence: string, before?: RegistrationImage, after?: RegistrationImage): CountRecord[] {
  const image = after ?? before;
  const change = countChange(before?.status, after?.status);
  if (!image || (change.registered === 0 && change.waitlisted === 0)) return [];
  return [{ sessionId: image.sessionId, shard: shardOfPartition(image.pk), sequence, ...change }];
}

/** A mail is due when somebody becomes registered or has to confirm; not when anything else changes. */
function confirmationsOf(before?: RegistrationImage, after?: RegistrationImage): ConfirmationMessage[] {
  if (!after || (after.status === before?.status && after.round === before.round)) return [];
  const { sessionId, participantId, round } = after;
  if (after.status === 'registered') return [{ kind: 'confirmation', sessionId, participantId, round }];
  if (after.status === 'waitlisted') return [{ kind: 'waitlist', sessionId, participantId, round }];
  if (after.status === 'pending') return [{ kind: 'confirm-request', sessionId, participantId, round }];
  return [];
}

async function countAll(deps: DispatchDeps, consequences: Consequences[]): Promise<string[]> {
  const records = consequences.flatMap((one) => one.counts);
  const groups = Map.groupBy(records, (record) => `${record.sessionId}#${record.shard}`);
  const results = await Promise.allSettled(
    [...groups.values()].map((group) => applyCounts(deps.table, group)),
  );
  return [...groups.values()].flatMap((group, index) =>
    results[index]?.status === 'rejected' ? group.map((record) => record.sequence) : [],
  );
}

async function sendAll<M>(
  queue: Queue,
  consequences: Consequences[],
  pick: (one: Consequences) => M[],
): Promise<string[]> {
  const messages = consequences.flatMap((one) =>
    pick(one).map((message) => ({ message, sequence: one.sequence })),
  );
  if (messages.length === 0) return [];
  try {
    const unsent = await sendMessages(
      queue,
      messages.map((entry) => entry.message),
    );
    return messages.flatMap((entry, index) => (unsent.has(index) ? [entry.sequence] : []));
  } catch {
    return messages.map((entry) => entry.sequence);
  }
}
