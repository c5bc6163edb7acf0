import type { BulkActionKind } from '../../bulk/usecases/bulk-action.ts';
import type { BulkJob, BulkVerdict } from '../../bulk/domain/bulk-job.ts';
import type { BulkActionWork, BulkReader } from '../../bulk/usecases/bulk-action-work.ts';
import { skipped, unchanged } from '../../bulk/usecases/change-people.ts';
import { sessionNamed } from '../../bulk/usecases/change-registrations.ts';
import { isOpen } from '../../events/domain/session.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { hasOptedOut } from '../../people/domain/wish.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { belongsTo } from '../../registrations/domain/registration.ts';
import { noteInvitations } from '../../registrations/table/invitation-items.ts';
import { getRegistrationsIn } from '../../registrations/table/write-marked-registration.ts';
import { refuseArchived } from '../../registrations/usecases/refuse-closed-door.ts';
import { InviteAction } from '../domain/invite-action.ts';
import type { MailingMessage } from '../domain/mailing-message.ts';
import { objectionToMail } from '../domain/objection-to-mail.ts';
import { isMailingUnderWay, mailingDetails } from './mailing-progress.ts';
import { queueMails } from './queue-mails.ts';

/** Invites people to a session: a mail that leads to the registration page, and registers nobody. */
export const inviteAction: BulkActionKind<InviteAction> = {
  schema: InviteAction,
  permission: 'mailings:send',
  open: openInvite,
  isUnderWay: isMailingUnderWay,
  details: mailingDetails,
};

/** Queues a mail to each person who may be written to and has no place yet. Whether it is sent is decided when it is sent. */
async function openInvite(
  reader: BulkReader,
  job: BulkJob,
  { sessionId }: InviteAction,
): Promise<BulkActionWork> {
  const { event, session } = await sessionNamed(reader, sessionId);
  refuseArchived(event);
  if (!isOpen(session, reader.now()))
    throw new Refusal('session-closed', 'This session is over or cancelled: nobody can register for it.');
  const verdicts = async (people: Participant[]): Promise<BulkVerdict[]> => {
    const ids = people.map(({ id }) => id);
    const known = await getRegistrationsIn(reader.table, sessionId, ids);
    return people.map((person) => {
      const objection =
        objectionToMail(person) ?? (hasOptedOut(person, event.id) ? 'unsubscribed' : undefined);
      if (objection !== undefined) return skipped(objection);
      const registration = known.get(person.id);
      if (!registration || !belongsTo(registration, person)) return { outcome: 'changed' };
      return registration.status === 'cancelled' ? skipped('cancelled') : unchanged;
    });
  };
  return {
    dryRun: verdicts,
    // A page that comes again queues its mails again; the ledger lets each of them out once.
    apply: async ({ bulk, table }, people) => {
      const outcomes = await verdicts(people);
      const invited = people.filter((_, at) => outcomes[at]?.outcome === 'changed');
      await noteInvitations(table, { sessionId, jobId: job.id, at: job.createdAt });
      await queueMails<MailingMessage>(
        bulk,
        invited.map(({ id }) => id),
        { mailing: { jobId: job.id } },
      );
      return outcomes;
    },
  };
}
