import { wakingWindow, type DeliveryRetry } from '../domain/delivery-retry.ts';
import { sendMessages, type Queue } from '../../platform/queue/send-messages.ts';
import { dueDeliveries } from '../table/delivery-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';
import { messageOf } from './deliver.ts';

export interface RetryDeps {
  table: Table;
  deliveries: Queue;
  /** Where the message goes that continues the walk. */
  schedules: Queue;
}

const PAGE = 500;

/**
 * Queues the deliveries whose next attempt is due by a minute, shard by shard, and goes on through the queue when time is
 * short. A walk that comes twice queues them twice; the second message of each finds its attempt made.
 */
export async function queueRetries(
  deps: RetryDeps,
  retry: DeliveryRetry,
  mayGoOn: () => boolean,
): Promise<{ queued: number; outcome: 'finished' | 'continued' }> {
  const window = wakingWindow(retry);
  let queued = 0;
  for (let place = retry.place ?? FIRST_SHARD; ;) {
    const { deliveries, next } = await dueDeliveries(deps.table, window, place, PAGE);
    await send(deps.deliveries, deliveries.map(messageOf));
    queued += deliveries.length;
    if (!next) return { queued, outcome: 'finished' };
    place = next;
    if (mayGoOn()) continue;
    await send(deps.schedules, [{ retry: { ...retry, place } }]);
    return { queued, outcome: 'continued' };
  }
}

/** Throws when the queue does not take all: the walk's message then comes again. */
async function send(queue: Queue, messages: unknown[]): Promise<void> {
  const unsent = await sendMessages(queue, messages);
  if (unsent.size > 0) throw new Error(`${unsent.size} of ${messages.length} messages were not taken.`);
}
