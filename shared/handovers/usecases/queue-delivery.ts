import type { TableChange } from '../../platform/table/read-change.ts';
import { Delivery } from '../domain/delivery.ts';
import { messageOf, type DeliveryMessage } from './deliver.ts';

/**
 * Queues a new delivery, or one that somebody asked for again; later attempts are queued by the deliveries themselves.
 */
export function queueDelivery({ before, after: now }: TableChange): { deliveries: DeliveryMessage[] } {
  if (!now) return { deliveries: [] };
  const after = Delivery.parse(now);
  const isDue = after.status === 'pending' && after.round !== (before && Delivery.parse(before).round);
  return { deliveries: isDue ? [messageOf(after)] : [] };
}
