import { describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { askForConfirmation } from '../../shared/mail/usecases/ask-for-confirmation.ts';
import { sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { makeLinkToken } from '../../shared/platform/access/link-token.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { changeDate } from '../../shared/registrations/usecases/change-date.ts';
import { openLink } from '../../shared/registrations/usecases/open-link.ts';
import { patchWish } from '../../shared/people/table/participant-items.ts';
import { NOW, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { confirmationDeps, idOf, linkKeys, registered } from '../support/registrants.ts';
import { allocate, seatFaults } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const deps = () => ({ table: aws.table, now: () => NOW });
const kept = async ({ id }: Session, email: string): Promise<Registration | undefined> =>
  getRegistration(aws.table, id, idOf(email));

let number = 0;
async function world(draft: Parameters<typeof storedEvent>[1] = {}, seats: (number | undefined)[] = []) {
  const event = await storedEvent(aws.table, draft);
  const [march, april] = [
    await storedSession(aws.table, event, { capacity: seats[0] }),
    await storedSession(aws.table, event, { capacity: seats[1], startsAt: '2027-04-04T10:00' }),
  ];
  number += 1;
  const email = `mover-${number}@example.com`;
  await registered(aws, event, march, { email });
  return { event, march, april, email };
}

const changing =
  (event: Event, email: string, options: Parameters<typeof changeDate>[3] = {}) =>
  (from: Session, to: Session) =>
    changeDate(deps(), { event, from, to, participantId: idOf(email) }, testAct, options);

/** The mails that a change makes due, by what is asked for and what comes of it. */
async function mailed(after: Registration, before?: Registration): Promise<string[]> {
  const change = { sequence: '', after, ...(before && { before }) };
  const { confirmations = [], bulk = [] } = askForConfirmation(change);
  const outcomes = [];
  for (const message of [...confirmations, ...bulk])
    outcomes.push(`${message.kind} ${await sendConfirmation(confirmationDeps(aws), message)}`);
  return outcomes;
}

describe('Changing the date', () => {
  it('leaves one date for the other, with what was said, and twice is the same as once', async () => {
    const { event, march, april, email } = await world({
      form: { fields: [{ name: 'topic', label: 'Topic', type: 'text' }] },
    });
    await registered(aws, event, march, { email, answers: { topic: 'Roses' } });
    const change = changing(event, email);
    const first = await change(march, april);
    expect(await change(march, april)).toEqual(first);
    expect(await kept(march, email)).toMatchObject({
      status: 'cancelled',
      movedTo: { sessionId: april.id, linkEpoch: 1 },
    });
    expect(await kept(april, email)).toMatchObject({
      status: 'registered',
      movedFrom: { sessionId: march.id },
    });
  });

  it('is told by one mail that names both dates', async () => {
    const { event, march, april, email } = await world();
    const before = (await kept(march, email))!;
    await changing(event, email)(march, april);
    aws.mailbox.clear();
    expect(await mailed((await kept(march, email))!, before)).toEqual([]);
    expect(await mailed((await kept(april, email))!)).toEqual(['confirmation sent']);
    const [mail] = aws.mailbox.list();
    expect(mail?.subject).toBe('Your new date: How to prune a tree');
    expect(mail?.text).toMatch(/New date:\n.*4 April[^]*Former date:\n.*7 March/);
  });

  it('gives the seat to who waits, and asks for one in its turn', async () => {
    const { event, march, april, email } = await world({}, [1, 1]);
    const [waits, sits] = [`waits-${email}`, `sits-${email}`];
    await registered(aws, event, march, { email: waits });
    await registered(aws, event, april, { email: sits });
    await changing(event, email)(march, april);
    for (const session of [march, april]) await allocate(aws.table, session);
    expect((await kept(march, waits))?.status).toBe('registered');
    expect(await kept(april, email)).toMatchObject({ status: 'waitlisted', waitsSince: testAct.at });
    expect(await mailed((await kept(april, email))!)).toEqual(['waitlist sent']);
    await cancelRegistration(aws.table, (await kept(april, sits))!, testAct);
    await allocate(aws.table, april);
    expect((await kept(april, email))?.status).toBe('registered');
    for (const session of [march, april]) expect(await seatFaults(aws.table, session)).toEqual([]);
  });

  it('goes back to a date that was left, with new links', async () => {
    const { event, march, april, email } = await world({}, [2, 2]);
    const change = changing(event, email);
    await change(march, april);
    await change(april, march);
    await allocate(aws.table, march);
    expect(await kept(march, email)).toMatchObject({ status: 'registered', linkEpoch: 2, mailRound: 2 });
    expect((await kept(march, email))?.movedTo).toBeUndefined();
    expect((await kept(april, email))?.status).toBe('cancelled');
    for (const session of [march, april]) {
      await allocate(aws.table, session);
      expect(await seatFaults(aws.table, session)).toEqual([]);
    }
  });

  it('leads links of the former date to the new one, as long as that is theirs', async () => {
    const { event, march, april, email } = await world();
    const left = (await kept(march, email))!;
    const token = makeLinkToken(linkKeys[0]!, 'join', { ...left, email });
    const open = () => openLink({ ...deps(), linkKeys }, 'join', token);
    await changing(event, email)(march, april);
    expect((await open())?.session.id).toBe(april.id);
    await cancelRegistration(aws.table, (await kept(april, email))!, testAct);
    await registered(aws, event, april, { email });
    // Whoever comes back has new links: an old one that led there is as void as those of that date.
    expect((await open())?.session.id).toBe(march.id);
  });

  it('keeps what somebody awaits, and their one question', async () => {
    const { event, march, april, email } = await world({ doubleOptIn: true });
    expect(await mailed((await kept(march, email))!)).toEqual(['confirm-request sent']);
    await changing(event, email)(march, april);
    expect((await kept(april, email))?.status).toBe('pending');
    expect(await mailed((await kept(april, email))!)).toEqual(['confirm-request sent-before']);
  });

  it('of who was approved asks nobody again', async () => {
    const { event, march, april, email } = await world({ approval: true });
    expect((await changing(event, email)(march, april)).awaits).toBe('approval');
    const open = await storedEvent(aws.table);
    const from = await storedSession(aws.table, open);
    await registered(aws, open, from, { email });
    const to = await storedSession(aws.table, open, { startsAt: '2027-05-05T10:00' });
    const approving = { ...open, approval: true };
    expect((await changing(approving, email)(from, to)).status).toBe('registered');
  });

  it('keeps a place that is there already, unless that is the worse one', async () => {
    const { event, march, april, email } = await world({}, [undefined, 1]);
    await registered(aws, event, april, { email });
    expect((await changing(event, email)(march, april)).status).toBe('registered');
    expect((await kept(march, email))?.status).toBe('cancelled');
    const late = `late-${email}`;
    for (const session of [march, april]) await registered(aws, event, session, { email: late });
    await expect(changing(event, late)(march, april)).rejects.toMatchObject({ code: 'conflict' });
    expect((await kept(march, late))?.status).toBe('registered');
  });

  it('is refused for other events, the same date, what is cancelled, and whom nobody may bring in', async () => {
    const { event, march, april, email } = await world();
    const change = changing(event, email, { byOrganizer: true });
    const foreign = await storedSession(aws.table, await storedEvent(aws.table));
    await expect(change(march, foreign)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(change(march, march)).rejects.toMatchObject({ code: 'invalid-input' });
    await patchWish(aws.table, idOf(email), { set: { blockedAt: testAct.at } });
    await expect(change(march, april)).rejects.toMatchObject({ code: 'conflict' });
    expect((await kept(march, email))?.status).toBe('registered');
    await cancelRegistration(aws.table, (await kept(march, email))!, testAct);
    await expect(change(march, april)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('tells nobody when it is to be quiet, also of who comes back to a date', async () => {
    const { event, march, april, email } = await world({}, [2, 2]);
    const change = changing(event, email, { byOrganizer: true, quiet: true });
    for (const [from, to] of [
      [march, april],
      [april, march],
    ] as const) {
      const before = await kept(to, email);
      const after = await change(from, to);
      expect(await mailed(after, before)).toEqual([]);
      await allocate(aws.table, to);
      expect(await mailed((await kept(to, email))!, after)).toEqual([]);
    }
  });
});
