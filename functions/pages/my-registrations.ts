import { awaitsApproval, type Registration } from '../../shared/registrations/domain/registration.ts';
import { isOpen, type Session } from '../../shared/events/domain/session.ts';
import { makeLinkToken } from '../../shared/platform/access/link-token.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { formatInstant } from '../../shared/platform/time/format-instant.ts';
import { isTimeZone, offsetAt } from '../../shared/platform/time/zone-table.ts';
import type { Locale } from '../../shared/platform/values/locale.ts';
import { myActPage } from '../../shared/pages/personal/my-act-page.ts';
import {
  myRegistrationsPage,
  type MyAct,
  type MyDateOnPage,
  type MyRegistrationsInput,
} from '../../shared/pages/personal/my-registrations-page.ts';
import type { PageSession } from '../../shared/pages/page-inputs.ts';
import { mayChangeDate } from '../../shared/registrations/usecases/change-date.ts';
import { mayHandOver } from '../../shared/registrations/usecases/hand-over-place.ts';
import { myRegistrations, type MyDate } from '../../shared/registrations/usecases/my-registrations.ts';
import {
  offeredSessions,
  type OfferedSession,
} from '../../shared/registrations/usecases/offered-sessions.ts';
import type { LinkedRegistration } from '../../shared/registrations/usecases/open-link.ts';
import { wasHandedOver } from '../../shared/registrations/usecases/was-handed-over.ts';
import type { PageDeps } from './deps.ts';
import { brokenLink, follow, tokenOf } from './find-linked.ts';
import { localeOf, messageReply, page } from './message-reply.ts';

const acts = ['change', 'cancel', 'hand-over'] as const;

export const readAct = (text: string | undefined | null): MyAct | undefined =>
  acts.find((one) => one === text);

/** "My registrations": what somebody has of an event, or the page that asks once more before one of it is changed. */
export async function showMine(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const found = await follow(deps, request, 'registrations');
  if (!found) return handedOverOr(deps, request);
  const act = readAct(request.query['do']);
  if (!act) return mine(deps, request, found);
  const date = await findDate(deps, found, request.query['date']);
  if (!actsOn(deps, found, date).includes(act)) return mine(deps, request, found, { isRefused: true });
  return askForAct(deps, request, found, { act, date });
}

/** Of a place that was handed over, and whose link is void by that: says so. All other wrong tokens get the same answer. */
export async function handedOverOr(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const linkKeys = await deps.linkKeys();
  const event = await wasHandedOver({ ...deps, linkKeys }, tokenOf(request));
  if (!event) throw brokenLink();
  return messageReply(request, 200, 'handed-over', event);
}

/** The date of theirs that a form names. */
export async function findDate(
  deps: PageDeps,
  found: LinkedRegistration,
  sessionId: string | undefined | null,
): Promise<MyDate> {
  const date = (await myRegistrations(deps.table, found)).find(({ session }) => session.id === sessionId);
  if (!date) throw new Refusal('invalid-input', 'The form named no date of yours.');
  return date;
}

/** What may be done with a date, as things stand. */
function actsOn(
  { now }: PageDeps,
  { event, participant }: LinkedRegistration,
  { session, registration }: MyDate,
): MyAct[] {
  const { status } = registration;
  // While a merge is at work it is on its way to the person they are now.
  const isThere = registration.participantId === participant.id;
  if (!isThere || status === 'cancelled' || status === 'suspected') return [];
  return [
    ...(mayChangeDate(event, session, now()) ? (['change'] as const) : []),
    ...(isOpen(session, now()) ? (['cancel'] as const) : []),
    ...(mayHandOver({ event, session, registration }, now()) ? (['hand-over'] as const) : []),
  ];
}

