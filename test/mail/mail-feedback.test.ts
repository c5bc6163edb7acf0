import { describe, expect, it } from 'vitest';
import { participantStatus } from '../../shared/people/domain/wish.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { optInToEvent } from '../../shared/people/usecases/change-wishes.ts';
import { MailFeedback, onMailFeedback } from '../../shared/mail/usecases/on-mail-feedback.ts';
import { recordMailRefused, releaseMail } from '../../shared/mail/table/mail-items.ts';
import { mailKey } from '../../shared/mail/table/mail-keys.ts';
import { getItem } from '../../shared/platform/table/get-items.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { idOf, registered } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';

const aws = useLocalAws();

const tell = (event: Record<string, unknown>, at = NOW) =>
  onMailFeedback({ table: aws.table, identityKey, now: () => at }, MailFeedback.parse(event));
const bounce = (bounceType: string, ...emails: string[]) => ({
  eventType: 'Bounce',
  bounce: {
    bounceType,
    bounceSubType: 'General',
    bouncedRecipients: emails.map((emailAddress) => ({ emailAddress, status: '5.1.1' })),
  },
});
const complaint = (...emails: string[]) => ({
  eventType: 'Complaint',
  complaint: { complainedRecipients: emails.map((emailAddress) => ({ emailAddress })), feedbackId: 'x' },
});
const somebody = async (email: string) => {
  const event = await storedEvent(aws.table);
  await registered(aws, event, await storedSession(aws.table, event), { email });
  return event;
};
const personOf = (email: string) => getParticipant(aws.table, idOf(email));
const statusOf = async (email: string) => participantStatus((await personOf(email))!);

describe('What the mail provider tells', () => {
  it('marks an address that does not exist, and keeps the first word', async () => {
    await somebody('dead@example.com');
    await tell(bounce('Permanent', 'Dead@Example.com'));
    await tell(bounce('Permanent', 'dead@example.com'), NOW + 1000);
    expect(await personOf('dead@example.com')).toMatchObject({ bouncedAt: new Date(NOW).toISOString() });
    expect(await statusOf('dead@example.com')).toBe('bounced');
  });

  it.each(['Transient', 'Undetermined'])('forgives a %s bounce', async (type) => {
    await somebody('full@example.com');
    expect(await tell(bounce(type, 'full@example.com'))).toBe(0);
    expect(await statusOf('full@example.com')).toBe('active');
  });

  it('marks whoever complains, each of several, in whatever form the address comes', async () => {
    await somebody('angry@example.com');
    await somebody('cross@example.com');
    expect(await tell(complaint('Angry Ann <angry@example.com>', 'cross@example.com'))).toBe(2);
    expect([await statusOf('angry@example.com'), await statusOf('cross@example.com')]).toEqual([
      'complained',
      'complained',
    ]);
  });

  it('is never outdone by what comes late: a delivery, an opt-in', async () => {
    const event = await somebody('late@example.com');
    await tell(complaint('late@example.com'));
    await tell({ eventType: 'Delivery', delivery: { recipients: ['late@example.com'] } });
    await tell({ eventType: 'Send' });
    const person = { id: idOf('late@example.com'), email: 'late@example.com' };
    await optInToEvent(aws.table, person, event.id, new Date(NOW).toISOString());
    await tell(bounce('Transient', 'late@example.com'));
    expect(await statusOf('late@example.com')).toBe('complained');
  });

  it('makes nobody of an address that we do not know or that is none', async () => {
    await tell(bounce('Permanent', 'stranger@example.com', 'no address', ''));
    expect(await personOf('stranger@example.com')).toBeUndefined();
  });

  it('of a mail that the ledger has no more makes no entry of it', async () => {
    const mail = { messageId: 'ses-9', tags: { message: ['long-gone'] } };
    expect(await tell({ eventType: 'Send', mail })).toBe(0);
    expect(await getItem(aws.table, mailKey('long-gone'))).toBeUndefined();
    await recordMailRefused(aws.table, 'long-gone', { owner: 'me', at: new Date(NOW).toISOString() });
    await releaseMail(aws.table, 'long-gone', 'me');
    expect(await getItem(aws.table, mailKey('long-gone'))).toBeUndefined();
  });

  it('is refused when it is no event of the provider', () => {
    expect(MailFeedback.safeParse({ bounce: {} }).success).toBe(false);
    expect(MailFeedback.safeParse({ eventType: 'Bounce', bounce: { bounceType: 'Permanent' } }).success).toBe(
      false,
    );
  });
});
