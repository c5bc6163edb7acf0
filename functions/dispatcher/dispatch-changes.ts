import * as z from 'zod';
import { log } from '../../shared/platform/runtime/log.ts';
import { sendMessages, type Queue } from '../../shared/platform/queue/send-messages.ts';
import { recordAudit } from '../../shared/history/table/audit-items.ts';
import { applyCounts } from '../../shared/platform/table/count-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { TableChange } from '../../shared/platform/table/read-change.ts';
import { reactionsTo, type Reactions } from './reactions.ts';

const queueNames = ['confirmations', 'bulk', 'jobs', 'schedules', 'deliveries'] as const;

export type DispatchDeps = { table: Table } & Record<(typeof queueNames)[number], Queue>;

type Sequenced = Reactions & { sequence: string };

/**
 * Applies counts, keeps the log and puts messages on queues; does no work itself. Changes come in order per item, and may
 * come again. Answers the sequence numbers of the changes that failed and must come again.
 */
export async function dispatchChanges(deps: DispatchDeps, changes: TableChange[]): Promise<string[]> {
  const failed = new Set<string>();
  const reactions = changes.flatMap((change): Sequenced[] => {
    try {
      return [{ sequence: change.sequence, ...reactionsTo(change) }];
    } catch (error) {
      // Whatever it is, it is this change’s alone: the others of the batch are followed.
      if (!(error instanceof z.ZodError))
        log.error('a change cannot be followed', error, { sequence: change.sequence });
      failed.add(change.sequence);
      return [];
    }
  });
  const failures = await Promise.all([
    countAll(deps, reactions),
    auditAll(deps, reactions),
    ...queueNames.map((name) => sendAll(deps[name], reactions, (one) => one[name])),
  ]);
  return [...failed, ...failures.flat()];
}

async function countAll(deps: DispatchDeps, reactions: Sequenced[]): Promise<string[]> {
  const records = reactions.flatMap((one) => one.counts);
  const groups = [...Map.groupBy(records, ({ key }) => `${key.pk} ${key.sk}`).values()];
  const results = await Promise.allSettled(groups.map((group) => applyCounts(deps.table, group)));
  return groups.flatMap((group, index) =>
    results[index]?.status === 'rejected' ? group.map((record) => record.sequence) : [],
  );
}

async function auditAll(deps: DispatchDeps, reactions: Sequenced[]): Promise<string[]> {
  const audits = reactions.flatMap(({ sequence, audits: entries }) =>
    entries.map((entry) => ({ sequence, entry })),
  );
  const results = await Promise.allSettled(audits.map(({ entry }) => recordAudit(deps.table, entry)));
  return audits.flatMap(({ sequence }, index) => (results[index]?.status === 'rejected' ? [sequence] : []));
}

async function sendAll(
  queue: Queue,
  reactions: Sequenced[],
  pick: (one: Reactions) => unknown[],
): Promise<string[]> {
  const messages = reactions.flatMap((one) =>
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
