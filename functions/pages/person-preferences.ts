import { Refusal } from '../../shared/domain/refusal.ts';
import { hasOptedOut } from '../../shared/domain/wish.ts';
import type { PersonPreferenceAction } from '../../shared/pages/page-inputs.ts';
import { personPreferencesPage } from '../../shared/pages/person-preferences-page.ts';
import type { HttpReply, HttpRequest } from '../../shared/runtime/http-request.ts';
import {
  optInToEvent,
  optInToEverything,
  optOutOfEvent,
  optOutOfEverything,
} from '../../shared/usecases/change-wishes.ts';
import { openPersonLink, type LinkedPerson } from '../../shared/usecases/open-person-link.ts';
import { tokenOf } from './linked.ts';
import { localeOf, page } from './message-reply.ts';
import type { PageDeps } from './routes.ts';

/** Whom a link from a mailing belongs to; undefined for the token of a registration, and for any other. */
export async function linkedPerson(deps: PageDeps, request: HttpRequest): Promise<LinkedPerson | undefined> {
  return openPersonLink({ table: deps.table, linkKeys: await deps.linkKeys() }, tokenOf(request));
}

/** What the person asked for, then the page. Events are those that the page shows. */
export async function changePersonPreferences(
  deps: PageDeps,
  request: HttpRequest,
  linked: LinkedPerson,
  asked: { action: PersonPreferenceAction; eventId: string | undefined },
): Promise<HttpReply> {
  const { action, eventId } = asked;
  const { person, events, isFormer } = linked;
  const now = new Date(deps.now()).toISOString();
  if (action === 'unsubscribe-all') await optOutOfEverything(deps.table, person.id, now);
  else if (isFormer) return { ...personPreferences(request, linked), status: 403 };
  else if (action === 'resubscribe-all') await optInToEverything(deps.table, person, now);
  else {
    const event = events.find(({ id }) => id === eventId);
    if (!event) throw new Refusal('invalid-input', 'The form named no event of yours.');
    await (action === 'resubscribe' ? optInToEvent : optOutOfEvent)(deps.table, person.id, event.id, now);
  }
  const after = await linkedPerson(deps, request);
  return personPreferences(request, after ?? linked, action);
}

/** The page of a person. */
export function personPreferences(
  request: HttpRequest,
  { person, events, isFormer }: LinkedPerson,
  done?: PersonPreferenceAction,
): HttpReply {
  return page(
    personPreferencesPage({
      locale: localeOf(request, person.locale),
      email: isFormer ? undefined : person.email,
      optedOutOfAll: person.optedOutAt !== undefined,
      events: events.map(({ id, title }) => ({ id, title, optedOut: hasOptedOut(person, id) })),
      token: tokenOf(request),
      done,
    }),
  );
}
