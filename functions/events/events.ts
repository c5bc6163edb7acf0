import { type Event } from '../../shared/events/domain/event.ts';
import { EventDraft } from '../../shared/events/domain/event-draft.ts';
import { EventId } from '../../shared/platform/values/ids.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readJson,
  readValue,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { readListPosition, listReply } from '../../shared/platform/runtime/list-page.ts';
import { getEvent, listEvents } from '../../shared/events/table/event-items.ts';
import { EventSearchPlace, findEvents } from '../../shared/events/usecases/find-events.ts';
import { planEvent } from '../../shared/events/usecases/plan-event.ts';
import * as z from 'zod';
import { EventQuery } from './routes/event-routes.ts';
import type { EventDeps } from './deps.ts';
import { eventView } from './event-view.ts';

export async function createEvent(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const event = await planEvent(deps, readJson(request, EventDraft));
  return json(201, await eventView(deps, event), {
    location: `/v1/events/${event.id}`,
    etag: `"${event.version}"`,
  });
}

export async function listAllEvents(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const keys = await deps.linkKeys();
  const { state, q = '' } = readValue({ state: request.query['state'], q: request.query['q'] }, EventQuery);
  if (state !== undefined || q !== '') {
    const list = `events ${state ?? ''} ${q}`;
    const { limit, position } = readListPosition(request, keys, list, EventSearchPlace);
    const { events, next } = await findEvents(deps.table, { state, q }, position, limit);
    const views = await Promise.all(events.map((event) => eventView(deps, event)));
    return listReply(keys, list, views, next);
  }
  const { limit, position } = readListPosition(request, keys, 'events', z.string());
  const { events, next } = await listEvents(deps.table, position, limit);
  const views = await Promise.all(events.map((event) => eventView(deps, event)));
  return listReply(keys, 'events', views, next);
}

export async function showEvent(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const event = await findEvent(deps, request);
  return json(200, await eventView(deps, event), { etag: `"${event.version}"` });
}

export async function findEvent(deps: EventDeps, request: HttpRequest): Promise<Event> {
  const event = await getEvent(deps.table, readId(request, 'eventId', EventId));
  if (!event) throw new Refusal('not-found', 'There is no such event.');
  return event;
}
