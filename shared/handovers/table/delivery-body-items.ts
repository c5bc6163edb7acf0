import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { deleteItems } from '../../platform/table/delete-items.ts';
import { getItem, getItems } from '../../platform/table/get-items.ts';
import { insertNew } from '../../platform/table/insert-new.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { expiryOf } from '../../platform/table/expiry.ts';
import type { Table } from '../../platform/table/table.ts';
import type { Delivery, NewDelivery } from '../domain/delivery.ts';
import { deliveryBodyKey } from './delivery-keys.ts';

/** Whose body. */
export type BodyOf = Pick<Delivery, 'runId' | 'participantId'>;

const BodyItem = z.object({ runId: z.string(), participantId: z.string(), body: z.string() });

const keyOf = ({ runId, participantId }: BodyOf) => deliveryBodyKey(runId, participantId);
const read = (item: Record<string, unknown>) => readItem(BodyItem, 'delivery-body', item);

/** Keeps what up to 25 deliveries post; what is kept already stays as it is. */
export async function insertDeliveryBodies(table: Table, deliveries: NewDelivery[]): Promise<void> {
  await insertNew(table, deliveries, ({ runId, participantId, createdAt, body }) => ({
    ...keyOf({ runId, participantId }),
    ...stamp('delivery-body'),
    ...{ runId, participantId, body },
    ...expiryOf(table, 'deliveryBody', createdAt),
  }));
}

/** Puts another body in place of the one that was kept: only while nobody has been posted that one. */
export async function putDeliveryBody(
  table: Table,
  { runId, participantId, createdAt }: BodyOf & Pick<Delivery, 'createdAt'>,
  body: string,
): Promise<void> {
  const Item = {
    ...keyOf({ runId, participantId }),
    ...stamp('delivery-body'),
    ...{ runId, participantId, body },
    ...expiryOf(table, 'deliveryBody', createdAt),
  };
  await table.client.send(new PutCommand({ TableName: table.name, Item }));
}

/** What a delivery posts; undefined when it is not kept any more. Consistent. */
export async function getDeliveryBody(table: Table, delivery: BodyOf): Promise<string | undefined> {
  const item = await getItem(table, keyOf(delivery));
  return item && read(item).body;
}

/** What deliveries post, by run and person, as far as it is still kept. Any number of different ones; consistent. */
export async function getDeliveryBodies(
  table: Table,
  deliveries: BodyOf[],
): Promise<(delivery: BodyOf) => string | undefined> {
  const bodies = (await getItems(table, deliveries.map(keyOf))).map(read);
  const found = new Map(bodies.map((body) => [`${body.runId} ${body.participantId}`, body.body]));
  return ({ runId, participantId }) => found.get(`${runId} ${participantId}`);
}

/** Takes away what deliveries post, whether it is there or not. */
export async function deleteDeliveryBodies(table: Table, deliveries: BodyOf[]): Promise<void> {
  await deleteItems(table, deliveries.map(keyOf));
}
