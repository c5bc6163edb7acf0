import * as z from 'zod';
import type { HistoryEntry } from '../../people/domain/history.ts';
import { subjectFor } from '../../mail/domain/mail-subject.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { readItem } from '../../platform/table/item.ts';
import type { JobReader } from '../../jobs/table/job-reader.ts';

const MailImage = z.object({
  participantId: z.string(),
  eventId: z.string().optional(),
  runId: z.string().optional(),
  template: z.string().optional(),
  state: z.string(),
  sentAt: z.string().optional(),
  subject: z.string().optional(),
  toldSk: z.string(),
});

/** The job of a mailing, as far as the history shows it. */
const Mailing = z.object({
  id: z.string(),
  createdBy: z.string(),
  action: z.object({ type: z.literal('mail'), subject: z.string() }),
});

/**
 * The history entry of a mail, from the ledger. A mail's id begins with what it is: `confirmation-…`, `reminder-…` (its
 * template says more); all others are mailings of an organizer. The subject is the one it was sent with. Where only the
 * provider has told of a mailing, its subject is filled in from the person as they are now.
 */
export async function historyOfMail(
  readJob: JobReader,
  person: Participant,
  item: Record<string, unknown>,
): Promise<HistoryEntry> {
  const mail = readItem(MailImage, 'mail', item);
  const { participantId, eventId, runId, template, state, sentAt, toldSk } = mail;
  const [at = '', act = ''] = toldSk.split('#');
  const kind = /^[a-z]+(?:-[a-z]+)*?(?=-[0-9a-f]{32}|$)/.exec(act)?.[0];
  const job = runId === undefined ? undefined : await readJob(runId);
  const mailing = Mailing.safeParse(job).data;
  const subject = mail.subject ?? (mailing && subjectFor(person, mailing.action.subject));
  return {
    participantId,
    at,
    act,
    kind: 'mail',
    actor: mailing?.createdBy ?? 'system',
    origin: mailing ? `bulk ${mailing.id}` : 'mail',
    data: { message: template ?? kind, state, eventId, jobId: runId, subject, sentAt },
  };
}
