import { beforeEach, describe, expect, it } from 'vitest';
import PostalMime from 'postal-mime';
import { sessionChangeBetween } from '../../shared/events/domain/session-change.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import type { SessionDraft } from '../../shared/events/domain/session-draft.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import {
  cancelSession,
  changeSession,
  type SessionPatch,
} from '../../shared/events/usecases/change-session.ts';
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

describe('Another room or recording', () => {
  const other = { roomUrl: 'https://room.example.com/2' };
  const first = 'first@example.com';
  /** Changes links; answers how to tell of it, or undefined where nobody is to be told. */
  async function link(draft: SessionPatch) {
    now += MINUTE;
    const before = await current();
    const after = await changeSession({ ...planDeps(aws.table), now: () => now }, event, before, draft);
    const news = sessionChangeBetween(before, after);
    return news && (() => sendSessionChanges(deps(), { news, participantIds: everybody.map(idOf) }));
  }

  it('is told only where the organizer asks for it, once, to those with a place, with their link', async () => {
    expect(await link(other)).toBeUndefined();
    const tell = (await link({ tell: true }))!;
    expect(await link({ tell: true })).toBeUndefined();
    for (let time = 0; time < 2; time += 1) await tell();
    const [mail, ...more] = await told();
    expect([mail?.to, mail?.subject, more]).toEqual([first, 'New room: How to prune a tree', []]);
    expect(mail?.text).toMatch(/\/j\/[\w-]+/);
    expect(mail?.text).not.toContain('room.example.com');
  });

  it('is compared with what somebody was told last: there and back is nothing, and later comers know it', async () => {
    const there = (await link({ ...other, tell: true }))!;
    const back = (await link({ roomUrl: 'https://room.example.com/1', tell: true }))!;
    for (const tell of [there, back]) await tell();
    expect(await told()).toEqual([]);
    await (await link({ ...other, tell: true }))!();
    expect(await told()).toHaveLength(1);
    await link({ roomUrl: 'https://room.example.com/3' });
    await (await link({ ...other, tell: true }))!();
    expect(await told()).toEqual([]);
    const late = (await link({ roomUrl: 'https://room.example.com/4', tell: true }))!;
    now += MINUTE;
    await cancelRegistration(
      aws.table,
      (await getRegistration(aws.table, session.id, idOf(first)))!,
      testAct,
    );
    await registerAs(first);
    await late();
    // Whose place it is by now.
    expect((await told()).map(({ to }) => to)).toEqual(['waits@example.com']);
  });

  it('is the recording once the session is over, and not told of a session that was cancelled or of no link', async () => {
    expect(await link({ replayUrl: null, tell: true })).toBeUndefined();
    now = Date.parse(session.startsAtUtc) + 2 * 60 * MINUTE;
    await (await link({ replayUrl: 'https://video.example.com/1', tell: true }))!();
    expect((await told()).map(({ to, subject }) => [to, subject])).toEqual([
      [first, 'The recording is there: How to prune a tree'],
    ]);
    const tell = (await link({ replayUrl: 'https://video.example.com/2', tell: true }))!;
    await change('cancel');
    await tell();
    expect(await told()).toEqual([]);
  });

  it('that comes with another time is not told by a mail of its own', async () => {
    await (await link({ ...other, startsAt: '2027-03-07T12:00', tell: true }))!();
    expect((await told()).map(({ subject }) => subject.slice(0, 9))).toEqual(['New time:', 'New time:']);
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
