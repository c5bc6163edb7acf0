import type { Event } from '../../shared/events/domain/event.ts';
import { doorOf } from '../../shared/events/domain/registration-window.ts';
import { EventId } from '../../shared/platform/values/ids.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { pageHeaders } from '../../shared/pages/page-headers.ts';
import { registrationPage } from '../../shared/pages/registration-page.ts';
import { thanksPage } from '../../shared/pages/thanks-page.ts';
import { readId, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { recentEvent } from '../../shared/events/table/recent-events.ts';
import { recentlyOffered } from '../../shared/registrations/usecases/offered-sessions.ts';
import { localeOf } from './message-reply.ts';
import type { PageDeps } from './deps.ts';

/** The registration page. Landing pages may frame it. */
export async function showEvent(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const event = await findEvent(deps, request);
  const body = registrationPage({
    locale: localeOf(request, event.locale),
    event,
    sessions: await recentlyOffered(deps, event, 'page'),
    door: doorOf(event, deps.now()),
    query: request.query,
  });
  const headers = pageHeaders({
    embeddable: true,
    ...(event.thankYouUrl !== undefined && { formTargets: [event.thankYouUrl] }),
  });
  return { status: 200, headers, body };
}

export async function showThanks(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const event = await findEvent(deps, request);
  return {
    status: 200,
    headers: pageHeaders({ embeddable: true }),
    body: thanksPage({ locale: localeOf(request, event.locale), event }),
  };
}

async function findEvent(deps: PageDeps, request: HttpRequest): Promise<Event> {
  const event = await recentEvent(deps.table, readId(request, 'eventId', EventId), deps.now());
  if (!event) throw new Refusal('not-found', 'There is no such event.');
  return event;
}
