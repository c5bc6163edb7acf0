import type { Event } from '../../shared/events/domain/event.ts';
import { doorOf } from '../../shared/events/domain/registration-window.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { pickLocale } from '../../shared/pages/locale.ts';
import { pageHeaders } from '../../shared/pages/page-headers.ts';
import { registrationPage } from '../../shared/pages/registration-page.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { statusOf } from '../../shared/platform/runtime/problem.ts';
import { recentlyOffered } from '../../shared/registrations/usecases/offered-sessions.ts';
import type { RegistrationDeps } from './deps.ts';
import { registerPosted } from './post-json.ts';
import type { Posted } from './read-posted.ts';

/** A plain HTML form's post: on to the thank-you page, or back to the form with what is wrong beside the fields. */
export async function postForm(
  deps: RegistrationDeps,
  event: Event,
  request: HttpRequest,
  posted: Posted & { form: URLSearchParams },
): Promise<HttpReply> {
  try {
    await registerPosted(deps, event, request, posted);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return formAgain(deps, event, request, posted.form, error);
  }
  return {
    status: 303,
    headers: { location: thankYouPlace(event), 'cache-control': 'no-store' },
  };
}

/** Percent-encoded: a header takes plain ASCII only. */
function thankYouPlace({ id, thankYouUrl }: Event): string {
  return thankYouUrl === undefined ? `/e/${id}/thanks` : new URL(thankYouUrl).href;
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
  const headers = pageHeaders({
    embeddable: true,
    ...(event.thankYouUrl !== undefined && { formTargets: [event.thankYouUrl] }),
  });
  return { status: statusOf(refusal), headers, body: page };
}
