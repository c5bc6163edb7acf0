import type { TableChange } from '../../platform/table/read-change.ts';
import { belongsToSomebody, Registration } from '../../registrations/domain/registration.ts';
import type { ConfirmationMessage } from './send-confirmation.ts';

/** The mails of people who were invited or imported with many others go into the queue of bulk mails. */
interface Asked {
  confirmations?: ConfirmationMessage[];
  bulk?: ConfirmationMessage[];
}

/** A mail is due when somebody becomes registered or has to confirm; not when anything else changes. */
export function askForConfirmation(change: TableChange): Asked {
  const before = change.before && Registration.parse(change.before);
  const after = change.after && Registration.parse(change.after);
  if (!after || (after.status === before?.status && after.mailRound === before.mailRound)) return {};
  // It became part of this one by a merge: its person has had that mail, or it is on its way under the former name.
  if (Object.keys(after.mergedFrom ?? {}).some((id) => before?.mergedFrom?.[id] === undefined)) return {};
  const isNew = !before || !belongsToSomebody(before);
  // Whoever an import or a bulk action let wait, and gave a seat when it had ended, hears of it as if they were new.
  const isSeated =
    before?.status === 'waitlisted' && after.status === 'registered' && after.selfAt === undefined;
  if ((isNew || isSeated) && after.quiet) return {};
  const { eventId, sessionId, participantId, mailRound, status } = after;
  const kinds = {
    registered: 'confirmation',
    waitlisted: 'waitlist',
    pending: 'confirm-request',
    cancelled: 'cancellation',
  } as const;
  if (status === 'suspected' || (status === 'cancelled' && !isCancelledByOthers(before, after))) return {};
  const messages = [{ kind: kinds[status], eventId, sessionId, participantId, mailRound }];
  const isOfMany = (isNew || isSeated) && (after.invitedBy ?? after.importMark) !== undefined;
  return isOfMany ? { bulk: messages } : { confirmations: messages };
}

/**
 * Whoever cancels their own registration gets no mail about it, and a registration that is cancelled from the start was
 * never announced.
 */
const isCancelledByOthers = (before: Registration | undefined, after: Registration): boolean =>
  after.tellCancelled === true &&
  before !== undefined &&
  before.status !== 'cancelled' &&
  belongsToSomebody(after);
