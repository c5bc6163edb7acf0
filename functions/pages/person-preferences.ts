import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { hasOptedOut } from '../../shared/people/domain/wish.ts';
import type { PersonPreferenceAction } from '../../shared/pages/page-inputs.ts';
import { personPreferencesPage } from '../../shared/pages/personal/person-preferences-page.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import {
  optInToEvent,
  optInToEverything,
  optOutOfEvent,
  optOutOfEverything,
} from '../../shared/people/usecases/change-wishes.ts';
import { setLastSeen } from '../../shared/people/table/set-last-seen.ts';
import { openPersonLink, type LinkedPerson } from '../../shared/registrations/usecases/open-person-link.ts';
import { brokenLink, tokenOf } from './find-linked.ts';
import { localeOf, page } from './message-reply.ts';
import type { PageDeps } from './deps.ts';

/** The person of a link that is not, or no longer, about one registration. All wrong tokens get the same answer. */
export async function linkedPerson(deps: PageDeps, request: HttpRequest): Promise<LinkedPerson> {
  const found = await openPersonLink(
    { table: deps.table, linkKeys: await deps.linkKeys() },
    tokenOf(request),
  );
  if (!found) throw brokenLink();
  return found;
}

/** Does what the person pressed, then shows the page. Only events that the page shows count. */
export async function changePersonPreferences(
  deps: PageDeps,
  request: HttpRequest,
  asked: { action: PersonPreferenceAction; eventId: string | undefined },
): Promise<HttpReply> {
  const { action, eventId } = asked;
  const found = await linkedPerson(deps, request);
  const { addressId, person, events } = found;
  const now = new Date(deps.now()).toISOString();
  if (action === 'unsubscribe-all') await optOutOfEverything(deps.table, addressId, now);
  else if (!person) return { ...personPreferences(request, found), status: 403 };
  else if (action === 'resubscribe-all') await optInToEverything(deps.table, person, now);
  else {
    const event = events.find((one) => one.id === eventId);
    if (!event) throw new Refusal('invalid-input', 'The form named no event of yours.');
    if (action === 'resubscribe') await optInToEvent(deps.table, person, event.id, now);
    else await optOutOfEvent(deps.table, addressId, event.id, now);
  }
  if (person) await setLastSeen(deps.table, person.id, now);
  return personPreferences(request, await linkedPerson(deps, request), action);
}

/** The page of a person. */
export function personPreferences(
  request: HttpRequest,
  { wish, person, events }: LinkedPerson,
  done?: PersonPreferenceAction,
): HttpReply {
  return page(
    personPreferencesPage({
      locale: localeOf(request, person?.locale),
      email: person?.email,
      optedOutOfAll: wish.optedOutAt !== undefined,
      events: events.map(({ id, title }) => ({ id, title, optedOut: hasOptedOut(wish, id) })),
      token: tokenOf(request),
      done,
    }),
  );
}
