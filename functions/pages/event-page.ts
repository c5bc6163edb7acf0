import type { Event } from '../../shared/events/domain/event.ts';
import { doorOf } from '../../shared/events/domain/registration-window.ts';
import { recentEvent, recentSession } from '../../shared/events/table/recent-events.ts';
import { embedHeaders, embedScript } from '../../shared/pages/embed-script.ts';
import { eventPageHeaders } from '../../shared/pages/event-page-headers.ts';
import { isEmbedded, registrationPage } from '../../shared/pages/registration-page.ts';
import { readPersonToken } from '../../shared/platform/access/link-token.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { resolvePerson } from '../../shared/people/table/resolve-identity.ts';
import { pick } from '../../shared/platform/values/pick.ts';
import { thanksPage } from '../../shared/pages/thanks-page.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { readId, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { EventId, SessionId } from '../../shared/platform/values/ids.ts';
import { recentlyOffered } from '../../shared/registrations/usecases/offered-sessions.ts';
import { countVisit } from './count-visit.ts';
import { localeOf } from './message-reply.ts';
import type { PageDeps } from './deps.ts';

/** The registration page. Pages that the event names may frame it. */
export async function showEvent(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const event = await findEvent(deps, request);
  const [sessions] = await Promise.all([
    recentlyOffered(deps, event, 'page'),
    countVisit(deps, event, request),
  ]);
  const body = registrationPage({
    locale: localeOf(request, event.locale),
    event,
    sessions,
    door: doorOf(event, deps.now()),
    query: { ...request.query, referrer: request.query['referrer'] ?? referrerOf(request) },
    values: await filledIn(deps, event, request),
  });
  return { status: 200, headers: eventPageHeaders(event), body };
}

/** The page of another site that a visitor came from, as far as it tells. */
function referrerOf({ headers }: HttpRequest): string | undefined {
  const { referer } = headers;
  return headers['sec-fetch-site'] === 'cross-site' ? referer : undefined;
}

/** Of whom an invitation leads here, what they are called and where they are reached. */
async function filledIn(
  deps: PageDeps,
  { form }: Event,
  { query: { invitation } }: HttpRequest,
): Promise<Record<string, string>> {
  const person = invitation === undefined ? undefined : await invitedBy(deps, invitation);
  const { email } = person ?? {};
  const names = (['firstName', 'lastName'] as const).filter((name) => form.basics[name] !== 'hidden');
  const known = { email, invitation: email && invitation, ...pick(person ?? {}, names) };
  return Object.fromEntries(
    Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

/** The person whom an invitation was mailed to, as long as they are reached there. */
async function invitedBy(deps: PageDeps, token: string): Promise<Partial<Participant> | undefined> {
  const target = readPersonToken(await deps.linkKeys(), 'invitation', token);
  const person = target && (await resolvePerson(deps.table, target.participantId));
  return person?.deletedAt === undefined && target?.wasMailedTo(person?.email) ? person : undefined;
}

/** Sessions that the page of thanks shows: as many as one post may name. */
const MOST_SESSIONS = 10;

/** What people see after they registered, whoever they are; `session` names the dates that were chosen. */
export async function showThanks(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const event = await findEvent(deps, request);
  const named = (request.query['session'] ?? '').split(',', MOST_SESSIONS);
  const ids = named.filter((id) => SessionId.safeParse(id).success);
  const found = await Promise.all(ids.map((id) => recentSession(deps.table, id, deps.now())));
  const body = thanksPage({
    locale: localeOf(request, event.locale),
    event,
    sessions: found.flatMap((session) =>
      session?.eventId === event.id && session.cancelledAt === undefined ? [session] : [],
    ),
    now: new Date(deps.now()).toISOString(),
    embedded: isEmbedded(request),
  });
  return { status: 200, headers: eventPageHeaders(event), body };
}

/** The script that shows the form in a page of another site. */
export async function showEmbed(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  return { status: 200, headers: embedHeaders, body: embedScript(await findEvent(deps, request)) };
}

async function findEvent(deps: PageDeps, request: HttpRequest): Promise<Event> {
  const event = await recentEvent(deps.table, readId(request, 'eventId', EventId), deps.now());
  if (!event) throw new Refusal('not-found', 'There is no such event.');
  return event;
}
