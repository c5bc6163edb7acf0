import { isOpen } from '../../shared/events/domain/session.ts';
import { setLastSeen } from '../../shared/people/table/set-last-seen.ts';
import { waitlistPage } from '../../shared/pages/personal/waitlist-page.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import {
  limitBody,
  PUBLIC_BODY,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { isForm, readForm } from '../../shared/platform/runtime/read-form.ts';
import { formatInstant } from '../../shared/platform/time/format-instant.ts';
import { isTimeZone } from '../../shared/platform/time/zone-table.ts';
import { isOffered, offerEnd, type OfferedRegistration } from '../../shared/registrations/domain/offer.ts';
import { answerOffer } from '../../shared/registrations/usecases/waiting-list/answer-offer.ts';
import { linePlace } from '../../shared/registrations/usecases/waiting-list/line-place.ts';
import { offeredSessions } from '../../shared/registrations/usecases/offered-sessions.ts';
import type { LinkedRegistration } from '../../shared/registrations/usecases/open-link.ts';
import type { MessageKind } from '../../shared/pages/page-inputs.ts';
import type { PageDeps } from './deps.ts';
import { findLinked, tokenOf } from './find-linked.ts';
import { localeOf, messageReply, page } from './message-reply.ts';

/** Where somebody who waits stands, or the place that is held for them. */
export async function showWaiting(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  return stateOf(deps, request, await findLinked(deps, request, 'waitlist'));
}

/** Each means that the registration was changed in between: by a merge, or another click. */
const MOST_ROUNDS = 5;

/** Takes the place, or leaves it or the line to the others; then shows how it stands. */
export async function postWaiting(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  limitBody(request, PUBLIC_BODY);
  const answer = readAnswer(request);
  let found = await findLinked(deps, request, 'waitlist');
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if ((await answerOffer(deps, found, answer)) === 'done') break;
    found = await findLinked(deps, request, 'waitlist');
  }
  await setLastSeen(deps.table, found.participant.id, new Date(deps.now()).toISOString());
  const after = await findLinked(deps, request, 'waitlist');
  const { status, lapsedAt } = after.registration;
  const isAsSaid = answer === 'decline' && status === 'cancelled' && lapsedAt === undefined;
  return isAsSaid ? goodbye(deps, request, after, 200, 'waitlist-left') : stateOf(deps, request, after);
}

const answers = ['take', 'decline'] as const;

function readAnswer(request: HttpRequest): (typeof answers)[number] {
  const form = isForm(request) ? readForm(request) : new URLSearchParams(request.body.toString('utf8'));
  const answer = answers.find((one) => one === form.get('answer'));
  if (!answer) throw new Refusal('invalid-input', 'The form did not say whether you take the place.');
  return answer;
}

/** How it stands, in words; where there is nothing to wait for any more, what to do instead. */
async function stateOf(deps: PageDeps, request: HttpRequest, found: LinkedRegistration): Promise<HttpReply> {
  const { session, registration } = found;
  const gone = (kind: MessageKind) => goodbye(deps, request, found, 410, kind);
  if (session.cancelledAt !== undefined) return gone('waiting-cancelled');
  if (!isOpen(session, deps.now())) return gone('waiting-over');
  switch (registration.status) {
    case 'registered':
      return taken(request, found);
    case 'waitlisted':
      return isOffered(registration) && deps.now() >= offerEnd(registration, session)
        ? gone('place-lapsed')
        : waiting(deps, request, found, tokenOf(request));
    case 'cancelled':
      return gone(registration.lapsedAt === undefined ? 'waitlist-left' : 'place-lapsed');
    case 'pending':
    case 'suspected':
      return messageReply(request, 410, 'gone', found.event);
  }
}

async function goodbye(
  deps: PageDeps,
  request: HttpRequest,
  { event }: LinkedRegistration,
  status: number,
  kind: MessageKind,
): Promise<HttpReply> {
  const [next] = await offeredSessions(deps, event);
  return messageReply(request, status, kind, event, { eventId: event.id, session: next });
}

/** The page of somebody who waits; without a token, they cannot answer on it. */
export async function waiting(
  deps: PageDeps,
  request: HttpRequest,
  found: LinkedRegistration,
  token?: string,
): Promise<HttpReply> {
  const { event, session, registration } = found;
  const locale = localeOf(request, event.locale);
  const shown = { locale, title: event.title, look: event.look, session, token };
  if (!isOffered(registration))
    return page(
      waitlistPage({ ...shown, state: 'waiting', place: await linePlace(deps, registration) }),
      200,
      event.look,
    );
  const until = formatInstant(offerEnd(registration, session), zoneOf(found, registration), locale, 'long');
  return page(waitlistPage({ ...shown, state: 'offered', until }), 200, event.look);
}

const zoneOf = ({ participant, session }: LinkedRegistration, { timeZone }: OfferedRegistration): string =>
  [timeZone, participant.timeZone].find((zone) => zone !== undefined && isTimeZone(zone)) ?? session.timeZone;

/** The way in is in the mail that follows. */
function taken(request: HttpRequest, { event, session }: LinkedRegistration): HttpReply {
  const { title, look } = event;
  const locale = localeOf(request, event.locale);
  return page(waitlistPage({ locale, title, look, session, state: 'taken' }), 200, look);
}
