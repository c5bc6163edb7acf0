import { isAlwaysOpen } from '../../events/domain/room.ts';
import { makeLinkToken, type LinkKey, type LinkPurpose } from '../../platform/access/link-token.ts';
import type { Turn } from './turns/mail-turns.ts';
import { composeMime } from '../render/compose-mime.ts';
import type { Mail, RegistrantMailInput } from '../render/mail.ts';
import { sendMail, type MailSender } from '../../platform/mail-transport/send-mail.ts';
import type { Registrant } from '../../registrations/table/registrant-items.ts';
import { formatInstant } from '../../platform/time/format-instant.ts';
import { sessionEnd } from '../../events/domain/session.ts';
import { isTimeZone } from '../../platform/time/zone-table.ts';

export interface MailDeps {
  outlet: MailSender;
  linkKeys: LinkKey[];
  /** The origin of links, without a slash at the end. */
  publicOrigin: string;
  from: { address: string; name: string };
  now: () => number;
  /** The turns to send, within the time that the function has; without them, nobody keeps a pace. */
  turns?: { take: () => Promise<Turn>; slowDown: () => void };
}

/** A personal link of a registration, for a mail to the person. */
export function linkOf(
  deps: MailDeps,
  path: string,
  purpose: LinkPurpose,
  { participant, registration }: Pick<Registrant, 'participant' | 'registration'>,
): string {
  const [key] = deps.linkKeys;
  if (!key) throw new Error('There is no link key.');
  const { id, addressId = id } = participant;
  const token = makeLinkToken(key, purpose, { ...registration, addressId, email: addressOf(participant) });
  return `${deps.publicOrigin}/${path}/${token}`;
}

function addressOf({ email }: Registrant['participant']): string {
  if (email === undefined) throw new Error('A mail was composed for somebody without an address.');
  return email;
}

/** What every mail to a registrant needs. */
export function mailInput(deps: MailDeps, registrant: Registrant): RegistrantMailInput {
  const { event, session, participant, registration } = registrant;
  const locale = registration.locale ?? event.locale ?? 'en';
  const preferencesUrl = linkOf(deps, 'u', 'preferences', registrant);
  return {
    to: {
      // Not the registration's: the person may have another one by now.
      email: addressOf(participant),
      name: [participant.firstName, participant.lastName].filter(Boolean).join(' '),
    },
    from: { ...deps.from, name: event.sender.name ?? deps.from.name },
    replyTo: event.sender.replyTo,
    locale,
    event,
    sessions: isAlwaysOpen(session) ? [] : [session],
    formerDate: registration.movedFrom,
    ...(hasPlace(registrant, deps.now()) && { manageUrl: linkOf(deps, 'r', 'registrations', registrant) }),
    preferencesUrl,
    oneClickUrl: preferencesUrl,
    recipientTimeZone: [registration.timeZone, participant.timeZone].find(isKnownZone),
    formatTime: (instant, zone) => formatInstant(Date.parse(instant), zone, locale, 'long'),
  };
}

/** Whether they have something that they may change. */
const hasPlace = ({ session, registration: { status } }: Registrant, nowMs: number): boolean =>
  (status === 'registered' || status === 'waitlisted') &&
  !isAlwaysOpen(session) &&
  nowMs < sessionEnd(session);

/** A time zone may come from a browser or a file: an unknown one only costs the mail its second line. */
const isKnownZone = (zone: string | undefined): boolean => zone !== undefined && isTimeZone(zone);

/** Composes and sends a mail whose ledger entry is ours. Answers the provider's id. */
export async function sendRegistrantMail(deps: MailDeps, messageId: string, mail: Mail): Promise<string> {
  const domain = deps.from.address.slice(deps.from.address.lastIndexOf('@') + 1);
  const raw = await composeMime(mail, {
    date: new Date(deps.now()).toISOString(),
    messageId: `${messageId}@${domain}`,
  });
  return sendMail(deps.outlet, { raw, messageId });
}
