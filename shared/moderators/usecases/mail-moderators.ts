import type { Event } from '../../events/domain/event.ts';
import { isStillTrue } from '../../events/domain/session-change.ts';
import { isOpen, type Session } from '../../events/domain/session.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { RegistrantMailInput } from '../../mail/render/mail.ts';
import { sessionChangeMail } from '../../mail/render/session-change-mail.ts';
import { mailboxUrl } from '../../mail/usecases/organizers/mailbox-link.ts';
import type { MailDeps } from '../../mail/usecases/registrant-mail.ts';
import {
  sendToOrganizer,
  type OrganizerMailOutcome,
} from '../../mail/usecases/organizers/send-to-organizer.ts';
import type { Table } from '../../platform/table/table.ts';
import { formatInstant } from '../../platform/time/format-instant.ts';
import { idDigits } from '../../platform/values/ids.ts';
import { isSpeaker, moderates, type Moderator } from '../domain/moderator.ts';
import { moderatorMail } from '../render/moderator-mail.ts';
import { moderatorTexts } from '../render/moderator-texts.ts';
import { getModerator, listModerators } from '../table/moderator-items.ts';
import { makeModeratorToken } from './moderator-link.ts';
import type { ModeratorInvited, ModeratorsToTell } from './moderator-message.ts';
import { sessionsOf } from './open-moderator-link.ts';

type Deps = MailDeps & { table: Table };
type Outcome = OrganizerMailOutcome | 'stale';

/** Sessions that an invitation names; the link leads to all. */
const MOST_NAMED = 10;

/** Sends somebody who moderates their link, once, if they still do. */
export async function sendModeratorLink(deps: Deps, message: ModeratorInvited): Promise<Outcome> {
  const { ownerId, addressId, linkEpoch } = message.invited;
  const messageId = `moderator-${idDigits(ownerId)}-${idDigits(addressId)}-${linkEpoch}`;
  const compose = async () => {
    const moderator = await getModerator(deps.table, ownerId, addressId);
    if (moderator?.linkEpoch !== linkEpoch) return undefined;
    const found = await placeOf(deps, moderator);
    if (!found) return undefined;
    return moderatorMail({
      ...mailInput(deps, moderator, found.event, found.sessions.slice(0, MOST_NAMED)),
      role: isSpeaker(moderator) ? 'speaker' : 'team',
      moderatorUrl: linkOf(deps, moderator),
    });
  };
  return sendToOrganizer(deps, { messageId, addressId, message, compose });
}

/** Tells those who moderate a session, each once, that it was moved or cancelled. Answers what became of each. */
export async function tellModerators(deps: Deps, message: ModeratorsToTell): Promise<Outcome[]> {
  const change = message.toModerators;
  const { news } = change;
  if (news !== 'moved' && news !== 'cancelled') return ['stale'];
  const session = await getSession(deps.table, change.sessionId);
  const event = session && (await getEvent(deps.table, session.eventId));
  if (!event || session.deletedAt !== undefined || !isStillTrue(change, session, deps.now()))
    return ['stale'];
  const lists = await Promise.all([event.id, session.id].map((id) => listModerators(deps.table, id)));
  const moderators = lists.flat().filter((one) => moderates(one, session));
  // Who is on the team and a speaker as well hears of it once.
  const each = new Map(moderators.map((one) => [one.addressId, one]));
  const outcomes: Outcome[] = [];
  for (const [addressId, moderator] of each) {
    const messageId = `moderator-news-${idDigits(session.id)}-${idDigits(addressId)}-${change.scheduleVersion}`;
    const compose = async () => {
      const [now, still] = await Promise.all([
        getSession(deps.table, session.id),
        getModerator(deps.table, moderator.ownerId, addressId),
      ]);
      if (!now || !isStillTrue(change, now, deps.now()) || still?.linkEpoch !== moderator.linkEpoch)
        return undefined;
      return sessionChangeMail({
        ...mailInput(deps, still, event, [now]),
        change: news,
        before: { ...now, ...change.former },
        joinUrl: news === 'moved' ? linkOf(deps, still) : undefined,
      });
    };
    outcomes.push(await sendToOrganizer(deps, { messageId, addressId, message, compose }));
  }
  return outcomes;
}

/** What somebody moderates; undefined where there is nothing any more. */
async function placeOf(
  deps: Deps,
  moderator: Moderator,
): Promise<{ event: Event; sessions: Session[] } | undefined> {
  if (!isSpeaker(moderator)) {
    const event = await getEvent(deps.table, moderator.ownerId);
    // A room has no date to name.
    const coming = event?.kind === 'room' ? [] : await sessionsOf(deps.table, moderator, deps.now());
    return event && { event, sessions: coming.filter((session) => isOpen(session, deps.now())) };
  }
  const session = await getSession(deps.table, moderator.ownerId);
  if (!session || !isOpen(session, deps.now())) return undefined;
  const event = await getEvent(deps.table, session.eventId);
  return event && { event, sessions: [session] };
}

function linkOf(deps: Deps, moderator: Moderator): string {
  const [key] = deps.linkKeys;
  if (!key) throw new Error('There is no link key.');
  return `${deps.publicOrigin}/j/${makeModeratorToken(key, moderator)}`;
}

function mailInput(
  deps: Deps,
  { addressId, email, name }: Moderator,
  event: Event,
  sessions: readonly Session[],
): RegistrantMailInput {
  const locale = event.locale ?? 'en';
  const stopUrl = mailboxUrl(deps, addressId, email);
  return {
    to: { email, name },
    from: { ...deps.from, name: event.sender.name ?? deps.from.name },
    replyTo: event.sender.replyTo,
    locale,
    event,
    sessions,
    preferencesUrl: stopUrl,
    oneClickUrl: stopUrl,
    reason: moderatorTexts[locale].reason.replace('{title}', () => event.title),
    formatTime: (instant, zone) => formatInstant(Date.parse(instant), zone, locale, 'long'),
  };
}
