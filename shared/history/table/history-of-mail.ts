import * as z from 'zod';
import type { HistoryEntry } from '../../people/domain/history.ts';
import { readItem } from '../../platform/table/item.ts';
import type { JobReader } from '../../jobs/table/job-reader.ts';

const MailImage = z.object({
  participantId: z.string(),
  eventId: z.string().optional(),
  runId: z.string().optional(),
  state: z.string(),
  sentAt: z.string().optional(),
  toldSk: z.string(),
});

/** A job that mails people what an organizer wrote. */
const Mailing = z.object({
  id: z.string(),
  createdBy: z.string(),
  action: z.object({ type: z.literal('mail'), subject: z.string() }),
});

/** What the ledger tells of a mail. Its id begins with what it is: `confirmation-…`, `reminder-…`; mailings are an organizer's. */
export async function historyOfMail(
  readJob: JobReader,
  item: Record<string, unknown>,
): Promise<HistoryEntry> {
  const { participantId, eventId, runId, state, sentAt, toldSk } = readItem(MailImage, 'mail', item);
  const [at = '', act = ''] = toldSk.split('#');
  const message = /^[a-z]+(?:-[a-z]+)*?(?=-[0-9a-f]{32}|$)/.exec(act)?.[0];
  const job = runId === undefined ? undefined : await readJob(runId);
  const mailing = Mailing.safeParse(job).data;
  return {
    participantId,
    at,
    act,
    kind: 'mail',
    actor: mailing?.createdBy ?? 'system',
    origin: mailing ? `bulk ${mailing.id}` : 'mail',
    data: { message, state, eventId, jobId: runId, subject: mailing?.action.subject, sentAt },
  };
}
