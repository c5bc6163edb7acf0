import { beforeEach, describe, expect, it } from 'vitest';
import PostalMime from 'postal-mime';
import { sessionChangeBetween } from '../../shared/events/domain/session-change.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session, SessionDraft } from '../../shared/events/domain/session.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import { cancelSession, changeSession } from '../../shared/events/usecases/change-session.ts';
import { askForConfirmation } from '../../shared/mail/usecases/ask-for-confirmation.ts';
import { sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { sendSessionChanges } from '../../shared/mail/usecases/send-session-changes.ts';
import { isToldOfSession } from '../../shared/mail/domain/announced-time.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { NOW, planDeps, post, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { allocate } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { confirmationDeps, idOf } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';

const MINUTE = 60_000;
const aws = useLocalAws();
let now = NOW;
let event: Event;
let session: Session;

/** Ten o'clock on a Sunday, an hour long, one seat: `first` has it, `waits` waits. */
beforeEach(async () => {
  now = NOW;
  aws.mailbox.clear();
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event, { capacity: 1 });
  await registerAs('first@example.com');
  await registerAs('waits@example.com');
});

const deps = () => confirmationDeps(aws, () => now);
const registerAs = async (email: string) => {
  await register(
    { table: aws.table, identityKey, now: () => now },
    { event, request: post({ email, sessionIds: [session.id] }) },
  );
  await allocate(aws.table, session, () => now);
};
const current = async () => (await getSession(aws.table, session.id))!;
const everybody = ['first@example.com', 'waits@example.com'];

/** Changes the session; answers how to tell of it, now or later. */
async function change(draft: SessionDraft | 'cancel') {
  now += MINUTE;
  const before = await current();
  const planned = { ...planDeps(aws.table), now: () => now };
  const after =
    draft === 'cancel'
      ? await cancelSession(planned, before)
      : await changeSession(planned, event, before, draft);
  const news = sessionChangeBetween(before, after)!;
  return (emails = everybody) => sendSessionChanges(deps(), { news, participantIds: emails.map(idOf) });
}

/** The mails since the last look: to whom, and the subject without the title. */
async function told() {
  const mails = await Promise.all(
    aws.mailbox.list().map(async ({ id, to }) => {
      const { subject, text } = await PostalMime.parse(aws.mailbox.raw(id)!);
      return { to: to[0]!, subject: subject!, text: text! };
    }),
  );
  aws.mailbox.clear();
  return mails.sort((a, b) => (a.to < b.to ? -1 : 1));
}

describe('News of a session', () => {
  it.each(['registered', 'waitlisted', 'pending'] as const)('is for who is %s', (status) => {
    expect(isToldOfSession({ status } as never)).toBe(true);
  });

  it.each(['cancelled', 'suspected'] as const)('is not for who is %s', (status) => {
    expect(isToldOfSession({ status } as never)).toBe(false);
  });

  it('reaches those who wait as well, without a way in', async () => {
    await (
      await change({ startsAt: '2027-03-07T12:00' })
    )();
    const [first, waits] = await told();
    expect([first?.to, waits?.to]).toEqual(everybody);
    expect(first?.text).toContain('/j/');
    expect(waits?.text).not.toContain('/j/');
    await (
      await change('cancel')
    )();
    expect((await told()).map(({ to }) => to)).toEqual(everybody);
  });

  it('tells nobody of a move that was taken back before it was told', async () => {
    const away = await change({ startsAt: '2027-03-07T12:00' });
    const back = await change({ startsAt: '2027-03-07T10:00' });
    for (const tell of [away, back, away]) await tell();
    expect(await told()).toEqual([]);
  });

  it('tells of the way back those who were told of the way there, and only them', async () => {
    await (
      await change({ startsAt: '2027-03-07T12:00' })
    )(['first@example.com']);
    expect(await told()).toHaveLength(1);
    await (
      await change({ startsAt: '2027-03-07T10:00' })
    )();
    const mails = await told();
    expect(mails.map(({ to }) => to)).toEqual(['first@example.com']);
    expect(mails[0]?.text).toMatch(/New time:[^]*10:00[^]*Former time:[^]*12:00/);
  });

  it('compares with what was told last, over moves that nobody heard of', async () => {
    await change({ startsAt: '2027-03-07T12:00' });
    await change({ startsAt: '2027-03-07T14:00' });
    await (
      await change({ startsAt: '2027-03-07T16:00' })
    )();
    const [first] = await told();
    expect(first?.text).toMatch(/New time:[^]*16:00[^]*Former time:[^]*10:00/);
    expect(first?.text).not.toMatch(/12:00|14:00/);
    await change({ startsAt: '2027-03-07T18:00' });
    await (
      await change('cancel')
    )();
    const [cancelled] = await told();
    expect(cancelled?.text).toMatch(/Cancelled:[^]*16:00/);
    expect(cancelled?.text).not.toContain('18:00');
  });

  it('is none for who registered when the new time stood already', async () => {
    const tell = await change({ startsAt: '2027-03-07T12:00' });
    now += MINUTE;
    await registerAs('late@example.com');
    await tell([...everybody, 'late@example.com']);
    expect((await told()).map(({ to }) => to)).toEqual(everybody);
  });

  it('says of another length only that', async () => {
    await (
      await change({ durationMinutes: 90 })
    )();
    const [first] = await told();
    expect(first?.subject).toBe('New length: How to prune a tree, 1\u00a0h\u00a030\u00a0min');
    expect(first?.text).toContain('The session now takes 1\u00a0h\u00a030\u00a0min');
    expect(first?.text).not.toMatch(/New time|Former time|moved/);
    await (
      await change({ durationMinutes: 60 })
    )();
    expect((await told())[0]?.text).toContain('The session now takes 1\u00a0h\n');
  });
});

describe('A registration that an organizer cancels', () => {
  const cancel = async (email: string, notify: boolean) => {
    const before = (await getRegistration(aws.table, session.id, idOf(email)))!;
    await cancelRegistration(aws.table, before, testAct, notify);
    const after = (await getRegistration(aws.table, session.id, idOf(email)))!;
    const { confirmations = [] } = askForConfirmation({ before, after, sequence: '1' });
    return confirmations;
  };

  it.each(everybody)('is told to the person, once (%s)', async (email) => {
    const messages = await cancel(email, true);
    for (const message of [...messages, ...messages]) await sendConfirmation(deps(), message);
    const mails = await told();
    expect(mails.map(({ to }) => to)).toEqual([email]);
    expect(mails[0]?.subject).toBe('Registration cancelled: How to prune a tree');
    expect(mails[0]?.text).not.toContain('/j/');
  });

  it('is not told where the organizer says so, nor to who came back meanwhile', async () => {
    expect(await cancel('first@example.com', false)).toEqual([]);
    const messages = await cancel('waits@example.com', true);
    await registerAs('waits@example.com');
    for (const message of messages) await sendConfirmation(deps(), message);
    expect(await told()).toEqual([]);
    expect(await cancel('waits@example.com', false)).toEqual([]);
  });
});
