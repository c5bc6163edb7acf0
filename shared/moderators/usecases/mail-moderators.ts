import type { Event } from '../../events/domain/event.ts';
import { isStillTrue } from '../../events/domain/session-change.ts';
import { isOpen, type Session } from '../../events/domain/session.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { Mail, RegistrantMailInput } from '../../mail/render/mail.ts';
import { sessionChangeMail } from '../../mail/render/session-change-mail.ts';
import { isMailboxOpen } from '../../mail/table/mailbox-items.ts';
import { mailboxUrl } from '../../mail/usecases/mailbox-link.ts';
import type { MailDeps } from '../../mail/usecases/registrant-mail.ts';
import { sendClaimed, SendingTooFast, type SendOutcome } from '../../mail/usecases/send-claimed.ts';
import { isUnreachable } from '../../people/domain/wish.ts';
import { resolveIdentity } from '../../people/table/resolve-identity.ts';
import { RetryLater } from '../../platform/problems/retry-later.ts';
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
type Outcome = 'sent' | 'sent-before' | 'refused' | 'not-wanted' | 'stale';

/** Sessions that an invitation names; the link leads to all. */
const MOST_NAMED = 10;

/** Sends somebody who moderates their link, once, if they still do. */
export async function sendModeratorLink(deps: Deps, message: ModeratorInvited): Promise<Outcome> {
  const { ownerId, addressId, linkEpoch } = message.invited;
  const messageId = `moderator-${idDigits(ownerId)}-${idDigits(addressId)}-${linkEpoch}`;
  return send(deps, message, messageId, addressId, async () => {
    const moderator = await getModerator(deps.table, ownerId, addressId);
    if (moderator?.linkEpoch !== linkEpoch) return undefined;
    const found = await placeOf(deps, moderator);
    if (!found) return undefined;
    return moderatorMail({
      ...mailInput(deps, moderator, found.event, found.sessions.slice(0, MOST_NAMED)),
      role: isSpeaker(moderator) ? 'speaker' : 'team',
      moderatorUrl: linkOf(deps, moderator),
    });
  });
}

/** Tells those who moderate a session, each once, that it was moved or cancelled. Answers what became of each. */
export async function tellModerators(deps: Deps, message: ModeratorsToTell): Promise<Outcome[]> {
  const change = message.toModerators;
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
        change: change.news,
        before: { ...now, ...change.former },
        joinUrl: change.news === 'moved' ? linkOf(deps, still) : undefined,
      });
    };
    outcomes.push(await send(deps, message, messageId, addressId, compose));
  }
  return outcomes;
}

async function send(
  deps: Deps,
  message: object,
  messageId: string,
  addressId: string,
  compose: () => Promise<Mail | undefined>,
): Promise<Outcome> {
  const mail = { participantId: addressId };
  const outcome = await sendClaimed(deps, messageId, mail, async () =>
    (await mayMail(deps.table, addressId)) ? compose() : undefined,
  ).catch((error: unknown): SendOutcome => {
    throw error instanceof SendingTooFast ? error.with(message) : error;
  });
  if (typeof outcome === 'string') return outcome;
  if (outcome.found === 'sent') return 'sent-before';
  if (outcome.found === 'refused') return 'refused';
  throw new RetryLater(`Mail ${messageId} is being sent by somebody else.`);
}

/** What an address allows, of mails to organizers and as that of a participant. */
async function mayMail(table: Table, addressId: string): Promise<boolean> {
  const [isOpenBox, { found }] = await Promise.all([
    isMailboxOpen(table, addressId),
    resolveIdentity(table, addressId),
  ]);
  const wish = found?.kind === 'erased' ? found.wish : found?.person;
  return isOpenBox && !(wish && isUnreachable(wish));
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
