import type { Routes } from '../../shared/platform/runtime/http-function.ts';
import { createEvent, listAllEvents, showEvent } from './events.ts';
import { cancelOne, listSessionRegistrations, patchRegistration } from './registrations.ts';
import { putHandovers, putReminders, showHandovers, showReminders } from './rules.ts';
import { listHandoverRuns, listRunDeliveries, redrive } from './runs.ts';
import { callOff, createSessions, listEventSessions, patchSession, showSession } from './sessions.ts';
import type { EventDeps } from './deps.ts';

/** Events, their sessions, who is registered, and the rules that work by themselves: the organizer's way in. */
export function eventRoutes(deps: EventDeps): Routes {
  return {
    'POST /v1/events': (request) => createEvent(deps, request),
    'GET /v1/events': (request) => listAllEvents(deps, request),
    'GET /v1/events/{eventId}': (request) => showEvent(deps, request),
    'POST /v1/events/{eventId}/sessions': (request) => createSessions(deps, request),
    'GET /v1/events/{eventId}/sessions': (request) => listEventSessions(deps, request),
    'GET /v1/sessions/{sessionId}': (request) => showSession(deps, request),
    'PATCH /v1/sessions/{sessionId}': (request) => patchSession(deps, request),
    'POST /v1/sessions/{sessionId}/cancel': (request) => callOff(deps, request),
    'GET /v1/sessions/{sessionId}/registrations': (request) => listSessionRegistrations(deps, request),
    'PATCH /v1/sessions/{sessionId}/registrations/{registrationId}': (request) =>
      patchRegistration(deps, request),
    'POST /v1/sessions/{sessionId}/registrations/{registrationId}/cancel': (request) =>
      cancelOne(deps, request),
    'GET /v1/events/{eventId}/reminders': (request) => showReminders(deps, request),
    'PUT /v1/events/{eventId}/reminders': (request) => putReminders(deps, request),
    'GET /v1/events/{eventId}/handovers': (request) => showHandovers(deps, request),
    'PUT /v1/events/{eventId}/handovers': (request) => putHandovers(deps, request),
    'GET /v1/handovers/{handoverId}/runs': (request) => listHandoverRuns(deps, request),
    'GET /v1/runs/{runId}/deliveries': (request) => listRunDeliveries(deps, request),
    'POST /v1/runs/{runId}/redrive': (request) => redrive(deps, request),
  };
}
