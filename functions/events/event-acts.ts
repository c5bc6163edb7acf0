import * as z from 'zod';
import { changeEvent, setArchived } from '../../shared/events/usecases/change-event.ts';
import { planEvent } from '../../shared/events/usecases/plan-event.ts';
import { type Event } from '../../shared/events/domain/event.ts';
import { draftOf } from '../../shared/events/domain/event-draft.ts';
import { getHandovers } from '../../shared/handovers/table/handover-items.ts';
import { HandoverRule } from '../../shared/handovers/domain/handover-rule.ts';
import { setHandovers } from '../../shared/handovers/usecases/set-handovers.ts';
import { ReminderRule } from '../../shared/mail/domain/reminder-rule.ts';
import { setReminders } from '../../shared/mail/usecases/set-reminders.ts';
import { getReminders } from '../../shared/mail/table/reminder-items.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readJson,
  readVersion,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { isAllowed } from '../../shared/platform/access/role.ts';
import { deleteEvent } from '../../shared/registrations/usecases/delete-event.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import type { EventDeps } from './deps.ts';
import { eventView } from './event-view.ts';
import { findEvent } from './events.ts';
import { ArchiveRequest, CopyRequest } from './routes/event-routes.ts';

const Patch = z.record(z.string(), z.unknown());

/** Changes an event by a merge patch; `If-Match` with its version refuses to overwrite what nobody saw. */
export async function patchEvent(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const { id } = await findEvent(deps, request);
  return changed(deps, await changeEvent(deps, id, readJson(request, Patch), readVersion(request)));
}

/** Deletes an event that nobody ever registered for. */
export async function deleteOneEvent(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  await deleteEvent(deps, await findEvent(deps, request), readVersion(request));
  return { status: 204, headers: {} };
}

/** Archives an event, or with `{"archived": false}` opens it again. */
export async function archiveEvent(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const { id } = await findEvent(deps, request);
  const { archived } = ArchiveRequest.parse(
    request.body.length === 0 ? {} : readJson(request, ArchiveRequest),
  );
  return changed(deps, await setArchived(deps, id, archived, readVersion(request)));
}

/**
 * Makes a new event like another one: its form, texts and rules, without its sessions. Hand-overs go along where the
 * organizer may set up such.
 */
export async function copyEvent(deps: EventDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const event = await findEvent(deps, request);
  const { title = event.title } = request.body.length === 0 ? {} : readJson(request, CopyRequest);
  const [reminders, handovers] = await Promise.all([
    getReminders(deps.table, event.id),
    getHandovers(deps.table, event.id),
  ]);
  const copy = await planEvent(deps, { ...draftOf(event), title });
  if (reminders.rules.length > 0)
    await setReminders(deps, copy.id, reminders.rules.map(asEntered(ReminderRule)), undefined);
  if (handovers.rules.length > 0 && isAllowed(organizer, 'people:hand-over'))
    await setHandovers(deps, copy.id, handovers.rules.map(asEntered(HandoverRule)), { organizer });
  return json(201, await eventView(deps, copy), {
    location: `/v1/events/${copy.id}`,
    etag: `"${copy.version}"`,
  });
}

/** A rule as it was entered, to be set for another event under an id of its own. */
const asEntered =
  <R extends object>(schema: z.ZodType<R>) =>
  (rule: object): R =>
    schema.parse(Object.fromEntries(Object.entries(rule).filter(([name]) => !ownOfRules.includes(name))));

/** What a stored rule has beside what was entered. */
const ownOfRules = ['id', 'version', 'timedAt', 'previousSecret'];

const changed = async (deps: EventDeps, event: Event): Promise<HttpReply> =>
  json(200, await eventView(deps, event), { etag: `"${event.version}"` });
