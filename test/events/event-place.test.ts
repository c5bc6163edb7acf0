import { describe, expect, it } from 'vitest';
import { calendarMonths } from '../../shared/events/domain/calendar-months.ts';
import { eventPlaceAt } from '../../shared/events/domain/event-place.ts';
import { Session } from '../../shared/events/domain/session.ts';

const session = (startsAtUtc: string, more: object = {}) =>
  Session.parse({
    id: `ses_${'0'.repeat(32)}`,
    eventId: `evt_${'0'.repeat(32)}`,
    name: 'S',
    startsAt: '2027-03-07T10:00',
    timeZone: 'UTC',
    startsAtUtc,
    zoneTable: '2026f',
    durationMinutes: 60,
    createdAt: '2027-01-01T00:00:00.000Z',
    version: 1,
    ...more,
  });
const [first, second] = ['2027-03-07T09:00:00.000Z', '2027-03-09T09:00:00.000Z'] as const;
const placeAt = (at: string, ...sessions: Session[]) => eventPlaceAt('scheduled', sessions, Date.parse(at));

describe('The place of an event in the lists', () => {
  it('is by the session that is next or runs, until its end', () => {
    const sessions = [session(second), session(first)];
    const coming = { state: 'coming', nextAt: first, changesAt: '2027-03-07T10:00:00.000Z' };
    expect(placeAt('2027-03-01T00:00:00.000Z', ...sessions)).toEqual(coming);
    expect(placeAt('2027-03-07T09:59:59.999Z', ...sessions)).toEqual(coming);
    expect(placeAt('2027-03-07T10:00:00.000Z', ...sessions)).toMatchObject({ nextAt: second });
  });

  it('is by its last session when all are over, cancelled ones not counted', () => {
    const cancelled = session('2027-04-01T09:00:00.000Z', { cancelledAt: '2027-02-01T00:00:00.000Z' });
    expect(placeAt('2027-03-09T10:00:00.000Z', session(second), session(first), cancelled)).toEqual({
      state: 'past',
      lastAt: second,
    });
  });

  it('is to come without dates, and none for a room', () => {
    expect(placeAt(first)).toEqual({ state: 'coming' });
    expect(eventPlaceAt('room', [session(first)], 0)).toEqual({ state: 'room' });
  });
});

describe('The months of a span', () => {
  it('are those that it touches, without the one that it ends before', () => {
    const months = (from: string, below: string) =>
      calendarMonths({ from: Date.parse(from), below: Date.parse(below) });
    expect(months('2027-11-30T23:59:59Z', '2028-01-01T00:00:00.001Z')).toEqual([
      '2027-11',
      '2027-12',
      '2028-01',
    ]);
    expect(months('2027-11-30T23:59:59Z', '2028-01-01T00:00:00Z')).toEqual(['2027-11', '2027-12']);
    expect(months('2027-11-30T23:59:59Z', '2027-11-01T00:00:00Z')).toEqual([]);
  });

  it('are those in which there can be sessions when the span has no end, or a wider one', () => {
    const all = calendarMonths({});
    expect([all[0], all.at(-1), all.length]).toEqual(['2019-12', '2038-01', 218]);
    expect(calendarMonths({ from: 0, below: Date.UTC(2100, 0) })).toEqual(all);
  });
});
