import * as z from 'zod';
import {
  formerRegistrations,
  registrationId,
  type Registration,
  type RegistrationKey,
} from '../../registrations/domain/registration.ts';
import { isStillTrue, sessionChangeRunId, SessionChange } from '../../events/domain/session-change.ts';
import type { Session } from '../../events/domain/session.ts';
import {
  isStillRight,
  isToldOf,
  announcedLinks,
  announcedTimes,
  type AnnouncedTime,
} from '../domain/announced-time.ts';
import { linkNewsMail } from '../render/link-news-mail.ts';
import type { Mail, MailCalendar } from '../render/mail.ts';
import { sessionChangeMail } from '../render/session-change-mail.ts';
import { supersedeMail } from '../table/supersede-mail.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';
import type { Registrant } from '../../registrations/table/registrant-items.ts';
import { calendarFor } from './calendar-for.ts';
import { linkOf, mailInput } from './registrant-mail.ts';
import {
  isWanted,
  sendOne,
  sendToMany,
  type BulkDeps,
  type BulkOutcomes,
  type Mailing,
} from './send-to-many.ts';

/** A message saying that some people are to be told that their session was rescheduled or cancelled. */
export const SessionChangeMessage = z.object({
  news: SessionChange,
  participantIds: z.array(z.string()).max(100),
});
export type SessionChangeMessage = z.infer<typeof SessionChangeMessage>;

/**
 * Tells each of the people once. Only the latest change of a session counts, compared with what the person was told last.
 */
export async function sendSessionChanges(
  deps: BulkDeps,
  { news: change, participantIds }: SessionChangeMessage,
): Promise<BulkOutcomes> {
  const session = await getSession(deps.table, change.sessionId);
  const event = session && (await getEvent(deps.table, session.eventId));
  if (!event || !isStillTrue(change, session, deps.now())) return { stale: participantIds.length };
  return sendToMany(deps, mailingOf(deps, change, { event, session }), participantIds);
}

/**
 * Tells somebody whose confirmation is not sent any more that their session is cancelled. The run that tells all may have passed
 * by before they were registered; whoever heard of it does not hear twice.
 */
export async function tellOfCancellation(deps: BulkDeps, registrant: Registrant): Promise<void> {
  const { id: sessionId, scheduleVersion, startsAtUtc, timeZone, durationMinutes } = registrant.session;
  const former = { startsAtUtc, timeZone, durationMinutes };
  const change: SessionChange = { news: 'cancelled', sessionId, scheduleVersion, former };
  const mailing = mailingOf(deps, change, registrant);
  const isMeant = mailing.holds(registrant.session) && mailing.isFor(registrant.registration);
  if (isMeant && isWanted(registrant.participant, registrant.event.id))
    await sendOne(deps, mailing, registrant);
}

const mailingOf = (
  deps: BulkDeps,
  change: SessionChange,
  { event, session }: Pick<Registrant, 'event' | 'session'>,
): Mailing => ({
  event,
  session,
  runId: sessionChangeRunId(change),
  isFor: isToldOf(change),
  holds: (now) => isStillTrue(change, now, deps.now()),
  messageId: (registration) =>
    change.linksVersion === undefined
      ? messageIdOf(registration, change.scheduleVersion)
      : linksMessageId(registration, change.linksVersion),
  messageFor: (participantIds) => ({ news: change, participantIds }),
  compose: (registrant) => compose(deps, change, registrant),
});

const messageIdOf = (registration: RegistrationKey, scheduleVersion: number): string =>
  `news-${registrationId(registration)}-${scheduleVersion}`;

const linksMessageId = (registration: RegistrationKey, linksVersion: number): string =>
  `links-${registrationId(registration)}-${linksVersion}`;

/** The mail; none if a session is back at the time that the person knows. */
async function compose(
  deps: BulkDeps,
  { news: change }: SessionChange,
  registrant: Registrant,
): Promise<Mail | undefined> {
  const { session, registration } = registrant;
  if (change === 'room' || change === 'replay') return composeLink(deps, change, registrant);
  const told = await toldTime(deps.table, session, registration);
  const input = mailInput(deps, registrant);
  const hasPlace = registration.status === 'registered';
  const calendar = (method: MailCalendar['method']) =>
    hasPlace && { calendar: calendarFor(deps, registrant, input, method) };
  if (change === 'cancelled')
    return {
      ...sessionChangeMail({ ...input, sessions: [{ ...session, ...told.time }], change }),
      ...calendar('CANCEL'),
    };
  if (isStillRight(told, session)) return undefined;
  const mail = sessionChangeMail({
    ...input,
    change,
    before: { ...session, ...told.time },
    joinUrl: hasPlace ? linkOf(deps, 'j', 'join', registrant) : undefined,
  });
  return { ...mail, ...calendar('REQUEST') };
}

/** The mail about another room or recording; none if it is the one that the person knows. */
async function composeLink(
  deps: BulkDeps,
  change: 'room' | 'replay',
  registrant: Registrant,
): Promise<Mail | undefined> {
  const { session, registration } = registrant;
  const urlOf = (links: Pick<Session, 'roomUrl' | 'replayUrl'>) =>
    change === 'room' ? links.roomUrl : links.replayUrl;
  const [first, ...later] = announcedLinks(session, registration);
  let known = first && urlOf(first);
  let isSure = true;
  for (const links of later.filter(({ linksVersion, told }) => told && linksVersion < session.linksVersion)) {
    for (const name of [registration, ...formerRegistrations(registration)]) {
      const fate = await supersedeMail(deps.table, linksMessageId(name, links.linksVersion));
      if (fate === undefined || fate === 'refused') continue;
      known = urlOf(links);
      isSure = fate === 'sent';
    }
  }
  if (isSure && known === urlOf(session)) return undefined;
  return linkNewsMail({
    ...mailInput(deps, registrant),
    change,
    joinUrl: linkOf(deps, 'j', 'join', registrant),
  });
}

/**
 * What the person was told last. Mails about changes that are overtaken are prevented on the way, so that this cannot
 * change any more.
 */
async function toldTime(table: Table, session: Session, registration: Registration): Promise<AnnouncedTime> {
  const [first, ...later] = announcedTimes(session, registration);
  const names = [registration, ...formerRegistrations(registration)];
  for (const time of later
    .filter(({ scheduleVersion }) => scheduleVersion < session.scheduleVersion)
    .reverse())
    for (const name of names) {
      const fate = await supersedeMail(table, messageIdOf(name, time.scheduleVersion));
      if (fate !== undefined && fate !== 'refused') return { time, isSure: fate === 'sent' };
    }
  return { time: first ?? session, isSure: true };
}
