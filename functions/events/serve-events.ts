import type { Routes } from '../../shared/platform/runtime/http-function.ts';
import type { OrganizerHandlers } from '../../shared/platform/runtime/route.ts';
import { serveOrganizers } from '../../shared/platform/runtime/serve-routes.ts';
import { listCalendar } from './calendar.ts';
import type { EventDeps } from './deps.ts';
import {
  deleteOneDestination,
  listAllDestinations,
  makeDestination,
  patchDestination,
  showDestination,
  switchDestinationOn,
  testOneDestination,
} from './destinations.ts';
import { cancelOneSession, deleteOneSession } from './end-session.ts';
import { archiveEvent, copyEvent, deleteOneEvent, patchEvent } from './event-acts.ts';
import { previewEvent } from './event-preview.ts';
import { addPreset, tryHandover } from './handover-trials.ts';
import { createEvent, listAllEvents, showEvent } from './events.ts';
import { putSpeakers, putTeam, showSpeakers, showTeam } from './moderators.ts';
import { deleteNotices, listEverybodysNotices, putNotices, showNotices } from './notices.ts';
import { acceptOne, cancelOne, patchRegistration, refuseOne } from './registrations.ts';
import { putHandovers, putReminders, showHandovers, showReminders } from './rules.ts';
import { listHandoverRuns, listRunDeliveries, redrive, showDelivery, showRun } from './runs.ts';
import { createSessions, listEventSessions, patchSession, showSession } from './sessions.ts';
import { registerPeople } from './register-people.ts';
import { moveOne } from './move-registration.ts';
import { eventRoutes } from './routes.ts';
import { showEventStatistics, showSessionStatistics } from './statistics.ts';
import { listTimeZones } from './time-zones.ts';
import { listOrWaiting, moveOneUp } from './waiting-list.ts';

const handlers: OrganizerHandlers<typeof eventRoutes, EventDeps> = {
  'POST /v1/events': createEvent,
  'POST /v1/events/preview': previewEvent,
  'GET /v1/events': listAllEvents,
  'GET /v1/events/{eventId}': showEvent,
  'PATCH /v1/events/{eventId}': patchEvent,
  'DELETE /v1/events/{eventId}': deleteOneEvent,
  'POST /v1/events/{eventId}/archive': archiveEvent,
  'POST /v1/events/{eventId}/copy': copyEvent,
  'POST /v1/events/{eventId}/sessions': createSessions,
  'GET /v1/events/{eventId}/sessions': listEventSessions,
  'GET /v1/sessions': listCalendar,
  'GET /v1/sessions/{sessionId}': showSession,
  'PATCH /v1/sessions/{sessionId}': patchSession,
  'POST /v1/sessions/{sessionId}/cancel': cancelOneSession,
  'DELETE /v1/sessions/{sessionId}': deleteOneSession,
  'GET /v1/events/{eventId}/stats': showEventStatistics,
  'GET /v1/sessions/{sessionId}/stats': showSessionStatistics,
  'GET /v1/events/{eventId}/team': showTeam,
  'PUT /v1/events/{eventId}/team': putTeam,
  'GET /v1/sessions/{sessionId}/speakers': showSpeakers,
  'PUT /v1/sessions/{sessionId}/speakers': putSpeakers,
  'GET /v1/time-zones': listTimeZones,
  'GET /v1/sessions/{sessionId}/registrations': listOrWaiting,
  'POST /v1/sessions/{sessionId}/registrations': registerPeople,
  'PATCH /v1/sessions/{sessionId}/registrations/{registrationId}': patchRegistration,
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/approve': acceptOne,
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/refuse': refuseOne,
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/move': moveOne,
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/cancel': cancelOne,
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/move-up': moveOneUp,
  'GET /v1/events/{eventId}/reminders': showReminders,
  'PUT /v1/events/{eventId}/reminders': putReminders,
  'GET /v1/events/{eventId}/handovers': showHandovers,
  'PUT /v1/events/{eventId}/handovers': putHandovers,
  'GET /v1/notices': showNotices,
  'PUT /v1/notices': putNotices,
  'GET /v1/notices/everybody': listEverybodysNotices,
  'DELETE /v1/notices/{noticeId}': deleteNotices,
  'GET /v1/handovers/{handoverId}/runs': listHandoverRuns,
  'GET /v1/runs/{runId}/deliveries': listRunDeliveries,
  'GET /v1/runs/{runId}': showRun,
  'GET /v1/runs/{runId}/deliveries/{participantId}': showDelivery,
  'POST /v1/runs/{runId}/redrive': redrive,
  'POST /v1/events/{eventId}/handovers/presets/{preset}': addPreset,
  'POST /v1/events/{eventId}/handovers/preview': tryHandover,
  'GET /v1/destinations': listAllDestinations,
  'POST /v1/destinations': makeDestination,
  'GET /v1/destinations/{destinationId}': showDestination,
  'PATCH /v1/destinations/{destinationId}': patchDestination,
  'DELETE /v1/destinations/{destinationId}': deleteOneDestination,
  'POST /v1/destinations/{destinationId}/test': testOneDestination,
  'POST /v1/destinations/{destinationId}/enable': switchDestinationOn,
};

/** Answers the routes for organizers that are about events. */
export const serveEvents = (deps: EventDeps): Routes => serveOrganizers(eventRoutes, handlers, deps);
