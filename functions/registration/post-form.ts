import type { Event } from '../../shared/events/domain/event.ts';
import { doorOf } from '../../shared/events/domain/registration-window.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { pickLocale } from '../../shared/pages/locale.ts';
import { eventPageHeaders } from '../../shared/pages/event-page-headers.ts';
import { registrationPage } from '../../shared/pages/registration-page.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { statusOf } from '../../shared/platform/runtime/problem.ts';
import { recentlyOffered } from '../../shared/registrations/usecases/offered-sessions.ts';
import type { RegistrationDeps } from './deps.ts';
import type { Posted } from './read-posted.ts';
import { registerPosted, type Registered } from './register-posted.ts';

/** A plain HTML form's post: on to the thank-you page, or back to the form with what is wrong beside the fields. */
export async function postForm(
  deps: RegistrationDeps,
  event: Event,
  request: HttpRequest,
  posted: Posted & { form: URLSearchParams },
): Promise<HttpReply> {
  try {
    const registered = await registerPosted(deps, event, request, posted);
    const location = placeAfter(event, registered, posted.form.get('embed') === '1');
    return { status: 303, headers: { location, 'cache-control': 'no-store' } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return formAgain(deps, event, request, posted.form, error);
  }
}

/**
 * Where the browser goes: into the room, to the organizer's page, or to our page of thanks. Within a page of another site the
 * organizer's page would stand in the frame, so ours leads on to it.
 */
function placeAfter(
  { id, thankYouUrl }: Event,
  { roomToken, sessionIds }: Registered,
  embedded: boolean,
): string {
  if (roomToken !== undefined) return `/j/${roomToken}`;
  // Percent-encoded: a header takes plain ASCII only.
  if (thankYouUrl !== undefined && !embedded) return new URL(thankYouUrl).href;
  const query = [
    ...(sessionIds.length > 0 ? [`session=${sessionIds.join(',')}`] : []),
    ...(embedded ? ['embed=1'] : []),
  ];
  return `/e/${id}/thanks${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

async function formAgain(
  deps: RegistrationDeps,
  event: Event,
  request: HttpRequest,
  form: URLSearchParams,
  refusal: Refusal,
): Promise<HttpReply> {
  const page = registrationPage({
    locale: pickLocale(event.locale, request.headers['accept-language'], request.query['lang']),
    event,
    sessions: await recentlyOffered(deps, event, 'page'),
    door: doorOf(event, deps.now()),
    values: Object.fromEntries(
      [...form.keys()].map((name) => [
        name,
        form.getAll(name).length > 1 || name === 'sessionIds' ? form.getAll(name) : (form.get(name) ?? ''),
      ]),
    ),
    errors:
      refusal.errors.length > 0
        ? refusal.errors
        : [{ field: 'sessionIds', code: refusal.code, message: refusal.message }],
    query: Object.fromEntries(form),
  });
  return { status: statusOf(refusal), headers: eventPageHeaders(event), body: page };
}
