import { beforeEach, describe, expect, it } from 'vitest';
import { pageOfError } from '../../shared/pages/error-page.ts';
import { servePages } from '../../functions/pages/serve-pages.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { pageTexts } from '../../shared/pages/texts/page-texts-by-locale.ts';
import { getParticipant, patchWish } from '../../shared/people/table/participant-items.ts';
import { makeLinkToken, type LinkPurpose } from '../../shared/platform/access/link-token.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { NOW, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { callerOf, type TestReply } from '../support/http-events.ts';
import { idOf, linkKeys, registered, registrationDeps } from '../support/registrants.ts';
import { allocate, registrationsIn } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const { mine, messages } = pageTexts.en;
let now = NOW;
let number = 0;
let event: Event;
let march: Session;
let april: Session;
let email: string;
beforeEach(async () => {
  now = NOW;
  event = await storedEvent(aws.table);
  march = await storedSession(aws.table, event, { capacity: 2 });
  april = await storedSession(aws.table, event, { startsAt: '2027-04-04T10:00', capacity: 1 });
  number += 1;
  email = `mine-${number}@example.com`;
  await registered(aws, event, march, { email, timeZone: 'America/New_York' });
});

const kept = async ({ id }: Session, of = email): Promise<Registration> =>
  (await getRegistration(aws.table, id, idOf(of)))!;
const tokenOf = async (session: Session, of = email, purpose: LinkPurpose = 'registrations') =>
  makeLinkToken(linkKeys[0]!, purpose, { ...(await kept(session, of)), email: of });
const call: ReturnType<typeof callerOf> = (...request) =>
  callerOf(servePages(registrationDeps(aws, () => now)), pageOfError)(...request);
const show = (token: string, query: Record<string, string> = {}): Promise<TestReply> =>
  call('GET /r/{token}', { params: { token }, query });
const press = (token: string, form: Record<string, string>): Promise<TestReply> =>
  call('POST /r/{token}', { params: { token }, form: new URLSearchParams(form).toString() });

describe('The page of what somebody registered for', () => {
  it('shows each date of theirs of the event in its own zone and in theirs, with the way in', async () => {
    await registered(aws, event, april, { email });
    const secret = await storedEvent(aws.table, { title: 'Secret' });
    await registered(aws, secret, await storedSession(aws.table, secret), { email });
    const { status, body } = await show(await tokenOf(march));
    expect(status).toBe(200);
    expect(body.match(/class="leaf"/g)).toHaveLength(2);
    expect(body).toMatch(/Berlin, UTC\+1/);
    expect(body).toMatch(/Your time: Sun, 7 Mar.2027, 04:00 \(New York, UTC.5\)/);
    expect(body.match(/href="\/j\/[\w-]+"/g)).toHaveLength(2);
    expect(body).not.toContain(email);
    expect(body).not.toContain('Secret');
  });

  it('changes nothing by being opened, whatever its address asks for', async () => {
    const token = await tokenOf(march);
    const before = await registrationsIn(aws.table, march);
    const person = await getParticipant(aws.table, idOf(email));
    for (const act of ['change', 'cancel', 'hand-over', 'x']) {
      const query = { do: act, date: march.id, action: act, to: april.id, email: 'b@example.com' };
      expect((await show(token, query)).status).toBe(200);
      const head = await call('HEAD /r/{token}', { params: { token }, query });
      expect([head.status, head.body]).toEqual([200, '']);
    }
    expect(await registrationsIn(aws.table, march)).toEqual(before);
    expect(await getParticipant(aws.table, idOf(email))).toEqual(person);
  });

  it('belongs to its link alone: another purpose, somebody else and a former address see nothing', async () => {
    await registered(aws, event, march, { email: `b-${email}` });
    const foreign = makeLinkToken(linkKeys[0]!, 'registrations', {
      ...(await kept(march)),
      email: `b-${email}`,
    });
    for (const token of ['x', await tokenOf(march, email, 'preferences'), foreign]) {
      expect((await show(token)).status).toBe(404);
      expect((await press(token, { action: 'cancel', date: march.id })).status).toBe(404);
    }
    expect((await kept(march)).status).toBe('registered');
  });

  it('shows names as text, whatever is in them', async () => {
    const hostile = await storedEvent(aws.table, { title: '<script>alert(1)</script>' });
    const session = await storedSession(aws.table, hostile, { name: '"><img src=x onerror=alert(1)>' });
    await registered(aws, hostile, session, { email });
    const token = await tokenOf(session);
    const pages = [
      await show(token),
      await show(token, { do: 'hand-over', date: session.id }),
      await press(token, {
        ...{ action: 'hand-over', date: session.id, email: '"><script>alert(2)</script>' },
        firstName: '<b onclick="x">',
      }),
    ];
    for (const { body } of pages) {
      expect(body).not.toMatch(/<script>alert|<img|<b onclick/);
      expect(body).toContain('&lt;script&gt;alert(1)');
    }
    expect(pages[2]?.status).toBe(422);
  });
});

