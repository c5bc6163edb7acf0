import * as z from 'zod';
import { DestinationId } from '../../destinations/domain/destination.ts';
import { getDestination } from '../../destinations/table/destination-items.ts';
import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { TableChange } from '../../platform/table/read-change.ts';
import type { Table } from '../../platform/table/table.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';
import { ShardPlace } from '../../platform/values/shard-place.ts';
import type { Delivery } from '../domain/delivery.ts';
import { getDelivery, saveDelivery } from '../table/delivery-items.ts';
import { deliveriesOff } from '../table/waiting-deliveries.ts';
import { deliverAgain } from './redrive-run.ts';

/** The message that a destination was switched on: what waited for it is to be sent. A walk that is continued says where. */
export const SwitchedOn = z.strictObject({ destinationId: DestinationId, place: ShardPlace.optional() });
export type SwitchedOn = z.infer<typeof SwitchedOn>;

const Image = z.object({ id: DestinationId, enabled: z.boolean() });

/** Follows a destination that is switched on. */
export function followSwitch(change: TableChange): { schedules: { switchedOn: SwitchedOn }[] } {
  const after = change.after && Image.parse(change.after);
  const before = change.before && Image.parse(change.before);
  const isOn = after?.enabled === true && before?.enabled === false;
  return { schedules: isOn ? [{ switchedOn: { destinationId: after.id } }] : [] };
}

interface SendDeps {
  table: Table;
  /** Where the message goes that continues the walk. */
  schedules: Queue;
  now: () => number;
}

const PAGE = 200;

/**
 * Sends what waited for a destination, page by page, and goes on through the queue when time is short. Stops when the
 * destination is off again. Answers how many.
 */
export async function sendWaiting(
  deps: SendDeps,
  { destinationId, place: from }: SwitchedOn,
  mayGoOn: () => boolean,
): Promise<number> {
  let sent = 0;
  for (let place: ShardPlace | undefined = from ?? FIRST_SHARD; place;) {
    if ((await getDestination(deps.table, destinationId))?.enabled !== true) return sent;
    const page: Awaited<ReturnType<typeof deliveriesOff>> = await deliveriesOff(
      deps.table,
      destinationId,
      place,
      PAGE,
    );
    const saved = await Promise.all(
      page.deliveries.map((one) => saveDelivery(deps.table, one, deliverAgain(one, deps.now()))),
    );
    sent += saved.filter(Boolean).length;
    place = page.next;
    if (!place || mayGoOn()) continue;
    await sendAll(deps.schedules, [{ switchedOn: { destinationId, place } }]);
    return sent;
  }
  return sent;
}

/**
 * Sends a delivery that has just ended because its destination was off, where the destination is on again by now: the walk
 * over those that wait may have passed before it was among them.
 */
export async function sendIfOn(
  { table, now }: { table: Table; now: () => number },
  destinationId: string,
  { runId, participantId }: Pick<Delivery, 'runId' | 'participantId'>,
): Promise<void> {
  if ((await getDestination(table, destinationId))?.enabled !== true) return;
  const delivery = await getDelivery(table, runId, participantId);
  if (delivery?.status === 'switched-off') await saveDelivery(table, delivery, deliverAgain(delivery, now()));
}
