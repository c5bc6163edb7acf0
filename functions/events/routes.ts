import type { LinkKey } from '../../shared/domain/link-token.ts';
import type { Routes } from '../../shared/runtime/http-function.ts';
import type { PlanDeps } from '../../shared/usecases/plan-event.ts';
import { createEvent, listAllEvents, showEvent } from './events.ts';
import { createSessions, listEventSessions, showSession } from './sessions.ts';
import { listSessionRegistrations } from './registrations.ts';

export interface EventDeps extends PlanDeps {
  linkKeys: () => Promise<LinkKey[]>;
  roleClaim: string;
}

/** Events, their sessions and who is registered: the organizer's way in. */
export function eventRoutes(deps: EventDeps): Routes {
  return {
    'POST /v1/events': (request) => createEvent(deps, request),
    'GET /v1/events': (request) => listAllEvents(deps, request),
    'GET /v1/events/{eventId}': (request) => showEvent(deps, request),
    'POST /v1/events/{eventId}/sessions': (request) => createSessions(deps, request),
    'GET /v1/events/{eventId}/sessions': (request) => listEventSessions(deps, request),
    'GET /v1/sessions/{sessionId}': (request) => showSession(deps, request),
    'GET /v1/sessions/{sessionId}/registrations': (request) => listSessionRegistrations(deps, request),
  };
}
