import type { BulkAction } from '../../bulk/domain/bulk-job.ts';
import { isOpen, type Session } from '../../events/domain/session.ts';
import type { Event } from '../../events/domain/event.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { hasOptedOut } from '../../people/domain/wish.ts';
import { makePersonToken } from '../../platform/access/link-token.ts';
import { formatInstant } from '../../platform/time/format-instant.ts';
import { isTimeZone } from '../../platform/time/zone-table.ts';
import { belongsTo } from '../../registrations/domain/registration.ts';
import { getRegistration } from '../../registrations/table/registration-items.ts';
import { InviteAction } from '../domain/invite-action.ts';
import { languageOfText } from '../domain/language-of-text.ts';
import { MailAction } from '../domain/mail-action.ts';
import { invitationMail } from '../render/invitation-mail.ts';
import type { Mail } from '../render/mail.ts';
import { mailingMail } from '../render/mailing-mail.ts';
import type { BulkDeps } from './send-to-many.ts';

/** Makes the mail to a person as they are now; undefined where it is not meant for them any more. */
export type Composer = (person: Participant) => Promise<Mail | undefined>;

/** What the mails of a bulk action are; undefined for one that mails nobody. */
export async function composerOf(deps: BulkDeps, action: BulkAction): Promise<Composer | undefined> {
  const written = MailAction.safeParse(action).data;
  if (written) return (person) => Promise.resolve(composeWritten(deps, written, person));
  const invite = InviteAction.safeParse(action).data;
  return invite && inviterTo(deps, invite);
}

function composeWritten(
  deps: BulkDeps,
  { subject, text, locale }: MailAction,
  person: Participant,
): Mail | undefined {
  const { email } = person;
  if (email === undefined) return undefined;
  return mailingMail({
    to: { email, person },
    from: deps.from,
    // What stands around the organizer's words is in their language, whatever else the person reads.
    locale: locale ?? languageOfText(`${subject}\n${text}`) ?? person.locale ?? 'en',
    subject,
    text,
    preferencesUrl: `${deps.publicOrigin}/u/${tokenFor(deps, 'preferences', { ...person, email })}`,
  });
}

function tokenFor(
  { linkKeys: [key] }: BulkDeps,
  purpose: 'preferences' | 'invitation',
  { id, addressId, email }: Pick<Participant, 'id' | 'addressId'> & { email: string },
): string {
  if (!key) throw new Error('There is no link key.');
  return makePersonToken(key, purpose, { participantId: id, addressId, email });
}

/** Invitations to a session, as long as one may come to it and for whoever has not answered yet. */
async function inviterTo(deps: BulkDeps, { sessionId }: InviteAction): Promise<Composer> {
  const { table, now } = deps;
  const session = await getSession(table, sessionId);
  const event = session && (await getEvent(table, session.eventId));
  return async (person) => {
    if (!event || event.archivedAt !== undefined || !isOpen(session, now())) return undefined;
    if (hasOptedOut(person, event.id)) return undefined;
    const registration = await getRegistration(table, sessionId, person.id);
    if (registration && belongsTo(registration, person)) return undefined;
    return composeInvitation(deps, event, session, person);
  };
}

function composeInvitation(
  deps: BulkDeps,
  event: Event,
  session: Session,
  person: Participant,
): Mail | undefined {
  const { email, locale = event.locale ?? 'en', timeZone } = person;
  if (email === undefined) return undefined;
  const { publicOrigin, from } = deps;
  const to = { ...person, email };
  const preferencesUrl = `${publicOrigin}/u/${tokenFor(deps, 'preferences', to)}`;
  const token = tokenFor(deps, 'invitation', to);
  return invitationMail({
    to: { email, name: [person.firstName, person.lastName].filter(Boolean).join(' ') },
    from: { ...from, name: event.sender.name ?? from.name },
    replyTo: event.sender.replyTo,
    ...{ locale, event, sessions: [session], preferencesUrl, oneClickUrl: preferencesUrl },
    recipientTimeZone: timeZone !== undefined && isTimeZone(timeZone) ? timeZone : undefined,
    formatTime: (instant, zone) => formatInstant(Date.parse(instant), zone, locale, 'long'),
    registerUrl: `${publicOrigin}/e/${event.id}?session=${session.id}&invitation=${token}`,
  });
}