describe('Changing a date by the page', () => {
  it('takes the one that is chosen, twice is the same as once, and the old link shows the new date', async () => {
    const token = await tokenOf(march);
    const asked = await show(token, { do: 'change', date: march.id });
    expect(asked.body).toContain(`value="${april.id}"`);
    const form = { action: 'change', date: march.id, to: april.id };
    for (let time = 0; time < 2; time += 1) {
      const reply = await press(token, form);
      expect([reply.status, reply.body.includes(mine.done.change)]).toEqual([200, true]);
    }
    await allocate(aws.table, april);
    expect([(await kept(march)).status, (await kept(april)).status]).toEqual(['cancelled', 'registered']);
    expect((await show(token)).body).toContain(mine.statuses.registered);
  });

  it('asks once more before it gives a place up for a waiting list', async () => {
    await registered(aws, event, april, { email: `full-${email}` });
    const token = await tokenOf(march);
    const form = { action: 'change', date: march.id, to: april.id };
    const asked = await press(token, form);
    expect(asked.body).toContain(mine.fullTitle);
    expect((await kept(march)).status).toBe('registered');
    await press(token, { ...form, wait: 'yes' });
    await allocate(aws.table, april);
    expect([(await kept(march)).status, (await kept(april)).status]).toEqual(['cancelled', 'waitlisted']);
    expect((await show(token)).body).toContain(mine.statuses.waitlisted);
  });

  it('offers no date of theirs, and takes none that is not offered', async () => {
    const other = await storedSession(aws.table, await storedEvent(aws.table));
    await registered(aws, event, april, { email });
    const token = await tokenOf(march);
    expect((await show(token, { do: 'change', date: march.id })).body).toContain(mine.noOther);
    for (const to of [april.id, other.id, march.id, ''])
      expect((await press(token, { action: 'change', date: march.id, to })).status).toBe(409);
    expect((await kept(march)).status).toBe('registered');
  });
});

describe('Cancelling and handing over by the page', () => {
  it('cancels, and twice is the same as once', async () => {
    const token = await tokenOf(march);
    for (let time = 0; time < 2; time += 1) {
      const reply = await press(token, { action: 'cancel', date: march.id });
      expect([reply.status, reply.body.includes(mine.done.cancel)]).toEqual([200, true]);
    }
    expect(await kept(march)).toMatchObject({ status: 'cancelled' });
    expect((await kept(march)).tellCancelled).toBeUndefined();
  });

  it('hands the place over, after which the link says so and does nothing more', async () => {
    const token = await tokenOf(march);
    const colleague = `bob-${email}`;
    const form = { action: 'hand-over', date: march.id, email: colleague, firstName: 'Bob' };
    for (const reply of [await press(token, form), await press(token, form), await show(token)])
      expect([reply.status, reply.body.includes(messages['handed-over'].title)]).toEqual([200, true]);
    expect((await kept(march, colleague)).status).toBe('registered');
    expect((await kept(march)).status).toBe('cancelled');
    expect(await registrationsIn(aws.table, march)).toHaveLength(2);
  });

  it('answers the same whoever the colleague is, and tells nothing of them', async () => {
    const [fresh, there, blocked] = [`n-${email}`, `t-${email}`, `b-${email}`];
    for (const one of [there, blocked]) await registered(aws, event, march, { email: one });
    await patchWish(aws.table, idOf(blocked), { set: { blockedAt: testAct.at } });
    const pages = [];
    for (const colleague of [fresh, there, blocked]) {
      const giver = `giver-${colleague}`;
      const spare = await storedSession(aws.table, event, { startsAt: '2027-05-05T10:00' });
      for (const one of [giver, ...(colleague === fresh ? [] : [colleague])])
        await registered(aws, event, spare, { email: one });
      const form = { action: 'hand-over', date: spare.id, email: colleague };
      pages.push(await press(await tokenOf(spare, giver), form));
    }
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(pages.map(({ body }) => body)).size).toBe(1);
  });

  it('shows the form again with what is wrong and what was typed', async () => {
    const token = await tokenOf(march);
    const press2 = (typed: string) =>
      press(token, { action: 'hand-over', date: march.id, email: typed, lastName: 'Lee' });
    const wrong = await press2('nobody');
    expect([wrong.status, wrong.body.includes('value="Lee"')]).toEqual([422, true]);
    expect(wrong.body).toContain(pageTexts.en.errors.email);
    expect((await press2('')).body).toContain(pageTexts.en.required);
    expect((await press2(email)).body).toContain(mine.ownAddress);
    expect((await kept(march)).status).toBe('registered');
  });

  it('does nothing for a form that does not say what, or for which date of theirs', async () => {
    const token = await tokenOf(march);
    for (const form of [{}, { action: 'delete', date: march.id }, { action: 'cancel', date: april.id }])
      expect((await press(token, form)).status).toBe(422);
    await cancelRegistration(aws.table, await kept(march), testAct);
    const form = { action: 'hand-over', date: march.id, email: 'c@example.com' };
    expect((await press(token, form)).status).toBe(409);
  });
});