/** The list of what somebody has. */
export async function mine(
  deps: PageDeps,
  request: HttpRequest,
  found: LinkedRegistration,
  more: Pick<MyRegistrationsInput, 'done' | 'isRefused'> & { also?: string[] } = {},
): Promise<HttpReply> {
  const { event, participant } = found;
  const locale = localeOfMine(request, found);
  const [key] = await deps.linkKeys();
  if (!key) throw new Error('There is no link key.');
  const { email = '', id, addressId = id } = participant;
  const { also, ...said } = more;
  const dates = (await myRegistrations(deps.table, found, also)).map((date): MyDateOnPage => {
    const link = (purpose: 'join' | 'calendar') =>
      makeLinkToken(key, purpose, { ...date.registration, addressId, email });
    const isIn = date.registration.status === 'registered' && isOpen(date.session, deps.now());
    return {
      session: inTheirZone(date.session, found, locale),
      status: statusOf(date, deps.now()),
      ...(isIn && { joinUrl: `/j/${link('join')}`, calendarUrl: `/i/${link('calendar')}.ics` }),
      acts: actsOn(deps, found, date),
    };
  });
  const body = myRegistrationsPage({ locale, event, email, dates, token: tokenOf(request), ...said });
  return page(body, said.isRefused === true ? 409 : 200);
}

const localeOfMine = (request: HttpRequest, { event, registration }: LinkedRegistration): Locale =>
  localeOf(request, registration.locale ?? event.locale);

function statusOf({ session, registration }: MyDate, nowMs: number): MyDateOnPage['status'] {
  if (registration.handedOverAt !== undefined) return 'handedOver';
  if (registration.status === 'cancelled') return registration.movedTo === undefined ? 'cancelled' : 'moved';
  if (session.cancelledAt !== undefined) return 'calledOff';
  if (!isOpen(session, nowMs)) return 'over';
  return statusInWords(registration);
}

function statusInWords(registration: Registration): MyDateOnPage['status'] {
  if (awaitsApproval(registration)) return 'approval';
  return registration.status === 'suspected' ? 'pending' : registration.status;
}

/** With its time in the zone that is known of the person, where that shows another clock. */
function inTheirZone(
  session: Session | OfferedSession,
  { registration, participant }: LinkedRegistration,
  locale: Locale,
): PageSession {
  const zone = [registration.timeZone, participant.timeZone].find(
    (one) => one !== undefined && isTimeZone(one),
  );
  const at = Date.parse(session.startsAtUtc);
  if (zone === undefined || offsetAt(zone, at) === offsetAt(session.timeZone, at)) return session;
  return { ...session, yourTime: formatInstant(at, zone, locale, 'short') };
}

/** What a page that asks once more is about. */
export interface AskedAct {
  act: MyAct;
  date: MyDate;
  /** The date that was chosen, where it is full. */
  full?: OfferedSession | undefined;
  values?: Record<string, string>;
  errors?: Refusal['errors'];
}

/** The page that asks once more. */
export async function askForAct(
  deps: PageDeps,
  request: HttpRequest,
  found: LinkedRegistration,
  { act, date, full, values, errors }: AskedAct,
): Promise<HttpReply> {
  const locale = localeOfMine(request, found);
  const shown = (session: Session | OfferedSession) => inTheirZone(session, found, locale);
  const others = act === 'change' && !full ? await otherDates(deps, found, date) : [];
  const body = myActPage({
    ...{ locale, act, values, errors },
    title: found.event.title,
    token: tokenOf(request),
    session: shown(date.session),
    others: others.map(shown),
    full: full && shown(full),
  });
  return page(body, errors ? 422 : 200);
}

/** The dates that somebody may change to: those that are open and that they have no place for. */
export async function otherDates(
  deps: PageDeps,
  found: LinkedRegistration,
  { session }: MyDate,
): Promise<OfferedSession[]> {
  const [offered, own] = await Promise.all([
    offeredSessions(deps, found.event),
    myRegistrations(deps.table, found),
  ]);
  const taken = new Set(
    own.filter(({ registration }) => registration.status !== 'cancelled').map((one) => one.session.id),
  );
  return offered.filter(({ id }) => id !== session.id && !taken.has(id));
}
