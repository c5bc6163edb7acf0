import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Event } from '../domain/event.ts';
import { eventPlaceAt } from '../domain/event-place.ts';
import { getItems } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { eventKey, eventListKey } from './event-keys.ts';
import { placeInLists } from './event-place-items.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';

export async function putEvent(table: Table, event: Event): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: {
        ...eventKey(event.id),
        ...eventListKey(event.id),
        ...placeInLists(event, eventPlaceAt(event.kind, [], Date.parse(event.createdAt)), 0),
        ...stamp('event'),
        ...event,
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
}

export async function getEvent(table: Table, eventId: string): Promise<Event | undefined> {
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: eventKey(eventId) }));
  return Item && readItem(Event, 'event', Item);
}

/** The events of these ids, in that order; those that are gone are left out. Consistent. */
export async function getEvents(table: Table, eventIds: string[]): Promise<Event[]> {
  const items = await getItems(table, eventIds.map(eventKey));
  const events = new Map(items.map((item) => [String(item['id']), readItem(Event, 'event', item)]));
  return eventIds.flatMap((id) => events.get(id) ?? []);
}

/** Events, newest first, after the given event id. */
export async function listEvents(
  table: Table,
  after: string | undefined,
  limit: number,
): Promise<{ events: Event[]; next?: string }> {
  const page = await queryIndexPage(table, { partition: 'EVENTS', after, limit, newestFirst: true });
  const events = page.items.map((item) => readItem(Event, 'event', item));
  const last = events.at(-1);
  return { events, ...(page.more && last && { next: last.id }) };
}
