import { describe, expect, it } from 'vitest';
import { HttpsUrl } from '../../shared/events/domain/event.ts';
import { countChange, RegistrationStatus } from '../../shared/registrations/domain/registration.ts';
import { isOpen, Session, sessionStatus } from '../../shared/events/domain/session.ts';

const session = Session.parse({
  id: `ses_${'0'.repeat(32)}`,
  eventId: `evt_${'0'.repeat(32)}`,
  name: 'S',
  startsAt: '2027-03-07T10:00',
  timeZone: 'Europe/Berlin',
  startsAtUtc: '2027-03-07T09:00:00.000Z',
  zoneTable: '2026f',
  durationMinutes: 60,
  createdAt: '2027-01-01T00:00:00.000Z',
  version: 1,
});

describe('A session', () => {
  it.each([
    ['2027-03-07T08:59:59.999Z', 'scheduled', true],
    ['2027-03-07T09:00:00.000Z', 'live', true],
    ['2027-03-07T09:59:59.999Z', 'live', true],
    ['2027-03-07T10:00:00.000Z', 'ended', false],
  ])('is at %s %s, open: %j', (at, status, open) => {
    expect(sessionStatus(session, Date.parse(at))).toBe(status);
    expect(isOpen(session, Date.parse(at))).toBe(open);
  });

  it('that was cancelled is neither open nor live, at any time', () => {
    const cancelled = { ...session, cancelledAt: '2027-02-01T00:00:00Z' };
    for (const at of ['2027-03-01T00:00:00Z', '2027-03-07T09:30:00Z', '2027-04-01T00:00:00Z']) {
      expect(sessionStatus(cancelled, Date.parse(at))).toBe('cancelled');
      expect(isOpen(cancelled, Date.parse(at))).toBe(false);
    }
  });
});

describe('The counts of a session', () => {
  it('lose what a registration was and gain what it becomes', () => {
    const all = [undefined, ...RegistrationStatus.options];
    for (const before of all) {
      for (const after of all) {
        const of = (status: typeof before) => status && { status };
        expect(countChange(of(before), of(after))).toEqual({
          registered: (after === 'registered' ? 1 : 0) - (before === 'registered' ? 1 : 0),
          waitlisted: (after === 'waitlisted' ? 1 : 0) - (before === 'waitlisted' ? 1 : 0),
          attended: 0,
        });
      }
    }
  });

  it('tell who was there, whatever became of the registration', () => {
    const of = (state: 'attended' | 'absent' | 'unknown') =>
      ({ status: 'registered', attendance: { state } }) as const;
    expect(countChange(undefined, of('attended')).attended).toBe(1);
    expect(countChange(of('unknown'), of('attended')).attended).toBe(1);
    expect(countChange(of('attended'), { ...of('attended'), status: 'cancelled' }).attended).toBe(0);
    expect(countChange(of('attended'), of('absent')).attended).toBe(-1);
    expect(countChange(of('absent'), undefined).attended).toBe(0);
  });
});

describe('An https address', () => {
  it.each([
    ['https://example.com/thanks?a=b', true],
    ['https://пример.рф/спасибо', true],
    ['http://example.com', false],
    ['javascript:alert(1)', false],
    ['//example.com', false],
    ['https:example.com\r\nSet-Cookie: a=b', false],
    ['https://example.com/\r\nSet-Cookie: a=b', false],
    ['https://exa\tmple.com/', false],
    [' https://example.com/', false],
    ['https://user:pass@example.com/', false],
    ['data:text/html,x', false],
  ])('%j: %j', (text, valid) => {
    expect(HttpsUrl.safeParse(text).success).toBe(valid);
  });
});
