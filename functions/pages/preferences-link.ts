import { hasOptedOut } from '../../shared/people/domain/wish.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import type { PersonPreferenceAction, PreferenceAction } from '../../shared/pages/page-inputs.ts';
import { preferencesPage } from '../../shared/pages/personal/preferences-page.ts';
import {
  limitBody,
  mediaType,
  PUBLIC_BODY,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { isForm, readForm } from '../../shared/platform/runtime/read-form.ts';
import {
  optInToEvent,
  optOutOfEvent,
  optOutOfEverything,
} from '../../shared/people/usecases/change-wishes.ts';
import { setLastSeen } from '../../shared/people/table/set-last-seen.ts';
import type { LinkedRegistration } from '../../shared/registrations/usecases/open-link.ts';
import { follow, tokenOf } from './find-linked.ts';
import { localeOf, page } from './message-reply.ts';
import { changePersonPreferences, linkedPerson, personPreferences } from './person-preferences.ts';
import type { PageDeps } from './deps.ts';

/** What the person receives, and the buttons to change it. */
export async function showPreferences(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const found = await follow(deps, request, 'preferences');
  return found ? preferences(request, found) : personPreferences(request, await linkedPerson(deps, request));
}

/**
 * Handles a button of the page, or the mail program's own unsubscribe button (RFC 8058), which must work without cookies,
 * redirects or further questions. Doing it twice changes nothing more.
 */
export async function postPreferences(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  limitBody(request, PUBLIC_BODY);
  const { action, eventId } = readAction(request);
  const found = await follow(deps, request, 'preferences');
  if (!found) return changePersonPreferences(deps, request, { action, eventId });
  if (action === 'resubscribe-all') throw notSaid();
  await acts[action](deps, found);
  await setLastSeen(deps.table, found.participant.id, new Date(deps.now()).toISOString());
  const after = await follow(deps, request, 'preferences');
  return after
    ? preferences(request, after, action)
    : personPreferences(request, await linkedPerson(deps, request), action);
}

const acts: Record<PreferenceAction, (deps: PageDeps, found: LinkedRegistration) => Promise<void>> = {
  'unsubscribe-all': (deps, { participant }) =>
    optOutOfEverything(
      deps.table,
      participant.addressId ?? participant.id,
      new Date(deps.now()).toISOString(),
    ),
  'unsubscribe-event': (deps, { participant, event }) =>
    optOutOfEvent(
      deps.table,
      participant.addressId ?? participant.id,
      event.id,
      new Date(deps.now()).toISOString(),
    ),
  resubscribe: (deps, { participant, event }) =>
    optInToEvent(deps.table, participant, event.id, new Date(deps.now()).toISOString()),
};

/** RFC 8058, 3.2: mail programs should post multipart/form-data, and may post what pages post. */
const oneClickPart =
  /^content-disposition: *form-data; *name="?List-Unsubscribe"?\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\r?\n/im;

function readAction(request: HttpRequest): { action: PersonPreferenceAction; eventId?: string | undefined } {
  const text = request.body.toString('utf8');
  if (mediaType(request) === 'multipart/form-data' && oneClickPart.test(text))
    return { action: 'unsubscribe-all' };
  const form = isForm(request) ? readForm(request) : new URLSearchParams(text);
  if (form.get('List-Unsubscribe') === 'One-Click') return { action: 'unsubscribe-all' };
  const action = actions.find((one) => one === form.get('action'));
  if (!action) throw notSaid();
  return { action, eventId: form.get('event') ?? undefined };
}

const actions = ['unsubscribe-event', 'unsubscribe-all', 'resubscribe', 'resubscribe-all'] as const;

const notSaid = () => new Refusal('invalid-input', 'The form did not say what to do.');

function preferences(
  request: HttpRequest,
  { participant, event }: LinkedRegistration,
  done?: PreferenceAction,
): HttpReply {
  return page(
    preferencesPage({
      locale: localeOf(request, event.locale),
      title: event.title,
      look: event.look,
      email: participant.email ?? '',
      optedOutOfEvent: hasOptedOut(participant, event.id),
      optedOutOfAll: participant.optedOutAt !== undefined && hasOptedOut(participant, event.id),
      token: tokenOf(request),
      done,
    }),
    200,
    event.look,
  );
}
