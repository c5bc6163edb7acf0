import * as z from 'zod';
import { idDigits, ParticipantId, SessionId } from '../domain/ids.ts';
import { makeLinkToken, type LinkKey, type LinkPurpose } from '../domain/link-token.ts';
import type { Event } from '../domain/event.ts';
import type { Participant } from '../domain/participant.ts';
import { registrationId, type Registration } from '../domain/registration.ts';
import { sessionStatus, type Session } from '../domain/session.ts';
import { allowsMail, isUnreachable } from '../domain/wish.ts';
import { composeMime } from '../mail/compose-mime.ts';
import { confirmRequestMail } from '../mail/confirm-request-mail.ts';
import { confirmationMail } from '../mail/confirmation-mail.ts';
import type { Mail, RegistrantMailInput } from '../mail/mail.ts';
import { sendMail, type MailOutlet } from '../mail/send-mail.ts';
import { waitlistMail } from '../mail/waitlist-mail.ts';
import { claimMail, recordMailSent } from '../table/mail-items.ts';
import { getEvent } from '../table/event-items.ts';
import { getParticipant } from '../table/participant-items.ts';
import { getRegistration } from '../table/registration-items.ts';
import { getSession } from '../table/session-items.ts';
import type { Table } from '../table/table.ts';
import { formatInstant } from '../time/format-instant.ts';
import { isTimeZone } from '../time/zone-table.ts';

/** Says that a mail about a registration is due; whether it is sent is decided when it is sent. */
export const ConfirmationMessage = z.object({
  kind: z.enum(['confirmation', 'confirm-request', 'waitlist']),
  sessionId: SessionId,
  participantId: ParticipantId,
  round: z.number(),
});
export type ConfirmationMessage = z.infer<typeof ConfirmationMessage>;

export interface ConfirmationDeps {
  table: Table;
  outlet: MailOutlet;
  linkKeys: LinkKey[];
  /** Where links point, without a slash at the end. */
  publicOrigin: string;
  from: { address: string; name: string };
  now: () => number;
}

/** What became of the mail; all but `sent` say why there was none. */
export type ConfirmationOutcome = 'sent' | 'sent-before' | 'stale' | 'not-wanted' | 'session-over';

interface Due {
  event: Event;
  session: Session;
  participant: Participant;
  registration: Registration;
}

/** Longer than sending takes, shorter than anybody waits. */
const LEASE_MS = 2 * 60_000;

/** Somebody else is sending this mail right now; ask again later. */
export class MailBusy extends Error {
  override readonly name = 'MailBusy';
}

/** Sends a mail about a registration once, if the state of now still wants it. */
export async function sendConfirmation(
  deps: ConfirmationDeps,
  message: ConfirmationMessage,
): Promise<ConfirmationOutcome> {
  const due = await load(deps.table, message);
  if (!due) return 'stale';
  const objection = objectionTo(message, due, deps.now());
  if (objection) return objection;

  const messageId = messageIdOf(message, due);
  const { participantId, eventId } = due.registration;
  const now = deps.now();
  const claim = await claimMail(
    deps.table,
    messageId,
    { participantId, eventId },
    { now: iso(now), leaseUntil: iso(now + LEASE_MS) },
  );
  if (claim === 'sent') return 'sent-before';
  if (claim === 'busy') throw new MailBusy(`Mail ${messageId} is being sent by somebody else.`);

  const raw = await composeMime(compose(deps, message, due), {
    date: iso(now),
    messageId: `${messageId}@${mailDomain(deps)}`,
  });
  const providerId = await sendMail(deps.outlet, { raw, messageId });
  await recordMailSent(deps.table, messageId, { at: iso(deps.now()), providerId });
  return 'sent';
}

/** Browsers, files and strangers send what they like; a zone nobody knows costs the mail's second line, not the mail. */
const isKnownZone = (zone: string | undefined): boolean => zone !== undefined && isTimeZone(zone);
const iso = (ms: number): string => new Date(ms).toISOString();
const mailDomain = (deps: ConfirmationDeps): string =>
  deps.from.address.slice(deps.from.address.lastIndexOf('@') + 1);

async function load(table: Table, message: ConfirmationMessage): Promise<Due | undefined> {
  const [registration, participant, session] = await Promise.all([
    getRegistration(table, message.sessionId, message.participantId),
    getParticipant(table, message.participantId),
    getSession(table, message.sessionId),
  ]);
  const event = session && (await getEvent(table, session.eventId));
  return registration && participant && event && { registration, participant, session, event };
}

const statusFor = {
  confirmation: 'registered',
  'confirm-request': 'pending',
  waitlist: 'waitlisted',
} as const;

function objectionTo(message: ConfirmationMessage, due: Due, nowMs: number): ConfirmationOutcome | undefined {
  const { registration, participant, session, event } = due;
  if (registration.status !== statusFor[message.kind] || registration.round !== message.round) return 'stale';
  if (participant.deletedAt) return 'stale';
  const status = sessionStatus(session, nowMs);
  if (status === 'ended' || status === 'cancelled') return 'session-over';
  // Asking an opted-out person whether they mean it is allowed once per event; the ledger key sees to that.
  const wanted =
    message.kind === 'confirm-request' ? !isUnreachable(participant) : allowsMail(participant, event.id);
  return wanted ? undefined : 'not-wanted';
}

/** The ledger key of the mail, and the tag by which the provider's events find it. */
function messageIdOf(message: ConfirmationMessage, { registration }: Due): string {
  if (message.kind !== 'confirm-request')
    return `${message.kind}-${registrationId(registration)}-${message.round}`;
  return `confirm-request-${idDigits(registration.eventId)}-${idDigits(registration.participantId)}`;
}

function compose(deps: ConfirmationDeps, message: ConfirmationMessage, due: Due): Mail {
  const { event, session, participant, registration } = due;
  const [key] = deps.linkKeys;
  if (!key) throw new Error('There is no link key.');
  const link = (path: string, purpose: LinkPurpose) =>
    `${deps.publicOrigin}/${path}/${makeLinkToken(key, purpose, registration)}`;
  const locale = registration.locale ?? event.locale;
  const input: RegistrantMailInput = {
    to: {
      email: registration.email,
      name: [participant.firstName, participant.lastName].filter(Boolean).join(' '),
    },
    from: deps.from,
    locale,
    event,
    sessions: [session],
    preferencesUrl: link('u', 'preferences'),
    oneClickUrl: link('u', 'preferences'),
    recipientTimeZone: [registration.timeZone, participant.timeZone].find(isKnownZone),
    formatTime: (instant, zone) => formatInstant(Date.parse(instant), zone, locale, 'long'),
  };
  switch (message.kind) {
    case 'confirmation':
      return confirmationMail({ ...input, joinUrl: link('j', 'join') });
    case 'waitlist':
      return waitlistMail(input);
    case 'confirm-request':
      return confirmRequestMail({ ...input, confirmUrl: link('c', 'confirm') });
  }
}
