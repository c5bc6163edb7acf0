import * as z from 'zod';
import { idDigits } from '../domain/ids.ts';
import { makePersonToken } from '../domain/link-token.ts';
import type { Participant } from '../domain/participant.ts';
import { mailingMail } from '../mail/mailing-mail.ts';
import { getJob } from '../table/job-items.ts';
import { countMails, type MailCounts } from '../table/mail-count-items.ts';
import { personIn, resolveIdentities } from '../table/resolve-identity.ts';
import { objectionTo } from './bulk/mail-people.ts';
import type { ActionOf } from './bulk/bulk-work.ts';
import { inParallel } from './in-parallel.ts';
import { claimAndSend, type BulkDeps, type BulkOutcome } from './send-to-many.ts';

/** Says that some people are to be mailed; whether each is, is decided when it is sent. */
export const MailingMessage = z.object({
  mailing: z.object({ jobId: z.string() }),
  participantIds: z.array(z.string()).max(100),
});
export type MailingMessage = z.infer<typeof MailingMessage>;

const AT_ONCE = 5;
/** Longer than any message may wait in a queue or beside it. */
const PART_DAYS = 30;

const columns: Record<BulkOutcome, keyof MailCounts> = {
  sent: 'sent',
  'sent-before': 'sent',
  stale: 'notWanted',
  'not-wanted': 'notWanted',
  refused: 'refused',
  unknown: 'unknown',
};

/** Sends a mailing to each of the people, never twice, and counts it; throws when some have to be tried again. */
export async function sendMailing(
  deps: BulkDeps,
  { mailing: { jobId }, participantIds }: MailingMessage,
): Promise<MailCounts> {
  const counts: MailCounts = { sent: 0, notWanted: 0, refused: 0, unknown: 0 };
  const job = await getJob(deps.table, jobId);
  if (job?.kind !== 'bulk' || job.action.type !== 'mail') throw new Error(`${jobId} is no mailing.`);
  const { action } = job;
  // Whoever cancels a mailing means the mails that are still in the queue as well.
  const isCancelled = job.status === 'cancelled';
  const people = await resolveIdentities(deps.table, participantIds);
  const again: unknown[] = [];
  await inParallel(participantIds, AT_ONCE, async (id) => {
    const person = personIn(people.get(id));
    if (isCancelled || !person || objectionTo(person)) return void (counts.notWanted += 1);
    await mailOne(deps, jobId, action, person).then(
      (outcome) => (counts[columns[outcome]] += 1),
      (error: unknown) => again.push(error),
    );
  });
  if (again.length > 0) throw again[0];
  const expiresAt = Math.floor(deps.now() / 1000) + PART_DAYS * 24 * 3600;
  await countMails(deps.table, { jobId, firstId: participantIds[0] ?? '', expiresAt }, counts);
  return counts;
}

/** By the person as they are now: two who were merged since get one mail. */
async function mailOne(
  deps: BulkDeps,
  jobId: string,
  { subject, text }: ActionOf<'mail'>,
  person: Participant,
): Promise<BulkOutcome> {
  const { email } = person;
  const [key] = deps.linkKeys;
  if (email === undefined) return 'not-wanted';
  if (!key) throw new Error('There is no link key.');
  const preferencesUrl = `${deps.publicOrigin}/u/${makePersonToken(key, 'preferences', person.id)}`;
  return claimAndSend(
    deps,
    `mailing-${idDigits(jobId)}-${idDigits(person.id)}`,
    { participantId: person.id, runId: jobId },
    () =>
      mailingMail({
        to: { email, person },
        from: deps.from,
        locale: person.locale ?? 'en',
        subject,
        text,
        preferencesUrl,
      }),
  );
}
