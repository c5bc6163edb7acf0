import { idDigits } from '../../platform/values/ids.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { getJob } from '../../jobs/table/job-items.ts';
import { countMails, tallyOf, type MailCounts, type MailFateCount } from '../table/mail-count-items.ts';
import { personIn, resolveIdentities, resolvePerson } from '../../people/table/resolve-identity.ts';
import { supersedeMail } from '../table/supersede-mail.ts';
import { partsExpireAt } from '../domain/parts-expire-at.ts';
import { objectionToMail } from '../domain/objection-to-mail.ts';
import { BulkJob } from '../../bulk/domain/bulk-job.ts';
import type { MailingMessage } from '../domain/mailing-message.ts';
import { chunks } from '../../platform/values/chunks.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { composerOf, type Composer } from './compose-for-person.ts';
import { LaterMails } from './later-mails.ts';
import { claimAndSend, outcomeOf, throwFirst, type BulkDeps, type BulkOutcome } from './send-to-many.ts';

const AT_ONCE = 5;
/** A transaction takes 100 writes. */
const COUNTED_AT_ONCE = 50;

const columns: Record<BulkOutcome, MailFateCount['column']> = {
  sent: 'sent',
  'sent-before': 'sent',
  stale: 'notWanted',
  late: 'notWanted',
  'not-wanted': 'notWanted',
  refused: 'refused',
  unknown: 'unknown',
};

/**
 * Sends a mailing to each of the people, never twice, and counts it; throws when some have to be tried again. For whom the
 * provider has no room now, another message comes.
 */
export async function sendMailing(
  deps: BulkDeps,
  { mailing: { jobId }, participantIds }: MailingMessage,
): Promise<MailCounts> {
  const job = await getJob(deps.table, jobId, BulkJob);
  const composer = job && (await composerOf(deps, job.action));
  if (!job || !composer) throw new Error(`${jobId} is no mailing.`);
  // Whoever cancels a mailing means the mails that are still in the queue as well.
  const isCancelled = job.status === 'cancelled' || job.cancelling === true;
  const people = await resolveIdentities(deps.table, participantIds);
  const fates: MailFateCount[] = [];
  const again: unknown[] = [];
  const later = new LaterMails();
  await inParallel(participantIds, AT_ONCE, async (id) => {
    if (later.add(id)) return;
    const person = personIn(people.get(id));
    if (!person || objectionToMail(person)) return void fates.push(notWanted(id));
    const mail = { jobId, askedId: id };
    await (isCancelled ? stop(deps, mail, person) : sendUnlessSent(deps, mail, composer, person)).then(
      (fate) => fates.push(fate),
      (error: unknown) => later.addFor(id, error) || again.push(error),
    );
  });
  const expiresAt = partsExpireAt(deps.now());
  for (const part of chunks(fates, COUNTED_AT_ONCE)) await countMails(deps.table, { jobId, expiresAt }, part);
  throwFirst(again);
  later.throwFor((ids) => ({ mailing: { jobId }, participantIds: ids }));
  return tallyOf(fates);
}

/** The mail has no ledger entry; if it is sent after all, that is counted, too. */
const notWanted = (askedId: string): MailFateCount => ({ key: `${askedId}/not-wanted`, column: 'notWanted' });

/** Makes sure that the mail is not sent any more. What was sent, or may have been, before it was cancelled stays so. */
async function stop(
  { table }: BulkDeps,
  { jobId, askedId }: { jobId: string; askedId: string },
  person: Participant,
): Promise<MailFateCount> {
  for (const id of new Set([askedId, ...(person.aliases ?? []), person.id])) {
    const fate = await supersedeMail(table, messageIdOf(jobId, id));
    if (fate) return { key: id, column: columns[outcomeOf[fate]] };
  }
  return { key: `${askedId}/stopped`, column: 'stopped' };
}

/** The ledger key: by the person as they are now, unless the mail was sent under the id of somebody merged into them. */
async function sendUnlessSent(
  deps: BulkDeps,
  { jobId, askedId }: { jobId: string; askedId: string },
  composer: Composer,
  person: Participant,
): Promise<MailFateCount> {
  const counted = (id: string, outcome: BulkOutcome): MailFateCount =>
    outcome === 'stale' || outcome === 'not-wanted'
      ? notWanted(askedId)
      : { key: id, column: columns[outcome] };
  const formers = new Set([askedId, ...(person.aliases ?? [])]);
  formers.delete(person.id);
  for (const former of formers) {
    const fate = await supersedeMail(deps.table, messageIdOf(jobId, former));
    if (fate) return counted(former, outcomeOf[fate]);
  }
  return counted(person.id, await mailOne(deps, jobId, composer, person));
}

const messageIdOf = (jobId: string, participantId: string): string =>
  `mailing-${idDigits(jobId)}-${idDigits(participantId)}`;

async function mailOne(
  deps: BulkDeps,
  jobId: string,
  composer: Composer,
  person: Participant,
): Promise<BulkOutcome> {
  if (person.email === undefined) return 'not-wanted';
  const mail = { participantId: person.id, runId: jobId };
  return claimAndSend(deps, messageIdOf(jobId, person.id), mail, async () => {
    const now = await resolvePerson(deps.table, person.id);
    return now && objectionToMail(now) === undefined ? composer(now) : undefined;
  });
}
