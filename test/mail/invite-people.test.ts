import { beforeEach, describe, expect, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import { serveEvents } from '../../functions/events/serve-events.ts';
import { servePages } from '../../functions/pages/serve-pages.ts';
import { pageOfError } from '../../shared/pages/error-page.ts';
import { serveRegistration } from '../../functions/registration/serve-registration.ts';
import { dispatchChanges } from '../../functions/dispatcher/dispatch-changes.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { setArchived } from '../../shared/events/usecases/change-event.ts';
import { MailingMessage } from '../../shared/mail/domain/mailing-message.ts';
import { sendMailing } from '../../shared/mail/usecases/send-mailing.ts';
import { patchWish } from '../../shared/people/table/participant-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { noDestinations } from '../support/memory-secrets.ts';
import { NOW, planDeps, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import { confirmationDeps, idOf, linkKeys, registered } from '../support/registrants.ts';
import { bulkRunner } from '../support/run-bulk.ts';
import { identityKey, type TestClock } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const clock: TestClock = { now: NOW };
const { act } = bulkRunner(() => aws, clock);
let number = 0;
let event: Event;
let session: Session;
beforeEach(async () => {
  clock.now = NOW;
  aws.mailbox.clear();
  aws.take(aws.bulk);
  event = await storedEvent(aws.table);
  await storedSession(aws.table, event);
  session = await storedSession(aws.table, event, { startsAt: '2027-04-04T10:00' });
});

const invite = (sessionId = session.id) => ({ type: 'invite', sessionId });
const guests = (size: number) => {
  number += 1;
  const emails = Array.from({ length: size }, (_, n) => `guest${number}-${n}@example.com`);
  return storedPeople(aws.table, `guest${number}-`, size, (n) => ({
    ...{ id: idOf(emails[n]!), email: emails[n]!, firstName: 'Gus', lastName: '"><b>Lee' },
  }));
};
const deps = () => ({
  ...planDeps(aws.table),
  identityKey: () => Promise.resolve(identityKey),
  linkKeys: () => Promise.resolve(linkKeys),
  publicOrigin: 'https://x.example',
  now: () => clock.now,
});
async function send(): Promise<void> {
  for (const message of aws.take(aws.bulk))
    await sendMailing(
      confirmationDeps(aws, () => clock.now),
      MailingMessage.parse(message),
    );
}
const linkIn = (text: string) => new URL(/https:\S+\/e\/\S+/.exec(text)![0]);
const openPage = (link: URL) =>
  callerOf(servePages(deps()), pageOfError)('GET /e/{eventId}', {
    params: { eventId: event.id },
    query: Object.fromEntries(link.searchParams),
  });
const fieldsOf = (body: string) =>
  new URLSearchParams(
    [...body.matchAll(/<input[^>]*>/g)].flatMap(([input]) => {
      const name = /name="([^"]+)"/.exec(input)?.[1];
      const value = /value="([^"]*)"/.exec(input)?.[1];
      const isOff = input.includes('type="checkbox"') && !/\bchecked\b/.test(input);
      return name === undefined || value === undefined || isOff ? [] : [[name, value] as [string, string]];
    }),
  );
const postForm = (form: URLSearchParams) =>
  callerOf(serveRegistration(deps()))('POST /v1/events/{eventId}/registrations', {
    params: { eventId: event.id },
    form: form.toString(),
  });
const counted = async () => {
  const call = callerOf(
    serveEvents({
      ...deps(),
      roleClaim: 'cognito:groups',
      publicOrigin: 'https://x.example',
      exemptHosts: [],
      ...noDestinations(),
      random: randomBytes,
    }),
  );
  const reply = await call('GET /v1/sessions/{sessionId}', {
    params: { sessionId: session.id },
    groups: '[member]',
  });
  return reply.json().invitations as unknown;
};

