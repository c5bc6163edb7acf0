import type { Event } from '../../shared/events/domain/event.ts';
import { EventId } from '../../shared/platform/values/ids.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { pageOfError } from '../../shared/pages/error-page.ts';
import { problemOf } from '../../shared/platform/runtime/problem.ts';
import type { Routes } from '../../shared/platform/runtime/http-function.ts';
import type { PublicHandlers } from '../../shared/platform/runtime/route.ts';
import { servePublic } from '../../shared/platform/runtime/serve-routes.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  limitBody,
  PUBLIC_BODY,
  readId,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { getEvent } from '../../shared/events/table/event-items.ts';
import { recentEvent } from '../../shared/events/table/recent-events.ts';
import { recentlyOffered } from '../../shared/registrations/usecases/offered-sessions.ts';
import { publicEvent } from '../../shared/registrations/domain/public-event.ts';
import { corsHeaders, preflight } from './cors.ts';
import { postForm } from './post-form.ts';
import { postJson } from './post-json.ts';
import { asksForData, readPosted } from './read-posted.ts';
import type { RegistrationDeps } from './deps.ts';
import type { registrationRoutes } from './routes.ts';

const handlers: PublicHandlers<typeof registrationRoutes, RegistrationDeps> = {
  'GET /v1/public/events/{eventId}': (deps, request) =>
    answered(deps, request, async (event) =>
      json(200, publicEvent(event, await recentlyOffered(deps, event, 'page'), deps.now()), {
        'cache-control': 'public, max-age=30',
      }),
    ),
  'OPTIONS /v1/public/events/{eventId}': async (deps, request) =>
    preflight(await findEvent(deps, request), request, 'GET, HEAD'),
  'OPTIONS /v1/events/{eventId}/registrations': async (deps, request) =>
    preflight(await findEvent(deps, request), request, 'POST'),
  'POST /v1/events/{eventId}/registrations': (deps, request) =>
    // The event's own rules decide here: whether its door is open, and what is asked.
    answered(deps, request, (event) => post(deps, event, request), getEvent),
};

/** Answers the public routes that landing pages read and post to. */
export const serveRegistration = (deps: RegistrationDeps): Routes => servePublic(handlers, deps);

async function post(deps: RegistrationDeps, event: Event, request: HttpRequest): Promise<HttpReply> {
  limitBody(request, PUBLIC_BODY);
  const { form, body } = readPosted(request, event);
  if (form === undefined || asksForData(request)) return postJson(deps, event, request, { body });
  return postForm(deps, event, request, { form, body });
}

async function findEvent(
  deps: RegistrationDeps,
  request: HttpRequest,
  read: typeof recentEvent = recentEvent,
): Promise<Event> {
  const event = await read(deps.table, readId(request, 'eventId', EventId), deps.now());
  if (!event) throw new Refusal('not-found', 'There is no such event.');
  return event;
}

/** What was refused or failed: a page for browsers that show one, and a problem for programs. */
export function answerTo(error: unknown, request: HttpRequest): HttpReply {
  const { accept = '' } = request.headers;
  return accept.includes('text/html') && !asksForData(request)
    ? pageOfError(error, request)
    : problemOf(error);
}

/** Answers with the event's CORS headers, on refusals too: a landing page must be able to read what is wrong. */
async function answered(
  deps: RegistrationDeps,
  request: HttpRequest,
  answer: (event: Event) => Promise<HttpReply>,
  read?: typeof recentEvent,
): Promise<HttpReply> {
  const event = await findEvent(deps, request, read);
  const reply = await Promise.try(() => answer(event)).catch((error: unknown) => answerTo(error, request));
  return { ...reply, headers: { ...reply.headers, ...corsHeaders(event, request) } };
}
