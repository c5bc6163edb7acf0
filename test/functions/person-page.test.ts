import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { pageOfError } from '../../shared/pages/error-page.ts';
import { servePages } from '../../functions/pages/serve-pages.ts';
import { newId } from '../../shared/platform/values/ids.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { makeLinkToken, makePersonToken, type LinkPurpose } from '../../shared/platform/access/link-token.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { getEvent } from '../../shared/events/table/event-items.ts';
import { listHistory } from '../../shared/history/table/list-history.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { registrationsOfPerson } from '../../shared/registrations/table/registration-items.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import { resolvePerson } from '../../shared/people/table/resolve-identity.ts';
import { newBulkJob } from '../../shared/bulk/usecases/begin-bulk.ts';
import { createJob } from '../../shared/jobs/table/job-items.ts';
import { optInToEverything, optOutOfEverything } from '../../shared/people/usecases/change-wishes.ts';
import { deletePerson, restorePerson } from '../../shared/people/usecases/delete-person.ts';
import { changeEmail } from '../../shared/people/usecases/change-email.ts';
import { mergeInto } from '../../shared/people/usecases/merge-into.ts';
import { sendMailing } from '../../shared/mail/usecases/send-mailing.ts';
import { NOW, planDeps, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { callerOf, type TestReply } from '../support/http-events.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { confirmationDeps, idOf, linkKeys, registered, registrationDeps } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';

const aws = useLocalAws();
let count = 0;
let now = NOW;
beforeEach(() => {
  now = NOW;
});

const deps = () => ({ ...planDeps(aws.table), identityKey, random: randomBytes });
const by = { by: 'anna', origin: 'api' };
const stored = async (id: string): Promise<Participant> => (await getParticipant(aws.table, id))!;

/** Somebody who is registered for an event of their own. */
async function somebody(name: string): Promise<Participant> {
  const event = await storedEvent(aws.table, { title: `Secret of ${name}` });
  const session = await storedSession(aws.table, event);
  const email = `${name}${(count += 1)}@example.com`;
  await registered(aws, event, session, { email });
  return stored(idOf(email));
}

/** The token that a mailing brings to where mail to the person goes now. */
async function mailedToken({ id }: Participant): Promise<string> {
  aws.mailbox.clear();
  const order = {
    action: { type: 'mail' as const, subject: 'News', text: 'News' },
    selection: { ids: [id] },
    id: newId('blk', NOW, randomBytes),
  };
  const job = newBulkJob(deps(), order, 'anna');
  await createJob(aws.table, job);
  await sendMailing(confirmationDeps(aws), { mailing: { jobId: job.id }, participantIds: [id] });
  return /\/u\/([\w-]+)/.exec(aws.mailbox.list()[0]!.text)![1]!;
}

const call: ReturnType<typeof callerOf> = (...request) =>
  callerOf(servePages(registrationDeps(aws, () => now)), pageOfError)(...request);
const page = (method: 'GET' | 'POST', token: string, form?: string): Promise<TestReply> =>
  call(`${method} /u/{token}`, { params: { token }, ...(form !== undefined && { form }) });

/** The token that the confirmation of somebody's only registration brought them. */
async function registrationToken({ id, email = '' }: Participant, purpose: LinkPurpose): Promise<string> {
  const [only] = (await registrationsOfPerson(aws.table, id, undefined)).registrations;
  return makeLinkToken(linkKeys[0]!, purpose, { ...only!, email });
}

/** What the holder of a former address sees and may do; the current one's page names an event. */
async function expectOnlyTheWayOut(former: string, current: string, { id }: Participant): Promise<void> {
  const shown = await page('GET', former);
  expect(shown.status).toBe(200);
  expect(shown.body).not.toMatch(/Secret of|•••/);
  expect(shown.body).toContain('value="unsubscribe-all"');
  expect((await page('POST', former, 'List-Unsubscribe=One-Click')).status).toBe(200);
  const before = await stored(id);
  expect(before.optedOutAt).toBe(new Date(NOW).toISOString());
  const [event] = /evt_[0-9a-f]{32}/.exec((await page('GET', current)).body)!;
  for (const form of ['action=resubscribe-all', `action=resubscribe&event=${event}`]) {
    const refused = await page('POST', former, form);
    expect(refused.status, form).toBe(403);
    expect(refused.body).not.toContain('value="resubscribe');
  }
  expect(await stored(id)).toEqual(before);
}

describe('The page of a person', () => {
  it('writes each word of theirs into the history, once', async () => {
    const person = await somebody('told');
    const token = await mailedToken(person);
    const [event] = /evt_[0-9a-f]{32}/.exec((await page('GET', token)).body)!;
    const forms = [
      'List-Unsubscribe=One-Click',
      'action=resubscribe-all',
      `action=unsubscribe-event&event=${event}`,
      `action=resubscribe&event=${event}`,
    ];
    for (const form of [...forms, ...forms.slice(-1)]) {
      now += 1000;
      for (let time = 0; time < 2; time += 1) expect((await page('POST', token, form)).status).toBe(200);
    }
    const { entries } = await listHistory(aws.table, person, undefined, 50);
    const told = entries.filter(({ kind }) => kind.startsWith('opted'));
    expect(told.map(({ kind, actor, data }) => [kind, actor, JSON.stringify(data)])).toEqual([
      ['opted-in', 'participant', JSON.stringify({ eventId: event })],
      ['opted-out', 'participant', JSON.stringify({ eventId: event })],
      ['opted-in', 'participant', '{"everything":true}'],
      ['opted-out', 'participant', '{"everything":true}'],
    ]);
  });

  it('lets the holder of a former address out, but not in, and tells them nothing', async () => {
    const person = await somebody('moved');
    const former = await mailedToken(person);
    await changeEmail(deps(), person, `new${person.email}`, by);
    const current = await mailedToken(person);
    await expectOnlyTheWayOut(former, current, person);
    expect((await page('POST', current, 'action=resubscribe-all')).status).toBe(200);
    expect((await stored(person.id)).optedOutAt).toBeUndefined();
  });

  it('lets the holder of a merged address out, but not in', async () => {
    const [other, survivor] = [await somebody('merged'), await somebody('survivor')];
    const former = await mailedToken(other);
    const current = await mailedToken(survivor);
    await mergeInto(deps(), { ...by, otherId: other.id, survivorId: survivor.id });
    await expectOnlyTheWayOut(former, current, survivor);
  });

  it('lets out, but not in, who holds the link of a registration that was mailed to a former address', async () => {
    const person = await somebody('typo');
    const former = await registrationToken(person, 'preferences');
    expect((await page('GET', former)).body).toContain('Secret of');
    await changeEmail(deps(), person, `new${person.email}`, by);
    await expectOnlyTheWayOut(former, await mailedToken(person), person);
    expect((await page('POST', former, 'action=unsubscribe-event')).status).toBe(403);
  });

  it('lets out, but not in, who holds the link of a registration of somebody merged, and shows no address', async () => {
    const [other, survivor] = [await somebody('lost'), await somebody('kept')];
    const former = await registrationToken(other, 'preferences');
    const current = await mailedToken(survivor);
    await mergeInto(deps(), { ...by, otherId: other.id, survivorId: survivor.id });
    await expectOnlyTheWayOut(former, current, survivor);
  });

  it('takes no word for an event from the button that was mailed to a former address', async () => {
    const person = await somebody('asked');
    const confirm = await registrationToken(person, 'confirm');
    await changeEmail(deps(), person, `new${person.email}`, by);
    await optOutOfEverything(aws.table, person.id, new Date(NOW).toISOString());
    for (const method of ['GET', 'POST'] as const)
      expect((await call(`${method} /c/{token}`, { params: { token: confirm } })).status).toBe(404);
    expect((await stored(person.id)).liftedEvents).toBeUndefined();
  });

  it('lifts nothing for an address that is merged away while its button is pressed', async () => {
    const [other, survivor] = [await somebody('meanwhile'), await somebody('strict')];
    for (const { id } of [other, survivor])
      await optOutOfEverything(aws.table, id, new Date(NOW).toISOString());
    await mergeInto(deps(), { ...by, otherId: other.id, survivorId: survivor.id });
    // The page was opened before: it knows the person as they were.
    await optInToEverything(aws.table, other, new Date(NOW).toISOString());
    expect((await stored(survivor.id)).optedOutAt).toBeDefined();
  });

  it('stays whole when the address is only written another way, and when it comes back', async () => {
    const person = await somebody('whole');
    const token = await mailedToken(person);
    await changeEmail(deps(), person, person.email!.toUpperCase(), by);
    expect((await page('GET', token)).body).toContain('Secret of');
    await changeEmail(deps(), await stored(person.id), `new${person.email}`, by);
    expect((await page('GET', token)).body).not.toContain('Secret of');
    await changeEmail(deps(), await stored(person.id), person.email!, by);
    expect((await page('GET', token)).body).toContain('Secret of');
    expect((await resolvePerson(aws.table, person.id))?.email).toBe(person.email);
  });
});

describe('Unsubscribing with one click', () => {
  const oneClick = 'List-Unsubscribe=One-Click';

  it.each(['registration', 'mailing'])(
    'counts from the mail of a %s while the person is deleted',
    async (of) => {
      const person = await somebody('away');
      const token =
        of === 'mailing' ? await mailedToken(person) : await registrationToken(person, 'preferences');
      await deletePerson(deps(), person.id, { ...testAct, act: `del${count}` });
      expect((await page('GET', token)).body).toContain('value="unsubscribe-all"');
      expect((await page('POST', token, oneClick)).status).toBe(200);
      await restorePerson(deps(), person.id, { ...testAct, act: `back${count}` });
      expect((await stored(person.id)).optedOutAt).toBe(new Date(NOW).toISOString());
    },
  );

  it('counts from a mail about a registration that was cancelled and made again, or is gone', async () => {
    const person = await somebody('again');
    const token = await registrationToken(person, 'preferences');
    const [only] = (await registrationsOfPerson(aws.table, person.id, undefined)).registrations;
    await cancelRegistration(aws.table, only!, testAct);
    const [event, session] = [
      await getEvent(aws.table, only!.eventId),
      await getSession(aws.table, only!.sessionId),
    ];
    await registered(aws, event!, session!, { email: person.email! });
    expect((await page('GET', token)).body).not.toContain('Secret of');
    expect((await page('POST', token, oneClick)).status).toBe(200);
    expect((await stored(person.id)).optedOutAt).toBe(new Date(NOW).toISOString());
    const elsewhere = { sessionId: newId('ses', NOW, randomBytes), participantId: person.id, linkEpoch: 1 };
    const gone = makeLinkToken(linkKeys[0]!, 'preferences', { ...elsewhere, email: person.email! });
    expect((await page('POST', gone, oneClick)).status).toBe(200);
  });

  it('is nothing to a link for another purpose, nor to a person that nobody has', async () => {
    const person = await somebody('purpose');
    const token = await registrationToken(person, 'join');
    expect((await page('POST', token, oneClick)).status).toBe(404);
    const nobody = makePersonToken(linkKeys[0]!, 'preferences', {
      participantId: newId('par', NOW, randomBytes),
      email: 'nobody@example.com',
    });
    expect((await page('POST', nobody, oneClick)).status).toBe(404);
    expect((await stored(person.id)).optedOutAt).toBeUndefined();
  });
});
