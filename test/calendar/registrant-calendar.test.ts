import PostalMime from 'postal-mime';
import { convertIcsCalendar } from 'ts-ics';
import { beforeEach, describe, expect, it } from 'vitest';
import { servePages } from '../../functions/pages/serve-pages.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import { sessionChangeBetween } from '../../shared/events/domain/session-change.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import type { SessionDraft } from '../../shared/events/domain/session-draft.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import { cancelSession, changeSession } from '../../shared/events/usecases/change-session.ts';
import { sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { sendSessionChanges } from '../../shared/mail/usecases/send-session-changes.ts';
import { makeLinkToken, type LinkPurpose } from '../../shared/platform/access/link-token.ts';
import { pageOfError } from '../../shared/pages/error-page.ts';
import { registrationId } from '../../shared/registrations/domain/registration.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { NOW, planDeps, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import {
  confirmationDeps,
  idOf,
  linkKeys,
  publicOrigin,
  registered,
  registrationDeps,
} from '../support/registrants.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const email = 'ann@example.com';
let now = NOW;
let event: Event;
let session: Session;

/** Ten o'clock in Berlin on a Sunday, an hour long, one seat. */
beforeEach(async () => {
  now = NOW;
  aws.mailbox.clear();
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event, { capacity: 1, name: 'Level 1' });
});

const kept = async (of = email) => (await getRegistration(aws.table, session.id, idOf(of)))!;
const fetchFile = async (ending = '.ics', purpose: LinkPurpose = 'calendar', of = email) => {
  const token = makeLinkToken(linkKeys[0]!, purpose, { ...(await kept(of)), email: of });
  const call = callerOf(servePages(registrationDeps(aws, () => now)), pageOfError);
  return call('GET /i/{file}', { params: { file: token + ending } });
};
const entryIn = (text: string) => {
  const { method, events = [] } = convertIcsCalendar(undefined, text);
  const [entry] = events;
  return { method, ...entry!, startsAt: entry!.start.date.toISOString() };
};
const change = async (draft: SessionDraft | 'cancel') => {
  now += 60_000;
  const before = (await getSession(aws.table, session.id))!;
  const planned = { ...planDeps(aws.table), now: () => now };
  const after =
    draft === 'cancel'
      ? await cancelSession(planned, before)
      : await changeSession(planned, event, before, draft);
  return sessionChangeBetween(before, after);
};
/** The entries in all mails, in the order in which they were sent; undefined for a mail without one. */
const mailed = async () =>
  Promise.all(
    aws.mailbox
      .list()
      .toReversed()
      .map(async ({ id }) => {
        const mail = await PostalMime.parse(aws.mailbox.raw(id)!, { attachmentEncoding: 'utf8' });
        const file = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
        return typeof file?.content === 'string' ? entryIn(file.content) : undefined;
      }),
  );

describe('The calendar file of a registrant', () => {
  it('is their date, with their way in, and without anybody in it', async () => {
    await registered(aws, event, session, { email });
    const { status, headers, body } = await fetchFile();
    expect([status, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8; method=PUBLISH']);
    expect(entryIn(body)).toMatchObject({
      method: 'PUBLISH',
      uid: `${registrationId(await kept())}@turnout`,
      summary: `${event.title} · Level 1`,
      startsAt: session.startsAtUtc,
      status: 'CONFIRMED',
    });
    const [, token = ''] = /URL:\S+\/j\/([\w-]+)/.exec(body.replaceAll('\r\n ', ''))!;
    expect(body.replaceAll('\r\n ', '')).toContain(`URL:${publicOrigin}/j/${token}\r\n`);
    const call = callerOf(servePages(registrationDeps(aws)), pageOfError);
    expect((await call('GET /j/{token}', { params: { token } })).status).toBe(200);
    expect(body).not.toMatch(/ATTENDEE|ORGANIZER|ann/);
  });

  it('follows the session: the same entry with a higher number, and cancelled in the end', async () => {
    await registered(aws, event, session, { email });
    const first = entryIn((await fetchFile()).body);
    await change({ roomUrl: 'https://rooms.example.com/other', name: 'Level 2' });
    expect(entryIn((await fetchFile()).body).sequence).toBe(first.sequence);
    await change({ startsAt: '2027-03-28T10:00' });
    const moved = entryIn((await fetchFile()).body);
    expect(moved).toMatchObject({ uid: first.uid, startsAt: '2027-03-28T08:00:00.000Z' });
    expect(moved.sequence).toBeGreaterThan(first.sequence!);
    await change('cancel');
    const last = entryIn((await fetchFile()).body);
    expect(last).toMatchObject({ uid: first.uid, status: 'CANCELLED' });
    expect(last.sequence).toBeGreaterThan(moved.sequence!);
  });

  it('is a page that says so for every other link', async () => {
    await registered(aws, event, session, { email });
    await registered(aws, event, session, { email: 'waits@example.com' });
    for (const reply of [
      await fetchFile('.ics', 'join'),
      await fetchFile(''),
      await fetchFile('.html'),
      await fetchFile('.ics', 'calendar', 'waits@example.com'),
    ]) {
      expect(reply.status).toBe(404);
      expect(reply.headers['content-type']).toMatch(/^text\/html/);
    }
  });
});

describe('A mail about a date', () => {
  it('brings it into the calendar, moves it there, and takes it out; no number is lower than one before', async () => {
    const message = await registered(aws, event, session, { email });
    const deps = confirmationDeps(aws, () => now);
    expect(await sendConfirmation(deps, message)).toBe('sent');
    for (const draft of [{ startsAt: '2027-03-28T10:00' }, 'cancel'] as const) {
      const news = (await change(draft))!;
      expect(await sendSessionChanges(deps, { news, participantIds: [idOf(email)] })).toEqual({ sent: 1 });
    }
    const entries = await mailed();
    expect(entries.map((entry) => [entry?.method, entry?.status, entry?.startsAt])).toEqual([
      ['REQUEST', 'CONFIRMED', session.startsAtUtc],
      ['REQUEST', 'CONFIRMED', '2027-03-28T08:00:00.000Z'],
      ['CANCEL', 'CANCELLED', '2027-03-28T08:00:00.000Z'],
    ]);
    const uid = `${registrationId(await kept())}@turnout`;
    for (const entry of entries)
      expect(entry).toMatchObject({
        uid,
        attendees: [{ email, partstat: 'ACCEPTED' }],
        organizer: { email: 'hello@example.com' },
      });
    const numbers = entries.map((entry) => entry?.sequence ?? -1);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  });

  it('takes it out where somebody gives their place up, and none brings one to who waits', async () => {
    const deps = confirmationDeps(aws, () => now);
    const message = await registered(aws, event, session, { email });
    await sendConfirmation(deps, message);
    const waits = await registered(aws, event, session, { email: 'waits@example.com' }, 'waitlist');
    expect(await sendConfirmation(deps, waits)).toBe('sent');
    await cancelRegistration(aws.table, await kept(), testAct, true);
    const { mailRound } = await kept();
    expect(await sendConfirmation(deps, { ...message, kind: 'cancellation', mailRound })).toBe('sent');
    const [first, none, last] = await mailed();
    expect(none).toBeUndefined();
    expect(last).toMatchObject({ method: 'CANCEL', uid: first?.uid, status: 'CANCELLED' });
    expect(last?.sequence).toBeGreaterThan(first!.sequence!);
  });
});