describe('An invitation', () => {
  it('registers nobody, and leads to the page with the date chosen and what is known filled in', async () => {
    const [guest] = await guests(1);
    const job = await act(invite(), [guest!]);
    expect(job.counts).toMatchObject({ chosen: 1, changed: 1 });
    await send();
    expect(await getRegistration(aws.table, session.id, guest!.id)).toBeUndefined();
    const [mail] = aws.mailbox.list();
    expect(mail).toMatchObject({ to: [guest!.email], subject: 'Invitation: How to prune a tree' });
    expect(mail?.text).toContain('4 April 2027');
    expect(mail?.text).toMatch(/\/u\//);
    const { body } = await openPage(linkIn(mail!.text));
    const form = fieldsOf(body);
    expect(Object.fromEntries(form)).toMatchObject({
      ...{ email: guest!.email, firstName: 'Gus', sessionIds: session.id },
    });
    expect(body).not.toContain('<b>Lee');
  });

  it('is counted until it became a registration, by whoever was invited and nobody else', async () => {
    const people = await guests(3);
    await act(invite(), people);
    await send();
    expect(await counted()).toEqual({ invited: 3, registered: 0 });
    const [first, second] = aws.mailbox.list().map(({ text }) => linkIn(text));
    const form = fieldsOf((await openPage(first!)).body);
    expect((await postForm(form)).status).toBe(303);
    const other = fieldsOf((await openPage(second!)).body);
    other.set('email', 'passed-on@example.com');
    expect((await postForm(other)).status).toBe(303);
    for (const email of [form.get('email')!, 'passed-on@example.com']) {
      const after = {
        ...(await getRegistration(aws.table, session.id, idOf(email))),
        entity: 'registration',
      };
      await dispatchChanges(aws, [
        { sequence: String(number), before: undefined, after: { ...after, pk: `x#0${number % 10}` } },
      ]);
    }
    expect(await counted()).toEqual({ invited: 3, registered: 1 });
  });

  it('is sent once, and not to whom it is not meant for (any more)', async () => {
    const [there, optedOut, later, late, fine] = await guests(5);
    await registered(aws, event, session, { email: there!.email! });
    await patchWish(aws.table, optedOut!.id, { set: { optedOutEvents: new Set([event.id]) } });
    const people = [there!, optedOut!, later!, late!, fine!];
    const fresh = { ...optedOut!, optedOutEvents: new Set([event.id]) };
    const job = await act(invite(), [there!, fresh, later!, late!, fine!]);
    expect(job.counts).toMatchObject({ chosen: 5, changed: 3, unchanged: 1, skipped: 1 });
    await registered(aws, event, session, { email: later!.email! });
    await patchWish(aws.table, late!.id, { set: { optedOutAt: testAct.at } });
    const messages = aws.take(aws.bulk);
    for (const message of [...messages, ...messages])
      await sendMailing(confirmationDeps(aws), MailingMessage.parse(message));
    expect(aws.mailbox.list().map(({ to }) => to[0])).toEqual([fine!.email]);
    expect(people).toHaveLength(5);
  });

  it('goes to nobody once the session is over or the event archived', async () => {
    const people = await guests(2);
    await act(invite(), people);
    await setArchived({ table: aws.table, now: () => clock.now }, event.id, true);
    await send();
    expect(aws.mailbox.list()).toEqual([]);
    expect(await act(invite(), people)).toMatchObject({ status: 'failed', reason: 'event-archived' });
  });

  it('fills in nothing for a link that was made up, or whose person is reached elsewhere', async () => {
    const [guest] = await guests(1);
    await act(invite(), [guest!]);
    await send();
    const link = linkIn(aws.mailbox.list()[0]!.text);
    await patchWish(aws.table, guest!.id, { set: { deletedAt: testAct.at } });
    const forged = new URL(link);
    forged.searchParams.set('invitation', 'x'.repeat(80));
    for (const one of [link, forged]) {
      const { status, body } = await openPage(one);
      expect([status, fieldsOf(body).get('email')]).toEqual([200, '']);
    }
  });
});
