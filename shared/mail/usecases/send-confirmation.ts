import * as z from 'zod';
import { RetryLater } from '../../platform/problems/retry-later.ts';
import { EventId, idDigits, ParticipantId, SessionId } from '../../platform/values/ids.ts';
import {
  awaitsApproval,
  formerRegistrations,
  registrationId,
  type Registration,
} from '../../registrations/domain/registration.ts';
import { isOffered, offerEnd } from '../../registrations/domain/offer.ts';
import { sessionStatus } from '../../events/domain/session.ts';
import { allowsMail, hasOptedOut, isUnreachable } from '../../people/domain/wish.ts';
import { cancellationMail } from '../render/cancellation-mail.ts';
import { confirmRequestMail } from '../render/confirm-request-mail.ts';
import { confirmationMail } from '../render/confirmation-mail.ts';
import { handedAwayMail } from '../render/handed-away-mail.ts';
import type { Mail } from '../render/mail.ts';
import { receivedMail } from '../render/received-mail.ts';
import { refusalMail } from '../render/refusal-mail.ts';
import { lapseMail } from '../render/lapse-mail.ts';
import { offerMail } from '../render/offer-mail.ts';
import { waitlistMail } from '../render/waitlist-mail.ts';
import { resolvePerson } from '../../people/table/resolve-identity.ts';
import { readRegistrant, type Registrant } from '../../registrations/table/registrant-items.ts';
import { supersedeMail, type MailFate } from '../table/supersede-mail.ts';
import type { Table } from '../../platform/table/table.ts';
import { calendarFor } from './calendar-for.ts';
import { linkOf, mailInput, type MailDeps } from './registrant-mail.ts';
import { sendClaimed, SendingTooFast } from './send-claimed.ts';
import { tellOfCancellation } from './send-session-changes.ts';

/** A message saying that a mail about a registration is due; whether it is sent is decided when it is sent. */
export const ConfirmationMessage = z.object({
  kind: z.enum(['confirmation', 'confirm-request', 'received', 'waitlist', 'offer', 'cancellation']),
  eventId: EventId,
  sessionId: SessionId,
  participantId: ParticipantId,
  mailRound: z.number(),
});
export type ConfirmationMessage = z.infer<typeof ConfirmationMessage>;

export interface ConfirmationDeps extends MailDeps {
  table: Table;
}

/** The outcome; all but `sent` say why there was no mail. */
export type ConfirmationOutcome =
  | 'sent'
  | 'sent-before'
  | 'refused'
  | 'stale'
  | 'not-wanted'
  | 'session-over';

/** Somebody else is sending this mail right now; ask again later. */
export class MailBusy extends RetryLater {
  override readonly name = 'MailBusy';
}

/** Sends a mail about a registration once, if its present state still needs it. A wait for the provider is no failure. */
export async function sendConfirmation(
  deps: ConfirmationDeps,
  message: ConfirmationMessage,
): Promise<ConfirmationOutcome> {
  try {
    return await sendIfWanted(deps, message);
  } catch (error) {
    throw error instanceof SendingTooFast ? error.with(message) : error;
  }
}

