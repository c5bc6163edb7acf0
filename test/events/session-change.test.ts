import { describe, expect, it } from 'vitest';
import { Session } from '../../shared/events/domain/session.ts';
import {
  isStillTrue,
  sessionChangeBetween,
  sessionChangeRunId,
} from '../../shared/events/domain/session-change.ts';
import { type Event } from '../../shared/events/domain/event.ts';
import { EventDraft } from '../../shared/events/domain/event-draft.ts';
import { publicEvent } from '../../shared/registrations/domain/public-event.ts';

const before = Session.parse({
  id: `ses_${'1'.repeat(32)}`,
  eventId: `evt_${'2'.repeat(32)}`,
  name: 'Pruning',
  startsAt: '2027-03-28T10:00',
  timeZone: 'UTC',
  startsAtUtc: '2027-03-28T10:00:00Z',
  zoneTable: '2026f',
  durationMinutes: 60,
  createdAt: '2027-03-01T09:00:00Z',
  roomUrl: 'https://room.example.com',
  capacity: 7,
});
const after = { ...before, scheduleVersion: 1, startsAtUtc: '2027-03-28T12:00:00Z' };
const change = sessionChangeBetween(before, after)!;

describe('A change of a session', () => {
  it('is told when its time changed or it was called off, and not otherwise', () => {
    const former = { startsAtUtc: '2027-03-28T10:00:00Z', timeZone: 'UTC', durationMinutes: 60 };
    expect(change).toEqual({ news: 'moved', sessionId: before.id, scheduleVersion: 1, former });
    expect(sessionChangeBetween(before, { ...after, cancelledAt: 'now' })).toEqual({
      ...change,
      news: 'cancelled',
    });
    expect(sessionChangeBetween(before, { ...before, name: 'Other', version: 2 })).toBeUndefined();
  });

  it.each([
    ['2027-03-28T12:59:59Z', after, true],
    ['2027-03-28T13:00:00Z', after, false],
    ['2027-03-28T10:59:59Z', { ...after, startsAtUtc: '2027-03-28T08:00:00Z' }, true],
    ['2027-03-28T11:00:00Z', { ...after, startsAtUtc: '2027-03-28T08:00:00Z' }, false],
    ['2027-03-28T09:00:00Z', { ...after, scheduleVersion: 2 }, false],
  ])('at %s of %j is still worth telling: %s', (now, session, isSo) => {
    expect(isStillTrue(change, session, Date.parse(now))).toBe(isSo);
  });

  it('has one run of its own', () => {
    const ids = [
      change,
      { ...change, scheduleVersion: 2 },
      { ...change, sessionId: `ses_${'3'.repeat(32)}` },
    ].map(sessionChangeRunId);
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^run_[0-9a-f]{32}$/);
    expect(sessionChangeRunId({ ...change, news: 'cancelled' })).toBe(ids[0]);
    // Two deployments at work at the same time have to agree.
    expect(ids[0]).toBe('run_1b2eee112021b2439e637b8164714ddf');
  });
});

describe('What strangers see of an event', () => {
  it('is what they need to register, and neither the room nor how many seats there are', () => {
    const draft = EventDraft.parse({ title: 'Pruning', timeZone: 'UTC', description: 'Trees', locale: 'de' });
    const event: Event = { ...draft, id: before.eventId, createdAt: before.createdAt, version: 1 };
    const { id, name, startsAt, timeZone, startsAtUtc, durationMinutes } = before;
    const seen = { id, name, startsAt, timeZone, startsAtUtc, durationMinutes };
    expect(publicEvent(event, [{ ...before, full: true }], Date.parse('2027-03-28T10:30:00Z'))).toEqual({
      ...{
        id: event.id,
        kind: 'scheduled',
        title: 'Pruning',
        description: 'Trees',
        timeZone: 'UTC',
        locale: 'de',
      },
      form: draft.form,
      look: {},
      registration: { state: 'open' },
      sessions: [{ ...seen, full: true, status: 'live' }],
    });
  });
});
