import { describe, expect, it } from 'vitest';
import { HttpsUrl } from '../../shared/events/domain/https-url.ts';
import {
  addsTo,
  registrationColumns,
  RegistrationStatus,
} from '../../shared/registrations/domain/registration.ts';
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
  const counted = (one: Parameters<typeof addsTo>[0]) =>
    registrationColumns.filter((column) => addsTo(one, column));

  it('hold a registration by its status, and nothing that is not there', () => {
    expect(counted(undefined)).toEqual([]);
    for (const status of RegistrationStatus.options)
      expect(counted({ status })).toEqual(status === 'suspected' ? [] : [status]);
  });

  it('tell who was there, whatever became of the registration', () => {
    const was = (state: 'attended' | 'absent' | 'unknown') =>
      ({ status: 'registered', attendance: { state } }) as const;
    expect(counted(was('attended'))).toEqual(['registered', 'attended']);
    expect(counted({ ...was('attended'), status: 'cancelled' })).toEqual(['attended', 'cancelled']);
    expect(counted(was('absent'))).toEqual(['registered']);
    expect(counted(was('unknown'))).toEqual(['registered']);
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
