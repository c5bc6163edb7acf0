import type { Event } from '../../events/domain/event.ts';
import { isAlwaysOpen } from '../../events/domain/room.ts';
import type { Session } from '../../events/domain/session.ts';
import { getEvents } from '../../events/table/event-items.ts';
import { getSessions } from '../../events/table/session-items.ts';
import { singleLine } from '../../mail/domain/plain-name.ts';
import type { Mail } from '../../mail/render/mail.ts';
import { mailboxUrl } from '../../mail/usecases/organizers/mailbox-link.ts';
import type { MailDeps } from '../../mail/usecases/registrant-mail.ts';
import {
  sendToOrganizer,
  type OrganizerMailOutcome,
} from '../../mail/usecases/organizers/send-to-organizer.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { personIn, resolveIdentities } from '../../people/table/resolve-identity.ts';
import { RetryLater } from '../../platform/problems/retry-later.ts';
import type { Table } from '../../platform/table/table.ts';
import { formatInstant } from '../../platform/time/format-instant.ts';
import { idDigits } from '../../platform/values/ids.ts';
import type { Locale } from '../../platform/values/locale.ts';
import { acts, type Act, type ActDone } from '../domain/act.ts';
import { wantsAct } from '../domain/notice.ts';
import { windowDue } from '../domain/notice-window.ts';
import { noticeMail, type NoticeSection } from '../render/notice-mail.ts';
import { noticeTexts } from '../render/notice-texts.ts';
import { actsOfWindow } from '../table/act-items.ts';
import { getNotice } from '../table/notice-items.ts';
import { closeWindow, eventsOfWindow } from '../table/window-items.ts';
import type { ActsToTell } from './notice-message.ts';

type Deps = MailDeps & { table: Table };

/** Of each kind of act so many people are named; the others are counted. */
const MOST_NAMED = 10;
/** So many events are told one by one. */
const MOST_EVENTS = 10;
/** The longest delay of a message. */
const LONGEST_WAIT_SECONDS = 900;

/** Mails an organizer what was gathered for them in a window, once, if they still want it. */
export async function tellActs(deps: Deps, message: ActsToTell): Promise<OrganizerMailOutcome> {
  const window = message.actsToTell;
  const wait = windowDue(Date.parse(window.until)) - deps.now();
  if (wait > 0) {
    const afterSeconds = Math.min(Math.ceil(wait / 1000), LONGEST_WAIT_SECONDS);
    throw new RetryLater('The window is still open.', { body: message, afterSeconds });
  }
  const [notice, eventIds] = await Promise.all([
    getNotice(deps.table, window.noticeId),
    eventsOfWindow(deps.table, window),
  ]);
  if (!eventIds) return 'sent-before';
  const messageId = `notice-${idDigits(window.noticeId)}-${Date.parse(window.until)}`;
  const outcome = notice?.mail
    ? await sendToOrganizer(deps, {
        ...{ messageId, message, addressId: notice.mail.addressId },
        compose: () => composeNow(deps, window.noticeId, window.until, eventIds),
      })
    : 'not-wanted';
  await closeWindow(deps.table, window);
  return outcome;
}

async function composeNow(
  deps: Deps,
  noticeId: string,
  until: string,
  eventIds: readonly string[],
): Promise<Mail | undefined> {
  const { mail } = (await getNotice(deps.table, noticeId)) ?? {};
  if (!mail) return undefined;
  const lists = await Promise.all(eventIds.map((eventId) => actsOfWindow(deps.table, eventId, until)));
  const done = lists.flat().filter((one) => wantsAct(mail, one));
  if (done.length === 0) return undefined;
  const texts = noticeTexts[mail.locale];
  const sections = await sectionsOf(deps.table, done, mail.locale);
  const [first, second] = sections;
  const counts = countsOf(done).map(([act, count]) => `${texts.acts[act]}: ${count}`);
  return noticeMail({
    ...{ to: mail.address, from: deps.from, locale: mail.locale, heading: texts.heading },
    subject: texts.subject
      .replace('{what}', () => (first && !second ? singleLine(first.title) : texts.events))
      .replace('{counts}', () => counts.join(', ')),
    sections,
    stopUrl: mailboxUrl(deps, mail.addressId, mail.address),
  });
}

/** How often each act was done, in the order in which they follow each other. */
const countsOf = (done: readonly ActDone[]): [Act, number][] =>
  acts
    .map((act): [Act, number] => [act, done.filter((one) => one.act === act).length])
    .filter(([, count]) => count > 0);

async function sectionsOf(table: Table, done: readonly ActDone[], locale: Locale): Promise<NoticeSection[]> {
  const byEvent = [...Map.groupBy(done, ({ eventId }) => eventId)];
  const named = byEvent.slice(0, MOST_EVENTS).flatMap(([, ofEvent]) => namedOf(ofEvent));
  const subjects = await readSubjects(table, [...new Set(byEvent.map(([id]) => id))], named);
  const shown = byEvent.slice(0, MOST_EVENTS).map(([eventId, ofEvent]): NoticeSection => ({
    title: subjects.events.get(eventId)?.title ?? '',
    groups: groupsOf(ofEvent, locale, (one) => lineOf(one, subjects, locale)),
  }));
  const others = byEvent.slice(MOST_EVENTS).flatMap(([, ofEvent]) => ofEvent);
  const rest = noticeTexts[locale].more.replace('{count}', String(byEvent.length - MOST_EVENTS));
  return others.length === 0 ? shown : [...shown, { title: rest, groups: groupsOf(others, locale) }];
}

const namedOf = (done: readonly ActDone[]): ActDone[] =>
  acts.flatMap((act) => done.filter((one) => one.act === act).slice(0, MOST_NAMED));

function groupsOf(done: readonly ActDone[], locale: Locale, lineFor?: (one: ActDone) => string) {
  const named = namedOf(done);
  return countsOf(done).map(([act, count]) => ({
    ...{ label: noticeTexts[locale].acts[act], count },
    ...(lineFor && { lines: named.filter((one) => one.act === act).map(lineFor) }),
  }));
}

interface Subjects {
  events: Map<string, Event>;
  sessions: Map<string, Session>;
  personOf: (participantId: string) => Participant | undefined;
}

async function readSubjects(table: Table, eventIds: string[], named: readonly ActDone[]): Promise<Subjects> {
  const [events, sessions, people] = await Promise.all([
    getEvents(table, eventIds),
    getSessions(table, [...new Set(named.map(({ sessionId }) => sessionId))]),
    resolveIdentities(table, [...new Set(named.map(({ participantId }) => participantId))]),
  ]);
  return {
    events: new Map(events.map((one) => [one.id, one])),
    sessions: new Map(sessions.map((one) => [one.id, one])),
    personOf: (id) => personIn(people.get(id)),
  };
}

/** Who it was and for which date; whoever was erased since has no name. */
function lineOf(
  { participantId, sessionId }: ActDone,
  { sessions, personOf }: Subjects,
  locale: Locale,
): string {
  const person = personOf(participantId);
  const session = sessions.get(sessionId);
  const name = [person?.firstName, person?.lastName].filter(Boolean).join(' ');
  const who = [name, person?.email].filter(Boolean).join(', ') || noticeTexts[locale].unnamed;
  const date =
    session && !isAlwaysOpen(session)
      ? formatInstant(Date.parse(session.startsAtUtc), session.timeZone, locale, 'short')
      : undefined;
  return singleLine([who, session?.name, date].filter(Boolean).join(' · '));
}
