import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { getMailCounts } from '../../shared/mail/table/mail-count-items.ts';
import { claimMail, recordMailSent } from '../../shared/mail/table/mail-items.ts';
import { mailsOf } from '../../shared/mail/table/person-mails.ts';
import { MailFeedback, onMailFeedback } from '../../shared/mail/usecases/on-mail-feedback.ts';
import { NOW } from '../support/factories.ts';
import { idOf } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const at = new Date(NOW).toISOString();

/** A mail of a run, of the size that reminders have: what its sender writes, and what the provider's event does. */
function mailOfRun(table: typeof aws.table) {
  const participantId = idOf(`${randomUUID()}@example.com`);
  const runId = `run_${randomUUID().replaceAll('-', '')}`;
  const name = `reminder-${'0'.repeat(32)}-${participantId.slice(4)}-day-2027-03-07T1000`;
  const claimant = { owner: randomUUID(), nowMs: NOW };
  const eventId = `evt_${'0'.repeat(32)}`;
  return {
    participantId,
    runId,
    claim: () => claimMail(table, name, { participantId, runId, eventId, template: 'reminder' }, claimant),
    send: () => recordMailSent(table, name, { at, providerId: `0107${randomUUID()}` }),
    tell: () =>
      onMailFeedback(
        { table, identityKey, now: () => NOW + 5_000 },
        MailFeedback.parse({ eventType: 'Send', mail: { messageId: 'x', tags: { message: [name] } } }),
      ),
  };
}

it('A reminder mail costs at most 5 write units with the event that tells of it', async () => {
  const counting = aws.countingTable();
  const mail = mailOfRun(counting.table);
  const steps: number[] = [];
  for (const step of [mail.claim, mail.send, mail.tell]) {
    await step();
    steps.push(counting.writes());
  }
  expect(steps).toEqual([2, 5, 5]);
});

it('An event that comes before its sender has said so, or twice, tells that a mail was sent, and counts it once', async () => {
  const mail = mailOfRun(aws.table);
  await mail.claim();
  await mail.tell();
  await mail.send();
  await mail.tell();
  const found = [];
  for await (const mails of mailsOf(aws.table, mail.participantId)) found.push(...mails);
  expect(found).toMatchObject([{ state: 'sent' }]);
  expect((await getMailCounts(aws.table, mail.runId)).sent).toBeLessThanOrEqual(1);
});
