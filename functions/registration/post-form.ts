import type { Event } from '../../shared/events/domain/event.ts';
import { Refusal } from '../../shared/platform/values/refusal.ts';
import {
  readFormFields,
  RegistrationRequest,
} from '../../shared/registrations/domain/registration-request.ts';
import { isOpen } from '../../shared/events/domain/session.ts';
import { pickLocale } from '../../shared/pages/locale.ts';
import { pageHeaders } from '../../shared/pages/page-headers.ts';
import { registrationPage } from '../../shared/pages/registration-page.ts';
import { readValue, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { log } from '../../shared/platform/runtime/log.ts';
import { statusOf } from '../../shared/platform/runtime/problem.ts';
import { comingSessions } from '../../shared/events/table/session-items.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import type { RegistrationDeps } from './deps.ts';

/** A plain HTML form's post: on to the thank-you page, or back to the form with what is wrong beside the fields. */
export async function postForm(
  deps: RegistrationDeps,
  event: Event,
  request: HttpRequest,
): Promise<HttpReply> {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const { body, ignored } = readFormFields(form, event.form.fields);
  if (ignored > 0) log.info('form fields ignored', { eventId: event.id, ignored });
  try {
    const posted = readValue(body, RegistrationRequest);
    await register(
      { table: deps.table, identityKey: await deps.identityKey(), now: deps.now },
      { event, request: posted },
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return formAgain(deps, event, request, form, error);
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
  const coming = await comingSessions(deps.table, event.id, deps.now());
  const page = registrationPage({
    locale: pickLocale(event.locale, request.headers['accept-language'], request.query['lang']),
    event,
    sessions: coming.filter((session) => isOpen(session, deps.now())),
    values: Object.fromEntries(
      [...form.keys()].map((name) => [
        name,
        name === 'sessionIds' ? form.getAll(name) : (form.get(name) ?? ''),
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
