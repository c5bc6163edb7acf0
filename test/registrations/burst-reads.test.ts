import { describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { cancelSession, changeSession } from '../../shared/events/usecases/change-session.ts';
import { remembering } from '../../shared/platform/table/recall.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listRegistrationFacts } from '../../shared/registrations/table/registration-facts.ts';
import { saveSeats } from '../../shared/registrations/table/seats-item.ts';
import { recentlyOffered } from '../../shared/registrations/usecases/offered-sessions.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { NOW, planDeps, post, storedEvent, storedSession } from '../support/factories.ts';
import { idOf } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const BURST = 20;
let people = 0;

/** Registers somebody new; answers in which sessions they are. */
async function come(table: Table, event: Event, sessionIds?: string[]): Promise<string[]> {
  const email = `burst${(people += 1)}@example.com`;
  const request = post({ email, ...(sessionIds && { sessionIds }) });
  await register({ table, identityKey, now: () => NOW }, { event, request });
  const facts = await listRegistrationFacts(aws.table, idOf(email));
  return facts.map(({ sessionId }) => sessionId);
}

/** An instance in the middle of a burst of posts for the event. */
async function burst(event: Event) {
  const counting = aws.countingTable();
  const table = remembering(counting.table);
  for (let n = 0; n < BURST; n += 1) await come(table, event);
  return { table, reads: counting.reads };
}

/** An event with a date on each of so many days, the first on 10 March. */
async function eventOf(days: number): Promise<{ event: Event; sessions: Session[] }> {
  const event = await storedEvent(aws.table);
  const sessions: Session[] = [];
  for (let day = 10; day < 10 + days; day += 1)
    sessions.push(await storedSession(aws.table, event, { startsAt: `2027-03-${day}T10:00` }));
  return { event, sessions };
}

describe('Registering in a burst', () => {
  it('costs one read unit of the session and two of the person, where each post read all dates as well', async () => {
    const { event } = await eventOf(20);
    const quiet = aws.countingTable();
    await come(quiet.table, event);
    expect(quiet.reads()).toBeGreaterThan(3.5);
    const { table, reads } = await burst(event);
    const before = reads();
    for (let n = 0; n < 50; n += 1) await come(table, event);
    expect((reads() - before) / 50).toBe(3);
  });

  it('lets nobody into a date that was cancelled a moment ago', async () => {
    const { event, sessions } = await eventOf(3);
    const { table } = await burst(event);
    await cancelSession(planDeps(aws.table), sessions[0]!);
    expect(await come(table, event)).toEqual([sessions[1]!.id]);
    await expect(come(table, event, [sessions[0]!.id])).rejects.toMatchObject({ code: 'session-closed' });
  });

  it('takes the date that is next now, when the one before it was moved a moment ago', async () => {
    const { event, sessions } = await eventOf(3);
    const { table } = await burst(event);
    await changeSession(planDeps(aws.table), event, sessions[0]!, { startsAt: '2027-04-01T10:00' });
    expect(await come(table, event)).toEqual([sessions[1]!.id]);
  });

  it('takes a date with a free place, when the last one of another was taken a moment ago', async () => {
    const event = await storedEvent(aws.table);
    const small = await storedSession(aws.table, event, { startsAt: '2027-03-10T10:00', capacity: 50 });
    const large = await storedSession(aws.table, event, { startsAt: '2027-03-11T10:00', capacity: 100 });
    const { table } = await burst(event);
    expect(await come(table, event)).toEqual([small.id]);
    const at = new Date(NOW).toISOString();
    await saveSeats(aws.table, small.id, { taken: 50, version: 1, at, giving: [], collected: [] }, 0);
    expect(await come(table, event)).toEqual([large.id]);
  });

  it('refuses nobody for want of a date that was made a moment ago', async () => {
    const { event, sessions } = await eventOf(1);
    const { table } = await burst(event);
    await cancelSession(planDeps(aws.table), sessions[0]!);
    await expect(come(table, event)).rejects.toMatchObject({ code: 'no-open-session' });
    const made = await storedSession(aws.table, event, { startsAt: '2027-03-20T10:00' });
    expect(await come(table, event)).toEqual([made.id]);
  });
});

describe('A page in a burst', () => {
  it('costs no read unit, shows what was so three seconds ago at most, and never a date that is over', async () => {
    const { event, sessions } = await eventOf(3);
    const counting = aws.countingTable();
    const table = remembering(counting.table);
    const shownAt = async (nowMs: number) =>
      (await recentlyOffered({ table, now: () => nowMs }, event, 'page')).map(({ id }) => id);
    for (let n = 0; n < BURST; n += 1) await shownAt(NOW);
    const before = counting.reads();
    for (let n = 0; n < 100; n += 1) await shownAt(NOW + n);
    expect(counting.reads()).toBe(before);
    const ids = sessions.map(({ id }) => id);
    await cancelSession(planDeps(aws.table), sessions[1]!);
    expect(await shownAt(NOW + 2_999)).toEqual(ids);
    expect(await shownAt(NOW + 3_000)).toEqual([ids[0], ids[2]]);
  });

  it('leaves out a date that came to its end meanwhile', async () => {
    const { event, sessions } = await eventOf(2);
    const table = remembering(aws.table);
    const end = Date.parse(sessions[0]!.startsAtUtc) + sessions[0]!.durationMinutes * 60_000;
    const shownAt = (nowMs: number) => recentlyOffered({ table, now: () => nowMs }, event, 'page');
    for (let n = 0; n < BURST; n += 1) await shownAt(end - 1_000);
    expect((await shownAt(end)).map(({ id }) => id)).toEqual([sessions[1]!.id]);
  });
});
