import { EventDraft } from '../../shared/events/domain/event-draft.ts';
import { doorOf } from '../../shared/events/domain/registration-window.ts';
import { faultsOfDraft } from '../../shared/events/usecases/faults-of-draft.ts';
import { newSession } from '../../shared/events/usecases/plan-sessions.ts';
import { pickLocale } from '../../shared/pages/locale.ts';
import { pageHeaders } from '../../shared/pages/page-headers.ts';
import { registrationPage } from '../../shared/pages/registration-page.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { readJson, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { newId } from '../../shared/platform/values/ids.ts';
import type { EventDeps } from './deps.ts';

const WEEK_MS = 7 * 24 * 60 * 60_000;

/** The registration page as an event would have it, with a date as an example. Nothing is stored. */
export async function previewEvent(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const draft = readJson(request, EventDraft);
  const errors = await faultsOfDraft(deps.table, draft);
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some fields need another look.', errors);
  const now = deps.now();
  const id = newId('evt', now, deps.random);
  const event = { ...draft, id, createdAt: new Date(now).toISOString(), version: 1 };
  const startsAt = `${new Date(now + WEEK_MS).toISOString().slice(0, 'yyyy-mm-dd'.length)}T10:00`;
  const body = registrationPage({
    locale: pickLocale(event.locale, request.headers['accept-language'], request.query['lang']),
    event,
    sessions: event.kind === 'room' ? [] : [newSession(deps, event, { startsAt, field: '' }, undefined)],
    door: doorOf(event, now),
  });
  return { status: 200, headers: pageHeaders({ look: event.look }), body };
}
