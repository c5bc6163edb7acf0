import { delayOf, wakingWindow, type DeliveryRetry } from '../domain/delivery-retry.ts';
import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import { dueDeliveries } from '../table/waiting-deliveries.ts';
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
    for (const [delay, due] of Map.groupBy(deliveries, (one) => delayOf(one, retry)))
      if (delay !== undefined) queued += await sendAll(deps.deliveries, due.map(messageOf), delay);
    if (!next) return { queued, outcome: 'finished' };
    place = next;
    if (mayGoOn()) continue;
    await sendAll(deps.schedules, [{ retry: { ...retry, place } }]);
    return { queued, outcome: 'continued' };
  }
}
