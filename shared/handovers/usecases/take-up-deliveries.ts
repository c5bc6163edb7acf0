import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import { SWEEP_PATIENCE_MS } from '../../platform/values/sweep-times.ts';
import { waitingDeliveries } from '../table/waiting-deliveries.ts';
import { messageOf } from './deliver.ts';

const DELIVERIES_A_SHARD = 200;

/** Queues deliveries whose next attempt is overdue. Answers how many. */
export async function takeUpDeliveries(deps: {
  table: Table;
  deliveries: Queue;
  now: () => number;
}): Promise<number> {
  const now = deps.now();
  const overdue = await waitingDeliveries(deps.table, now - SWEEP_PATIENCE_MS, now, DELIVERIES_A_SHARD);
  return sendAll(deps.deliveries, overdue.map(messageOf));
}
