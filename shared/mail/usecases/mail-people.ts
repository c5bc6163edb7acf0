import type { BulkActionKind } from '../../bulk/usecases/bulk-action.ts';
import type { BulkJob, BulkVerdict } from '../../bulk/domain/bulk-job.ts';
import { MailAction } from '../domain/mail-action.ts';
import { placeholderFaults } from '../domain/mail-text.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { objectionToMail } from '../domain/objection-to-mail.ts';
import { listVariables } from '../../variables/table/variable-items.ts';
import { isMailingUnderWay, mailingDetails } from './mailing-progress.ts';
import { queueMails } from './queue-mails.ts';
import type { MailingMessage } from '../domain/mailing-message.ts';
import type { BulkReader, BulkActionWork } from '../../bulk/usecases/bulk-action-work.ts';
import { skipped } from '../../bulk/usecases/change-people.ts';

/** Mails people what an organizer wrote. */
export const mailAction: BulkActionKind<MailAction> = {
  schema: MailAction,
  permission: 'mailings:send',
  open: openMail,
  isUnderWay: isMailingUnderWay,
  details: mailingDetails,
};

/** Queues a mail to each person who may be written to. Whether it is sent is decided when it is sent, once per person. */
async function openMail(reader: BulkReader, job: BulkJob, action: MailAction): Promise<BulkActionWork> {
  await checkPlaceholders(reader, action);
  return {
    dryRun: (people) => Promise.resolve(people.map(verdict)),
    // A page that comes again queues its mails again; the ledger lets each of them out once.
    apply: async ({ bulk }, people) => {
      const ids = people.filter((person) => !objectionToMail(person)).map((person) => person.id);
      await queueMails<MailingMessage>(bulk, ids, { mailing: { jobId: job.id } });
      return people.map(verdict);
    },
  };
}

async function checkPlaceholders(reader: BulkReader, action: MailAction): Promise<void> {
  if (!/\{\{|\}\}/.test(`${action.subject}\n${action.text}`)) return;
  const names = new Set((await listVariables(reader.table)).map((variable) => variable.name));
  const errors = (['subject', 'text'] as const).flatMap((field) =>
    placeholderFaults(action[field], (name) => names.has(name)).map((message) => ({
      field: `action.${field}`,
      code: 'unknown-placeholder' as const,
      message,
    })),
  );
  if (errors.length > 0) throw new Refusal('invalid-input', 'The mail needs another look.', errors);
}

const verdict = (person: Participant): BulkVerdict => {
  const objection = objectionToMail(person);
  return objection === undefined ? { outcome: 'changed' } : skipped(objection);
};
