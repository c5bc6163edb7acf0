import * as z from 'zod';
import { sendMessages, type Queue } from '../../shared/platform/queue/send-messages.ts';
import { keyOf } from '../../shared/platform/table/key.ts';
import { actMessages } from '../../shared/notices/usecases/act-messages.ts';
import { log } from '../../shared/platform/runtime/log.ts';
import { askedFor } from '../../shared/handovers/usecases/follow-registration.ts';
import { recordAudit } from '../../shared/history/table/audit-items.ts';
import { applyCounts } from '../../shared/platform/table/counts/count-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { TableChange } from '../../shared/platform/table/read-change.ts';
import { reactionsTo, type Reactions } from './reactions.ts';

const queueNames = ['confirmations', 'bulk', 'jobs', 'schedules', 'runs', 'deliveries', 'seats'] as const;

/** `failures`: the queue for changes that cannot be read, for an operator to look at. */
export type DispatchDeps = { table: Table; failures: Queue } & Record<(typeof queueNames)[number], Queue>;

type Sequenced = Reactions & { sequence: string };

/**
 * Carries out what follows from changes of the table: applies counts, writes the audit log and puts messages on queues;
 * does no other work. Changes come in order per item, and may come again. Answers the sequence numbers of the changes that
 * failed and must come again.
 */
export async function dispatchChanges(deps: DispatchDeps, changes: TableChange[]): Promise<string[]> {
  const unreadable: TableChange[] = [];
  const failed: string[] = [];
  const reactions = changes.flatMap((change): Sequenced[] => {
    try {
      return [{ sequence: change.sequence, ...reactionsTo(change) }];
    } catch (error) {
      // Whatever it is, it is this change’s alone: the others of the batch are followed.
      log.error('a change cannot be followed', error, { ...placeOf(change) });
      if (error instanceof z.ZodError) unreadable.push(change);
      else failed.push(change.sequence);
      return [];
    }
  });
  const failures = await Promise.all([
    countAll(deps, reactions),
    auditAll(deps, reactions),
    setAside(deps.failures, unreadable),
    tellHappenings(deps, reactions),
    noteActs(deps, reactions),
    ...queueNames.map((name) => sendAll(deps[name], reactions, (one) => one[name])),
  ]);
  return [...failed, ...failures.flat()];
}

/** The place of a change, without its contents. */
const placeOf = ({ sequence, before, after = before ?? {} }: TableChange) => ({ sequence, ...keyOf(after) });

/**
 * A change that cannot be read now never will be, and the stream would hold back all after it until it is too old. Put
 * aside, it holds back nothing.
 */
async function setAside(queue: Queue, unreadable: TableChange[]): Promise<string[]> {
  const notes = unreadable.map((change) => ({ condition: 'UnreadableChange', ...placeOf(change) }));
  return putOn(
    queue,
    notes.map((message) => ({ message, sequence: message.sequence })),
  );
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

/** Tells what happened to registrations where a rule asks for it; the rules are read once for all of an event. */
async function tellHappenings(deps: DispatchDeps, reactions: Sequenced[]): Promise<string[]> {
  const all = reactions.flatMap((one) =>
    one.happenings.map((happened) => ({ happened, sequence: one.sequence })),
  );
  if (all.length === 0) return [];
  try {
    const asked = await askedFor(
      deps.table,
      all.map(({ happened }) => happened),
    );
    const told = all.filter(({ happened }) => asked.has(happened));
    return await putOn(
      deps.schedules,
      told.map(({ happened, sequence }) => ({ message: { happened }, sequence })),
    );
  } catch (error) {
    log.error('what happened to registrations cannot be told', error);
    return all.map(({ sequence }) => sequence);
  }
}

/** What registrants did goes to the queue of bulk mails, as far as anybody asked to be told of it. */
async function noteActs(deps: DispatchDeps, reactions: Sequenced[]): Promise<string[]> {
  const acts = reactions.flatMap(({ sequence, acts: done }) => done.map((one) => ({ sequence, done: one })));
  if (acts.length === 0) return [];
  const sequences = acts.map(({ sequence }) => sequence);
  try {
    const done = acts.map((one) => one.done);
    const messages = await actMessages(deps.table, done, Date.now());
    const unsent = await sendMessages(deps.bulk, messages);
    return unsent.size > 0 ? sequences : [];
  } catch (error) {
    log.error('acts could not be noted', error);
    return sequences;
  }
}

async function sendAll(
  queue: Queue,
  reactions: Sequenced[],
  pick: (one: Reactions) => unknown[],
): Promise<string[]> {
  const messages = reactions.flatMap((one) =>
    pick(one).map((message) => ({ message, sequence: one.sequence })),
  );
  return putOn(queue, messages);
}

/** Each message once, however many changes ask for it. Answers the sequence numbers of those that the queue did not take. */
async function putOn(queue: Queue, messages: { message: unknown; sequence: string }[]): Promise<string[]> {
  if (messages.length === 0) return [];
  const same = [...Map.groupBy(messages, ({ message }) => JSON.stringify(message)).values()];
  try {
    const unsent = await sendMessages(
      queue,
      same.map(([entry]) => entry?.message),
    );
    return same.flatMap((entries, index) =>
      unsent.has(index) ? entries.map(({ sequence }) => sequence) : [],
    );
  } catch {
    return messages.map((entry) => entry.sequence);
  }
}
