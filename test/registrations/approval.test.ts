import { describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { askForConfirmation } from '../../shared/mail/usecases/ask-for-confirmation.ts';
import { sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { confirm } from '../../shared/registrations/usecases/confirm.ts';
import {
  approveRegistration,
  declineRegistration,
} from '../../shared/registrations/usecases/decide-registration.ts';
import { NOW, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { confirmationDeps, idOf, registered } from '../support/registrants.ts';
import { allocate } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const deps = () => ({ table: aws.table, now: () => NOW });

type Draft = Parameters<typeof storedEvent>[1];
const world = async (draft: Draft = {}, capacity?: number) => {
  const event = await storedEvent(aws.table, { approval: true, ...draft });
  return { event, session: await storedSession(aws.table, event, { capacity }) };
};
const kept = async (session: Session, email: string): Promise<Registration> =>
  (await getRegistration(aws.table, session.id, idOf(email)))!;
const approve = async (event: Event, session: Session, email: string, nowMs = NOW) => {
  await approveRegistration(
    { ...deps(), now: () => nowMs },
    { event, session, registration: await kept(session, email) },
    testAct,
  );
  return (await kept(session, email)).status;
};
/** The mails that a change of a registration makes due, by what is asked for and what comes of it. */
const mailed = async (after: Registration, before?: Registration) => {
  const { confirmations = [] } = askForConfirmation({ sequence: '', after, ...(before && { before }) });
  const outcomes = [];
  for (const message of confirmations)
    outcomes.push(`${message.kind} ${await sendConfirmation(confirmationDeps(aws), message)}`);
  return outcomes;
};

describe('Where organizers approve', () => {
  it('whoever registers waits for their word, hears so, and gets a place by it', async () => {
    const { event, session } = await world();
    await registered(aws, event, session, { email: 'ann@example.com' });
    const waiting = await kept(session, 'ann@example.com');
    expect(waiting).toMatchObject({ status: 'pending', awaits: 'approval' });
    expect(await mailed(waiting)).toEqual(['received sent']);
    expect(await approve(event, session, 'ann@example.com')).toBe('registered');
    expect(await mailed(await kept(session, 'ann@example.com'), waiting)).toEqual(['confirmation sent']);
    expect(await approve(event, session, 'ann@example.com')).toBe('registered');
  });

  it('posting again while one waits changes nothing and asks for no mail', async () => {
    const { event, session } = await world();
    await registered(aws, event, session, { email: 'twice@example.com' });
    const first = await kept(session, 'twice@example.com');
    await registered(aws, event, session, { email: 'twice@example.com' });
    expect(await kept(session, 'twice@example.com')).toEqual(first);
    await approve(event, session, 'twice@example.com');
    const placed = await kept(session, 'twice@example.com');
    await registered(aws, event, session, { email: 'twice@example.com' });
    expect(await kept(session, 'twice@example.com')).toEqual(placed);
  });

  it('people confirm first, and are decided on then', async () => {
    const { event, session } = await world({ doubleOptIn: true });
    await registered(aws, event, session, { email: 'bob@example.com' });
    const asked = await kept(session, 'bob@example.com');
    expect([asked.status, asked.awaits]).toEqual(['pending', undefined]);
    await expect(approve(event, session, 'bob@example.com')).rejects.toMatchObject({ code: 'conflict' });
    const participant = (await getParticipant(aws.table, idOf('bob@example.com')))!;
    await confirm(deps(), { event, session, participant, registration: asked });
    const confirmed = await kept(session, 'bob@example.com');
    expect(confirmed).toMatchObject({ status: 'pending', awaits: 'approval', confirmedAt: testAct.at });
    expect(await mailed(confirmed, asked)).toEqual(['received sent']);
    // The link of the question says nothing any more.
    await confirm(deps(), { event, session, participant, registration: confirmed });
    expect(await kept(session, 'bob@example.com')).toEqual(confirmed);
    expect(await approve(event, session, 'bob@example.com')).toBe('registered');
  });

  it('who is approved stands in line for a seat, who was approved first before the others', async () => {
    const { event, session } = await world({}, 1);
    for (const email of ['one@example.com', 'two@example.com'])
      await registered(aws, event, session, { email });
    const statuses = async () => [
      (await kept(session, 'two@example.com')).status,
      (await kept(session, 'one@example.com')).status,
    ];
    await approve(event, session, 'two@example.com');
    await approve(event, session, 'one@example.com', NOW + 60_000);
    await allocate(aws.table, session);
    expect(await statuses()).toEqual(['registered', 'waitlisted']);
  });

  it('who is refused hears so once, and may ask again', async () => {
    const { event, session } = await world();
    await registered(aws, event, session, { email: 'carl@example.com' });
    const waiting = await kept(session, 'carl@example.com');
    for (const registration of [waiting, await kept(session, 'carl@example.com')])
      await declineRegistration(deps(), { registration }, testAct, true);
    const refused = await kept(session, 'carl@example.com');
    expect(refused).toMatchObject({ status: 'cancelled', refusedAt: testAct.at, tellCancelled: true });
    expect(await mailed(refused, waiting)).toEqual(['cancellation sent']);
    await expect(approve(event, session, 'carl@example.com')).rejects.toMatchObject({ code: 'conflict' });
    await registered(aws, event, session, { email: 'carl@example.com' });
    const again = await kept(session, 'carl@example.com');
    expect([again.status, again.awaits, again.refusedAt]).toEqual(['pending', 'approval', undefined]);
  });

  it('who has a place cannot be refused, only cancelled', async () => {
    const { event, session } = await world({ approval: false });
    await registered(aws, event, session, { email: 'dora@example.com' });
    const registration = await kept(session, 'dora@example.com');
    await expect(declineRegistration(deps(), { registration }, testAct, true)).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});
