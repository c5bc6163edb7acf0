import type { TableChange } from '../../platform/table/read-change.ts';
import { isOffered } from '../../registrations/domain/offer.ts';
import { awaitsApproval, belongsToSomebody, Registration } from '../../registrations/domain/registration.ts';
import type { ConfirmationMessage } from './send-confirmation.ts';

/** The mails of people who were registered, imported or decided about with many others go into the queue of bulk mails. */
interface Asked {
  confirmations?: ConfirmationMessage[];
  bulk?: ConfirmationMessage[];
}

/**
 * A mail is due when somebody becomes registered, has to wait or to confirm; not when anything else changes. Whoever asks
 * for a seat hears when they have it, or when there is none for them.
 */
export function askForConfirmation(change: TableChange): Asked {
  const before = change.before && Registration.parse(change.before);
  const after = change.after && Registration.parse(change.after);
  if (!after || isSameNews(before, after)) return {};
  // It became part of this one by a merge: its person has had that mail, or it is on its way under the former name.
  if (Object.keys(after.mergedFrom ?? {}).some((id) => before?.mergedFrom?.[id] === undefined)) return {};
  const isBack = before?.status === 'cancelled' && after.addedBy !== undefined;
  const isNew = !before || !belongsToSomebody(before) || isBack;
  // Whoever an import or a bulk action put into the line hears of their seat, or that they wait, as if they were new.
  const isAnswered =
    before?.status === 'waitlisted' &&
    (after.status === 'registered' || before.waitsSince !== after.waitsSince) &&
    after.selfAt === undefined &&
    after.confirmedAt === undefined;
  if ((isNew || isAnswered) && after.quiet) return {};
  const { eventId, sessionId, participantId, mailRound, status } = after;
  const kinds = {
    registered: 'confirmation',
    waitlisted: 'waitlist',
    pending: 'confirm-request',
    cancelled: 'cancellation',
  } as const;
  if (status === 'suspected' || (status === 'cancelled' && !isCancelledByOthers(before, after))) return {};
  if (status === 'waitlisted' && after.waitsSince === undefined) return {};
  const kind = awaitsApproval(after) ? 'received' : isOffered(after) ? 'offer' : kinds[status];
  const messages = [{ kind, eventId, sessionId, participantId, mailRound } as const];
  // Who is asked whether they take a place has little time, and who takes it did so themselves.
  const isAsked = isOffered(after) || (before !== undefined && isOffered(before));
  const isMadeWithMany = (isNew || isAnswered) && (after.invitedBy ?? after.importMark) !== undefined;
  const isOfMany = !isAsked && (isMadeWithMany || isChangedWithMany(before, after));
  return isOfMany ? { bulk: messages } : { confirmations: messages };
}

/** A bulk action decided about it, or the seat is given for which that made it ask. */
const isChangedWithMany = (before: Registration | undefined, { changedBy }: Registration): boolean =>
  changedBy !== undefined && (changedBy !== before?.changedBy || before.status === 'waitlisted');

const isSameNews = (before: Registration | undefined, after: Registration): boolean =>
  after.status === before?.status &&
  after.mailRound === before.mailRound &&
  awaitsApproval(after) === awaitsApproval(before) &&
  (after.waitsSince === undefined || before.waitsSince !== undefined) &&
  (after.offer === undefined || before.offer !== undefined);

/**
 * Whoever cancels their own registration gets no mail about it, and a registration that is cancelled from the start was
 * never announced.
 */
const isCancelledByOthers = (before: Registration | undefined, after: Registration): boolean =>
  after.tellCancelled === true &&
  before !== undefined &&
  before.status !== 'cancelled' &&
  belongsToSomebody(after);
