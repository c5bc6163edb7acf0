import { describe, expect, it } from 'vitest';
import { calendarMonths } from '../../shared/events/domain/calendar-months.ts';
import { startedEvents } from '../../shared/events/table/event-place-items.ts';
import { sessionsBetween, sessionsPage } from '../../shared/events/table/calendar-items.ts';
import { cancelSession, changeSession } from '../../shared/events/usecases/change-session.ts';
import { moveEventsOn, placeEvent } from '../../shared/events/usecases/place-event.ts';
import { queryListPage } from '../../shared/platform/table/query-page.ts';
import { NOW, planDeps, storedEvent, storedSession } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const deps = () => planDeps(aws.table);
const zone = { timeZone: 'Africa/Abidjan' };
const at = (text: string) => Date.parse(`${text}Z`);

describe('The calendar', () => {
  it('has the sessions of all events by start, over the ends of months, from the first instant on and before the last', async () => {
    const [one, other] = [await storedEvent(aws.table, zone), await storedEvent(aws.table, zone)];
    const starts = ['2029-01-31T23:59', '2029-02-01T00:00', '2029-02-28T12:00', '2029-03-01T08:00'];
    const ids: string[] = [];
    for (const [n, startsAt] of starts.entries())
      ids.push((await storedSession(aws.table, n % 2 === 0 ? one : other, { startsAt })).id);
    const found = async (from: string, below: string) =>
      (await sessionsBetween(aws.table, { from: at(from), below: at(below) })).map(({ id }) => id);
    expect(await found('2029-01-01T00:00', '2029-04-01T00:00')).toEqual(ids);
    expect(await found('2029-01-31T23:59', '2029-03-01T08:00')).toEqual(ids.slice(0, 3));
    expect(await found('2029-02-01T00:01', '2029-03-01T08:01')).toEqual(ids.slice(2));
    expect(await found('2029-03-01T08:00', '2029-01-01T00:00')).toEqual([]);

    const paged: string[] = [];
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const span = { from: at('2029-01-01T00:00'), below: at('2029-04-01T00:00') };
      const page = await sessionsPage(aws.table, span, after, 1);
      paged.push(...page.entries.map(({ id }) => id));
      after = page.next;
    }
    expect(paged).toEqual(ids);
  });

  it('follows a session that is moved there and back, and shows one that was called off as such', async () => {
    const event = await storedEvent(aws.table, zone);
    let session = await storedSession(aws.table, event, { startsAt: '2030-05-01T10:00' });
    const month = async (text: string) =>
      (await sessionsBetween(aws.table, { from: at(`${text}-01T00:00`), below: at(`${text}-28T00:00`) })).map(
        ({ startsAtUtc, cancelledAt }) => [startsAtUtc.slice(0, 10), cancelledAt !== undefined],
      );
    session = await changeSession(deps(), event, session, { startsAt: '2030-06-02T10:00' });
    expect([await month('2030-05'), await month('2030-06')]).toEqual([[], [['2030-06-02', false]]]);
    session = await changeSession(deps(), event, session, { startsAt: '2030-05-01T10:00' });
    await cancelSession(deps(), session);
    expect([await month('2030-05'), await month('2030-06')]).toEqual([[['2030-05-01', true]], []]);
  });

  it('has the months in which there can be sessions only', () => {
    expect(calendarMonths({ from: at('2027-11-30T00:00'), below: at('2028-01-01T00:00') })).toEqual([
      '2027-11',
      '2027-12',
    ]);
    expect(calendarMonths({ from: at('2027-03-02T00:00'), below: at('2027-03-01T00:00') })).toEqual([]);
    expect(calendarMonths({ from: -Infinity }).at(0)).toBe('2019-12');
    expect(calendarMonths({ below: Infinity }).at(-1)).toBe('2038-01');
  });
});

describe('Events by state and date', () => {
  const placeOf = async (id: string) => {
    for (const state of ['coming', 'past', 'room']) {
      const { items } = await queryListPage(aws.table, { partition: `EVENTS#${state}` });
      const found = items.find((item) => (item['listed'] as { id: string }).id === id);
      if (found) return { state, date: String(found['gsi2sk']).split('#')[0], listed: found['listed'] };
    }
    return undefined;
  };

  it('stand at their next session, move on when it is over, and are past after the last one', async () => {
    const event = await storedEvent(aws.table, zone);
    expect(await placeOf(event.id)).toMatchObject({ state: 'coming', date: '~' });
    const [first, second] = [
      await storedSession(aws.table, event, { startsAt: '2027-03-07T10:00' }),
      await storedSession(aws.table, event, { startsAt: '2027-03-14T10:00' }),
    ];
    await placeEvent({ table: aws.table, now: () => NOW }, event.id, second.id);
    expect(await placeOf(event.id)).toMatchObject({
      ...{ state: 'coming', date: first.startsAtUtc },
      listed: { title: event.title, nextAt: first.startsAtUtc },
    });
    const sweptAt = async (text: string) => moveEventsOn({ table: aws.table, now: () => at(text) });
    expect(await sweptAt('2027-03-07T10:59')).toBe(0);
    expect(await sweptAt('2027-03-07T11:00')).toBe(1);
    expect(await placeOf(event.id)).toMatchObject({ state: 'coming', date: second.startsAtUtc });
    expect(await sweptAt('2027-03-14T11:00')).toBe(1);
    expect(await placeOf(event.id)).toMatchObject({ state: 'past', date: second.startsAtUtc });
    expect(await startedEvents(aws.table, '2037-01-01T00:00:00.000Z')).toEqual([]);
  });

  it('forget a session that was called off, and are not lost when several hands place them at once', async () => {
    const event = await storedEvent(aws.table, zone);
    const sessions = [];
    for (const startsAt of ['2027-03-07T10:00', '2027-03-08T10:00', '2027-03-09T10:00'])
      sessions.push(await storedSession(aws.table, event, { startsAt }));
    await cancelSession(deps(), sessions[0]!);
    await Promise.all(
      sessions.map(({ id }) => placeEvent({ table: aws.table, now: () => NOW }, event.id, id)),
    );
    expect(await placeOf(event.id)).toMatchObject({ date: sessions[1]!.startsAtUtc });
  });
});
