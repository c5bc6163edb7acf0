import { describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { askForConfirmation } from '../../shared/mail/usecases/ask-for-confirmation.ts';
import { sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { getParticipant, patchWish } from '../../shared/people/table/participant-items.ts';
import { makeLinkToken } from '../../shared/platform/access/link-token.ts';
import { isEmailFault, parseEmail } from '../../shared/platform/values/email-address.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { confirm } from '../../shared/registrations/usecases/confirm.ts';
import { declineRegistration } from '../../shared/registrations/usecases/decide-registration.ts';
import { handOverPlace, type Receiver } from '../../shared/registrations/usecases/hand-over-place.ts';
import { openLink } from '../../shared/registrations/usecases/open-link.ts';
import { wasHandedOver } from '../../shared/registrations/usecases/was-handed-over.ts';
import { NOW, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { confirmationDeps, idOf, linkKeys, registered } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { allocate, seatFaults } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const deps = () => ({ table: aws.table, identityKey, now: () => NOW });
const kept = async ({ id }: Session, email: string): Promise<Registration | undefined> =>
  getRegistration(aws.table, id, idOf(email));
const receiver = (email: string, firstName?: string): Receiver => {
  const parsed = parseEmail(email);
  if (isEmailFault(parsed)) throw new Error(parsed.message);
  return { email: parsed, firstName };
};

let number = 0;
async function world(draft: Parameters<typeof storedEvent>[1] = {}, capacity?: number) {
  const event = await storedEvent(aws.table, draft);
  const session = await storedSession(aws.table, event, { capacity });
  number += 1;
  const [ann, bob] = [`ann-${number}@example.com`, `bob-${number}@example.com`];
  await registered(aws, event, session, { email: ann, firstName: 'Ann' });
  return { event, session, ann, bob };
}
const give = async (event: Event, session: Session, from: string, to: string) =>
  handOverPlace(
    deps(),
    {
      ...{ event, session },
      registration: (await kept(session, from))!,
      participant: { id: idOf(from) },
    },
    receiver(to, 'Bob'),
    testAct,
  );

async function mailed(after: Registration, before?: Registration): Promise<string[]> {
  const { confirmations = [] } = askForConfirmation({ sequence: '', after, ...(before && { before }) });
  const outcomes = [];
  for (const message of confirmations)
    outcomes.push(`${message.kind} ${await sendConfirmation(confirmationDeps(aws), message)}`);
  return outcomes;
}

const faults = async (session: Session) => {
  await allocate(aws.table, session);
  return seatFaults(aws.table, session);
};

describe('Handing a place over', () => {
  it('takes the seat along, past everybody who waits, and twice is the same as once', async () => {
    const { event, session, ann, bob } = await world({}, 1);
    await registered(aws, event, session, { email: `waits-${ann}` });
    await give(event, session, ann, bob);
    await give(event, session, ann, `again-${bob}`);
    await allocate(aws.table, session);
    expect(await kept(session, ann)).toMatchObject({ status: 'cancelled', handedOverAt: testAct.at });
    expect(await kept(session, bob)).toMatchObject({ status: 'registered', seat: '1.0+' });
    expect(await kept(session, `again-${bob}`)).toBeUndefined();
    expect((await kept(session, `waits-${ann}`))?.status).toBe('waitlisted');
    expect(await faults(session)).toEqual([]);
    await cancelRegistration(aws.table, (await kept(session, bob))!, testAct);
    await allocate(aws.table, session);
    expect((await kept(session, `waits-${ann}`))?.status).toBe('registered');
    expect(await faults(session)).toEqual([]);
  });

  it('is told to both, each with what is theirs', async () => {
    const { event, session, ann, bob } = await world();
    const before = (await kept(session, ann))!;
    await give(event, session, ann, bob);
    aws.mailbox.clear();
    expect(await mailed((await kept(session, ann))!, before)).toEqual(['cancellation sent']);
    expect(await mailed((await kept(session, bob))!)).toEqual(['confirmation sent']);
    const [given, away] = aws.mailbox.list();
    expect(away).toMatchObject({ subject: 'Place handed over: How to prune a tree' });
    expect(away?.text).not.toContain(bob);
    expect(given).toMatchObject({ subject: 'A place for you: How to prune a tree' });
    expect(given?.text).toContain('Ann has handed their place to you.');
    expect(given?.text).not.toContain(ann);
  });

  it('makes the links of who gave it void, and says so to them alone', async () => {
    const { event, session, ann, bob } = await world();
    const left = (await kept(session, ann))!;
    const token = (email: string) => makeLinkToken(linkKeys[0]!, 'registrations', { ...left, email });
    const open = () => openLink({ ...deps(), linkKeys }, 'registrations', token(ann));
    expect((await open())?.session.id).toBe(session.id);
    await give(event, session, ann, bob);
    expect(await open()).toBeUndefined();
    expect((await wasHandedOver({ table: aws.table, linkKeys }, token(ann)))?.id).toBe(event.id);
    expect(await wasHandedOver({ table: aws.table, linkKeys }, token(bob))).toBeUndefined();
  });

  it('lets in nobody who has to confirm: the seat is kept for them, and theirs by their word', async () => {
    const { event, session, ann, bob } = await world({}, 1);
    const asking = { ...event, doubleOptIn: true };
    await give(asking, session, ann, bob);
    expect(await kept(session, bob)).toMatchObject({ status: 'pending', seat: '1.0+' });
    expect(await mailed((await kept(session, bob))!)).toEqual(['confirm-request sent']);
    const participant = (await getParticipant(aws.table, idOf(bob)))!;
    const registration = (await kept(session, bob))!;
    await confirm(deps(), { event: asking, session, participant, registration });
    expect(await kept(session, bob)).toMatchObject({ status: 'registered', seat: '1.0+' });
    expect(await faults(session)).toEqual([]);
  });

  it('leaves the decision about the other to the organizer, whose refusal frees the seat', async () => {
    const { event, session, ann, bob } = await world({}, 1);
    await give({ ...event, approval: true }, session, ann, bob);
    const registration = (await kept(session, bob))!;
    expect(registration).toMatchObject({ status: 'pending', awaits: 'approval', seat: '1.0+' });
    await declineRegistration(deps(), { registration }, testAct, true);
    await registered(aws, event, session, { email: `next-${ann}` });
    expect((await kept(session, `next-${ann}`))?.status).toBe('registered');
    expect(await faults(session)).toEqual([]);
  });

  it('to who opted out asks them once, and to who is blocked only gives the place up', async () => {
    const { event, session, ann, bob } = await world({}, 2);
    const other = `other-${ann}`;
    for (const email of [bob, other]) await registered(aws, event, session, { email });
    await cancelRegistration(aws.table, (await kept(session, bob))!, testAct);
    await patchWish(aws.table, idOf(bob), { set: { optedOutAt: testAct.at } });
    await give(event, session, ann, bob);
    expect(await kept(session, bob)).toMatchObject({ status: 'pending' });
    await cancelRegistration(aws.table, (await kept(session, bob))!, testAct);
    await patchWish(aws.table, idOf(bob), { set: { blockedAt: testAct.at } });
    await allocate(aws.table, session);
    await give(event, session, other, bob);
    expect((await kept(session, bob))?.status).toBe('cancelled');
    expect((await kept(session, other))?.status).toBe('cancelled');
    expect(await faults(session)).toEqual([]);
  });

  it('to somebody who has a place leaves the seat to who waits, and gives one to who waits', async () => {
    const { event, session, ann, bob } = await world({}, 2);
    const [first, second] = [`first-${ann}`, `second-${ann}`];
    for (const email of [bob, first, second]) await registered(aws, event, session, { email });
    await give(event, session, ann, second);
    expect((await kept(session, second))?.status).toBe('registered');
    expect(await faults(session)).toEqual([]);
    await give(event, session, second, bob);
    await allocate(aws.table, session);
    expect((await kept(session, first))?.status).toBe('registered');
    expect(await faults(session)).toEqual([]);
  });

  it('hands on a place in the line, where it was', async () => {
    const { event, session, ann, bob } = await world({}, 1);
    const [first, second] = [`first-${ann}`, `second-${ann}`];
    for (const email of [first, second]) await registered(aws, event, session, { email });
    const { place } = (await kept(session, first))!;
    await give(event, session, first, bob);
    expect(await kept(session, bob)).toMatchObject({ status: 'waitlisted', place });
    await cancelRegistration(aws.table, (await kept(session, ann))!, testAct);
    await allocate(aws.table, session);
    expect((await kept(session, bob))?.status).toBe('registered');
    expect(await faults(session)).toEqual([]);
  });

  it('is refused for oneself, for what is none, and for an address that the event does not take', async () => {
    const { event, session, ann, bob } = await world();
    const own = { code: 'invalid-input', errors: [{ field: 'email', code: 'address-in-use' }] };
    await expect(give(event, session, ann, ann.toUpperCase())).rejects.toMatchObject(own);
    await expect(give({ ...event, businessOnly: true }, session, ann, 'bob@gmail.com')).rejects.toMatchObject(
      { errors: [{ code: 'business-address' }] },
    );
    await cancelRegistration(aws.table, (await kept(session, ann))!, testAct);
    await expect(give(event, session, ann, bob)).rejects.toMatchObject({ code: 'conflict' });
  });
});
