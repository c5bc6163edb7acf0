import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { areUsualBasics } from '../domain/event-basics.ts';
import { Event } from '../domain/event.ts';
import { EventPlace, eventPlaceAt } from '../domain/event-place.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItems } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { eventKey, eventListKey } from './event-keys.ts';
import { placeInLists, type PlacedEvent } from './event-place-items.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';

/**
 * An event as it is kept. Of its form only what says something: the version before reads no form that it does not know
 * whole, and most forms have nothing in them that is new to it.
 */
function itemOf(event: Event, place: EventPlace, placed: number): Record<string, unknown> {
  const { fields, basics, consents } = event.form;
  return {
    ...eventKey(event.id),
    ...eventListKey(event.id),
    ...placeInLists(event, place, placed),
    ...stamp('event'),
    ...event,
    form: {
      fields,
      ...(!areUsualBasics(basics) && { basics }),
      ...(consents.length > 0 && { consents }),
    },
  };
}

export async function putEvent(table: Table, event: Event): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: itemOf(event, eventPlaceAt(event.kind, [], Date.parse(event.createdAt)), 0),
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
}

/**
 * Writes an event's next state, in its place in the lists, with what they show of it. False when somebody changed or placed
 * it since it was read.
 */
export async function saveEvent(
  table: Table,
  { event: before, listed, placed }: PlacedEvent,
  next: Event,
): Promise<boolean> {
  const version =
    before.version === 1 ? '(attribute_not_exists(version) OR version = :version)' : 'version = :version';
  return wasWritten(
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: itemOf(next, EventPlace.parse(listed), placed + 1),
        ConditionExpression: `placed = :placed AND ${version}`,
        ExpressionAttributeValues: { ':placed': placed, ':version': before.version },
      }),
    ),
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