async function sendIfWanted(
  deps: ConfirmationDeps,
  message: ConfirmationMessage,
): Promise<ConfirmationOutcome> {
  const due = await readRegistrant(deps.table, message);
  if (!due || !isCurrent(message, due, deps.now())) return 'stale';
  const kind = asksAgain(due) ? 'confirm-request' : message.kind;
  const objection = objectionTo(kind, due, deps.now());
  if (objection) {
    if (objection === 'session-over' && due.session.cancelledAt !== undefined)
      await tellOfCancellation(deps, due);
    return objection;
  }

  const messageId = kind === 'confirm-request' ? questionIdOf(due) : messageIdOf(kind, due.registration);
  const { participantId, eventId } = due.registration;
  const former =
    kind === 'confirm-request' ? undefined : await fateOfFormer(deps, kind, message, due.registration);
  if (former === 'claimed') throw new MailBusy(`Mail ${messageId} is being sent by somebody else.`);
  if (former) return 'sent-before';
  const mail = { participantId, eventId };
  const outcome = await sendClaimed(deps, messageId, mail, async () => {
    const now = await readRegistrant(deps.table, message);
    const isDue =
      now &&
      (isCurrent(message, now, deps.now()) || (kind === 'confirm-request' && isStillAsked(messageId, now)));
    if (!isDue || objectionTo(kind, now, deps.now())) return undefined;
    return compose(deps, kind, now, await giverOf(deps, now));
  });
  if (typeof outcome === 'string') return outcome;
  const { found } = outcome;
  if (found === 'sent') return 'sent-before';
  if (found === 'moved') return 'stale';
  if (found === 'refused') return 'refused';
  throw new MailBusy(`Mail ${messageId} is being sent by somebody else.`);
}

const statusFor = {
  confirmation: 'registered',
  'confirm-request': 'pending',
  received: 'pending',
  waitlist: 'waitlisted',
  offer: 'waitlisted',
  cancellation: 'cancelled',
} as const;

/** Whether the registration is still as it was when the mail became due; it may have been merged into another one. */
function isCurrent(
  message: ConfirmationMessage,
  { registration, participant, session }: Registrant,
  nowMs: number,
): boolean {
  const isOwn = registration.participantId === message.participantId;
  const round = isOwn ? registration.mailRound : registration.mergedFrom?.[message.participantId]?.mailRound;
  if (registration.status !== statusFor[message.kind] || round !== message.mailRound) return false;
  if (awaitsApproval(registration) !== (message.kind === 'received')) return false;
  if (isOffered(registration) !== (message.kind === 'offer')) return false;
  if (isOffered(registration) && nowMs >= offerEnd(registration, session)) return false;
  return participant.deletedAt === undefined;
}

/**
 * Whether a claimed question is due still. It is one for all rounds and dates of an event: somebody who posted again meanwhile
 * made it due anew, and the message that tells so waits for this claim.
 */
function isStillAsked(questionId: string, now: Registrant): boolean {
  const { registration, participant } = now;
  if (participant.deletedAt !== undefined || questionIdOf(now) !== questionId) return false;
  return (registration.status === 'pending' && !awaitsApproval(registration)) || asksAgain(now);
}

/** The outcome of the same mail about the registrations that were merged into this one; undefined: it was not sent. */
async function fateOfFormer(
  deps: ConfirmationDeps,
  kind: AboutPlace,
  message: ConfirmationMessage,
  registration: Registration,
): Promise<MailFate | undefined> {
  const formers = formerRegistrations(registration).flatMap((former) => [
    former,
    ...(former.participantId === message.participantId ? [{ ...former, mailRound: message.mailRound }] : []),
  ]);
  const own = messageIdOf(kind, registration);
  for (const messageId of new Set(formers.map((former) => messageIdOf(kind, former)))) {
    const fate = messageId === own ? undefined : await supersedeMail(deps.table, messageId, deps.now());
    if (fate) return fate;
  }
  return undefined;
}

/** Somebody with a place opted out and registered again since: the mail that is due asks whether they want mail again. */
function asksAgain({ event, participant, registration }: Registrant): boolean {
  const { returnedAt, status } = registration;
  const hasPlace = status === 'registered' || status === 'waitlisted';
  if (!hasPlace || returnedAt === undefined || !hasOptedOut(participant, event.id)) return false;
  return (participant.optedOutAt ?? '') <= returnedAt;
}

function objectionTo(
  kind: ConfirmationMessage['kind'],
  { participant, session, event }: Registrant,
  nowMs: number,
): ConfirmationOutcome | undefined {
  const status = sessionStatus(session, nowMs);
  if (status === 'ended' || status === 'cancelled') return 'session-over';
  // Asking an opted-out person whether they mean it is allowed once per event: see `questionIdOf`.
  if (participant.email === undefined) return 'not-wanted';
  const wanted = kind === 'confirm-request' ? !isUnreachable(participant) : allowsMail(participant, event.id);
  return wanted ? undefined : 'not-wanted';
}

