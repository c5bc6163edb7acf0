import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem, getItems } from '../../platform/table/get-items.ts';
import { readItem } from '../../platform/table/item.ts';
import { queryListPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { pick } from '../../platform/values/pick.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { Event } from '../domain/event.ts';
import { EventPlace, type EventState } from '../domain/event-place.ts';
import { eventKey, eventPlaceKey, eventsPartition } from './event-keys.ts';

/** What lists over all events know of an event. */
const ListedEvent = EventPlace.extend({
  ...Event.pick({ id: true, title: true, kind: true, createdAt: true, archivedAt: true }).shape,
});
export type ListedEvent = z.infer<typeof ListedEvent>;

const Item = z.object({ listed: ListedEvent });
const PlacedItem = Event.extend({ listed: ListedEvent, placed: z.number() });

/** An event as it is placed; `placed` counts how often it was. */
export interface PlacedEvent {
  event: Event;
  listed: ListedEvent;
  placed: number;
}

/** What an event's item carries to stand in the lists. An archived one stands in theirs, whatever its dates. */
export const placeInLists = (event: Event, place: EventPlace, placed: number) => ({
  ...eventPlaceKey(
    event.archivedAt === undefined ? place.state : 'archived',
    place.nextAt ?? place.lastAt ?? '~',
    event.id,
  ),
  listed: { ...pick(event, ['id', 'title', 'kind', 'createdAt', 'archivedAt']), ...place },
  placed,
});

/** The event with its place. Consistent. */
export async function getPlacedEvent(table: Table, eventId: string): Promise<PlacedEvent | undefined> {
  const item = await getItem(table, eventKey(eventId));
  if (!item) return undefined;
  const { listed, placed, ...event } = readItem(PlacedItem, 'event', item);
  return { event, listed, placed };
}

/** Those of the events that have been over since before an instant (ISO 8601), or are not there. Consistent. */
export async function eventsOverBefore(
  table: Table,
  eventIds: ReadonlySet<string>,
  before: string,
): Promise<Set<string>> {
  const items = await getItems(table, [...eventIds].map(eventKey));
  const events = items.map((item) => readItem(Item, 'event', item).listed);
  const isOver = ({ state, lastAt }: ListedEvent) =>
    state === 'past' && lastAt !== undefined && lastAt < before;
  return eventIds.difference(new Set(events.filter((one) => !isOver(one)).map(({ id }) => id)));
}

/** Moves an event in the lists; false when somebody else moved it since it was read. */
export async function saveEventPlace(
  table: Table,
  { event, placed }: PlacedEvent,
  place: EventPlace,
): Promise<boolean> {
  const update = updateExpression({ set: placeInLists(event, place, placed + 1) });
  return wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: eventKey(event.id),
        ...update,
        ConditionExpression: '#u_placed = :seen',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':seen': placed },
      }),
    ),
  );
}

/** In which order a state's events are listed: what comes next, and else the latest, first. */
const newestFirst = { coming: false, past: true, room: true, archived: true } as const;

/** A stretch of the list of a state, after a place that an earlier one ended at. From the index, which may lag a moment. */
export async function listedEvents(
  table: Table,
  state: EventState,
  after: string | undefined,
  limit?: number,
): Promise<{ listed: (ListedEvent & { place: string })[]; more: boolean }> {
  const page = await queryListPage(table, {
    partition: eventsPartition(state),
    after,
    newestFirst: newestFirst[state],
    ...(limit !== undefined && { limit }),
  });
  const listed = page.items.map((item) => ({
    ...readItem(Item, 'event', item).listed,
    place: String(item['gsi2sk']),
  }));
  return { listed, more: page.more };
}

/** Events to come whose next session has started by an instant (ISO 8601), the earliest first. */
export async function startedEvents(table: Table, until: string): Promise<ListedEvent[]> {
  const events: ListedEvent[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await queryListPage(table, { partition: eventsPartition('coming'), after, to: until });
    events.push(...page.items.map((item) => readItem(Item, 'event', item).listed));
    const last = page.items.at(-1);
    after = page.more && last ? String(last['gsi2sk']) : undefined;
  }
  return events;
}
