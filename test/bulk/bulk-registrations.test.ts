import { beforeEach, describe, expect, it } from 'vitest';
import { reactionsTo } from '../../functions/dispatcher/reactions.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { getRegistrationsIn } from '../../shared/registrations/table/write-marked-registration.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { listHistory } from '../../shared/history/table/list-history.ts';
import { NOW, post, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { idOf } from '../support/registrants.ts';
import { allocate, seatFaults } from '../support/seats/seat-world.ts';
import { bulkRunner, idsOf } from '../support/run-bulk.ts';
import { dyingWorkers, identityKey, type TestClock } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const clock: TestClock = { now: NOW };
const { begin, finish, act } = bulkRunner(() => aws, clock);
beforeEach(() => {
  clock.now = NOW;
});

let number = 0;
/** People who are registered for the first of two dates, as they come by themselves. */
async function world(
  size: number,
  draft: Parameters<typeof storedEvent>[1] = {},
  seats: (number | undefined)[] = [],
) {
  number += 1;
  const event = await storedEvent(aws.table, draft);
  const from = await storedSession(aws.table, event, { capacity: seats[0] });
  const to = await storedSession(aws.table, event, { capacity: seats[1], startsAt: '2027-04-04T10:00' });
  const emails = Array.from({ length: size }, (_, n) => `r${number}-${n}@example.com`);
  const people = await storedPeople(aws.table, `r${number}-`, size, (n) => ({
    id: idOf(emails[n]!),
    email: emails[n]!,
  }));
  for (const [n, email] of emails.entries())
    await register(
      { table: aws.table, identityKey, now: () => NOW + n },
      { event, request: post({ email, sessionIds: [from.id] }) },
    );
  if (seats[0] !== undefined) await allocate(aws.table, from);
  return { event, from, to, people };
}
const statuses = async ({ id }: Session, people: Participant[]): Promise<(string | undefined)[]> => {
  const found = await getRegistrationsIn(aws.table, id, idsOf(people));
  return people.map((person) => found.get(person.id)?.status);
};
const one = async ({ id }: Session, person: Participant): Promise<Registration> =>
  (await getRegistrationsIn(aws.table, id, [person.id])).get(person.id)!;

describe('Moving many', () => {
  it('takes whom it may to the other date, brings nobody back, and counts a dry run the same', async () => {
    const { from, to, people } = await world(5);
    const [gone, left] = people;
    await cancelRegistration(aws.table, await one(from, gone!), testAct);
    await register(
      { table: aws.table, identityKey, now: () => NOW },
      { event: (await world(0)).event, request: post({ email: left!.email! }) },
    ).catch(() => undefined);
    const action = { type: 'move', fromSessionId: from.id, sessionId: to.id };
    const [stranger] = await storedPeople(aws.table, `stranger${number}`, 1);
    const all = [...people, stranger!];
    const dry = await finish(await begin(action, { ids: idsOf(all) }, { dryRun: true }));
    const job = await act(action, all);
    expect(job.counts).toMatchObject({ chosen: 6, changed: 4, skipped: 2 });
    expect(job.reasons).toEqual({ cancelled: 1, 'not-registered': 1 });
    expect([dry.counts, dry.reasons]).toEqual([job.counts, job.reasons]);
    expect(await statuses(to, people)).toEqual([undefined, ...Array<string>(4).fill('registered')]);
    const again = await act(action, all);
    expect(again.counts).toMatchObject({ changed: 0, unchanged: 4, skipped: 2 });
  });

  it.each([3, 6, 11])('moves everybody once, and all seats stay right, killed at call %i', async (atCall) => {
    const { from, to, people } = await world(8, {}, [5, 4]);
    const deaths = [atCall, atCall + 2].map((at) => ({ atCall: at, afterEffect: true }));
    const action = { type: 'move', fromSessionId: from.id, sessionId: to.id };
    const job = await finish(await begin(action, { ids: idsOf(people) }), dyingWorkers(aws, clock, deaths));
    expect(job.counts).toMatchObject({ chosen: 8, changed: 8 });
    for (const session of [from, to]) {
      await allocate(aws.table, session);
      expect(await seatFaults(aws.table, session)).toEqual([]);
    }
    expect((await statuses(to, people)).toSorted()).toEqual([
      ...Array<string>(4).fill('registered'),
      ...Array<string>(4).fill('waitlisted'),
    ]);
  });

  it('is refused where it cannot be, before anybody is counted', async () => {
    const { from, people } = await world(1);
    const other = await world(0);
    const action = { type: 'move', fromSessionId: from.id, sessionId: other.to.id };
    expect(await act(action, people)).toMatchObject({ status: 'failed', reason: 'invalid-input' });
  });
});

describe('Deciding about many', () => {
  it('approves and refuses who waits for it, once, and leaves the others', async () => {
    const { from, people } = await world(4, { approval: true });
    const [first, second, ...others] = people;
    const approve = { type: 'approve', sessionId: from.id };
    const refuse = { type: 'refuse', sessionId: from.id };
    expect((await act(approve, [first!])).counts).toMatchObject({ changed: 1 });
    expect((await act(refuse, [first!, second!])).reasons).toEqual({ registered: 1 });
    const rest = await act(approve, people);
    expect(rest.counts).toMatchObject({ changed: 2, unchanged: 1, skipped: 1 });
    expect(rest.reasons).toEqual({ cancelled: 1 });
    expect((await act(refuse, [second!])).counts).toMatchObject({ unchanged: 1 });
    expect(await statuses(from, others)).toEqual(['registered', 'registered']);
    expect(await one(from, second!)).toMatchObject({ status: 'cancelled', refusedAt: expect.any(String) });
  });

  it('gives the seats in the order of asking, and tells by mails that wait behind others', async () => {
    const { from, people } = await world(3, { approval: true }, [2]);
    await act({ type: 'approve', sessionId: from.id }, people);
    const asked = await one(from, people[0]!);
    await allocate(aws.table, from);
    expect((await statuses(from, people)).filter((status) => status === 'registered')).toHaveLength(2);
    expect(await seatFaults(aws.table, from)).toEqual([]);
    const seated = await one(from, people[0]!);
    const image = (registration: Registration) => ({ ...registration, entity: 'registration', pk: 'x#01' });
    const { bulk, confirmations } = reactionsTo({
      sequence: '1',
      before: image(asked),
      after: image(seated),
    });
    expect([bulk.length, confirmations.length]).toEqual([1, 0]);
  });
});

describe('Cancelling many', () => {
  it('frees their seats for who waits, tells them unless it is to be quiet, and stands in the history', async () => {
    const { event, from, people } = await world(4, {}, [2]);
    const seated = people.slice(0, 2);
    const loud = await act({ type: 'cancel', sessionId: from.id }, [seated[0]!]);
    await act({ type: 'cancel', sessionId: from.id, notify: false }, [seated[1]!]);
    expect(loud.counts).toMatchObject({ changed: 1 });
    expect([
      (await one(from, seated[0]!)).tellCancelled,
      (await one(from, seated[1]!)).tellCancelled,
    ]).toEqual([true, undefined]);
    await allocate(aws.table, from);
    expect(await statuses(from, people)).toEqual(['cancelled', 'cancelled', 'registered', 'registered']);
    expect(await seatFaults(aws.table, from)).toEqual([]);
    const { entries } = await listHistory(aws.table, seated[0]!, undefined, 10);
    expect(entries.find(({ kind }) => kind === 'registration-cancelled')).toMatchObject({
      origin: `bulk ${loud.id}`,
      data: { sessionId: from.id, eventId: event.id },
    });
    expect((await act({ type: 'cancel', sessionId: from.id }, people)).counts).toMatchObject({
      changed: 2,
      unchanged: 2,
    });
  });
});