type AboutPlace = Exclude<ConfirmationMessage['kind'], 'confirm-request'>;

/** The ledger key of the mail; it is also the tag by which the provider's events find it. */
const messageIdOf = (kind: AboutPlace, registration: Registration): string =>
  `${kind}-${registrationId(registration)}-${registration.mailRound}`;

/**
 * The same of the question: one per event and person, whatever they register for, until they have answered it or mail to
 * them goes elsewhere. A link that went to the address of somebody merged is no answer, so that one does not count.
 */
function questionIdOf({ event, participant: { id, askRound = 0 } }: Registrant): string {
  return `confirm-request-${idDigits(event.id)}-${idDigits(id)}${askRound === 0 ? '' : `-${askRound}`}`;
}

/** The ledger key of the mail that is due for a registration whose person was never asked anew. */
export function messageNameOf(registration: Registration): string {
  const { eventId, participantId, status } = registration;
  if (awaitsApproval(registration)) return messageIdOf('received', registration);
  if (status === 'pending') return `confirm-request-${idDigits(eventId)}-${idDigits(participantId)}`;
  if (isOffered(registration)) return messageIdOf('offer', registration);
  return messageIdOf(status === 'waitlisted' ? 'waitlist' : 'confirmation', registration);
}

/** What the one who handed the place over calls themselves; undefined where nobody did. */
async function giverOf(
  { table }: ConfirmationDeps,
  { registration }: Registrant,
): Promise<string | undefined> {
  const { handedFrom } = registration;
  if (handedFrom === undefined) return undefined;
  const giver = await resolvePerson(table, handedFrom);
  return [giver?.firstName, giver?.lastName].filter(Boolean).join(' ');
}

function compose(
  deps: ConfirmationDeps,
  kind: ConfirmationMessage['kind'],
  due: Registrant,
  giver: string | undefined,
): Mail {
  const input = { ...mailInput(deps, due), giver };
  const link = (path: string, purpose: 'join' | 'confirm' | 'waitlist') => linkOf(deps, path, purpose, due);
  switch (kind) {
    case 'confirmation':
      return {
        ...confirmationMail({ ...input, joinUrl: link('j', 'join') }),
        calendar: calendarFor(deps, due, input, 'REQUEST'),
      };
    case 'received':
      return receivedMail(input);
    case 'cancellation':
      return { ...leaveMail(deps, due), calendar: calendarFor(deps, due, input, 'CANCEL') };
    case 'waitlist':
      return waitlistMail({ ...input, waitlistUrl: link('w', 'waitlist') });
    case 'offer':
      return offerMail({ ...input, waitlistUrl: link('w', 'waitlist'), until: offeredUntil(due) });
    case 'confirm-request':
      return confirmRequestMail({ ...input, confirmUrl: link('c', 'confirm') });
  }
}

/** As `isCurrent` has looked, there is an offer. */
function offeredUntil({ registration, session }: Registrant): string {
  if (!isOffered(registration)) throw new Error('A mail of an offer was composed where there is none.');
  return new Date(offerEnd(registration, session)).toISOString();
}

/** Of a place that was refused, given on, or taken back. */
function leaveMail(deps: ConfirmationDeps, due: Registrant): Mail {
  const input = mailInput(deps, due);
  const { refusedAt, lapsedAt, handedOverAt } = due.registration;
  if (handedOverAt !== undefined) return handedAwayMail(input);
  if (refusedAt !== undefined) return refusalMail(input);
  if (lapsedAt === undefined) return cancellationMail(input);
  return lapseMail({
    ...input,
    registrationUrl: `${deps.publicOrigin}/e/${due.event.id}?session=${due.session.id}`,
  });
}
