import { describe, expect, it } from 'vitest';
import type { Session } from '../../shared/events/domain/session.ts';
import { announcedTimes, isStillRight, isToldOfSession } from '../../shared/mail/domain/announced-time.ts';
import { RegistrationStatus, type Registration } from '../../shared/registrations/domain/registration.ts';

const time = (version: number) => ({
  ...{
    scheduleVersion: version,
    startsAtUtc: `2027-03-2${version}T10:00:00Z`,
    timeZone: 'UTC',
    durationMinutes: 60,
  },
});
const session = {
  ...time(3),
  formerTimes: [
    { ...time(1), until: '2027-03-05' },
    { ...time(2), until: '2027-03-10' },
  ],
} as Session;
const timesFor = (more: object) =>
  announcedTimes(session, { createdAt: '2027-03-01', ...more } as Registration).map(
    (one) => one.scheduleVersion,
  );

describe('The times that somebody may have been told', () => {
  it.each([
    [{}, [1, 2, 3]],
    [{ createdAt: '2027-03-05' }, [1, 2, 3]],
    [{ createdAt: '2027-03-06' }, [2, 3]],
    [{ returnedAt: '2027-03-11' }, [3]],
    [{ confirmedAt: '2027-03-06' }, [2, 3]],
    [{ selfAt: '2027-03-11', confirmedAt: '2027-03-06' }, [3]],
  ])('of %j are those since they last registered or confirmed: %j', (more, versions) => {
    expect(timesFor(more)).toEqual(versions);
  });

  it('end with the present one', () => {
    const { formerTimes, ...rest } = session;
    expect(formerTimes).toHaveLength(2);
    expect(announcedTimes(rest, { createdAt: '1' } as Registration)).toEqual([time(3)]);
  });

  it.each([
    [{ time: time(3), isSure: true }, true],
    [
      {
        time: { ...time(3), startsAtUtc: '2027-03-23T10:00:00.000Z', timeZone: 'Europe/Berlin' },
        isSure: true,
      },
      true,
    ],
    [{ time: time(3), isSure: false }, false],
    [{ time: time(2), isSure: true }, false],
    [{ time: { ...time(3), durationMinutes: 90 }, isSure: true }, false],
  ])('are still right or not: %j, %s', (announced, isRight) => {
    expect(isStillRight(announced, session)).toBe(isRight);
  });

  it('concern those with a place, in the waiting list, or who have still to confirm', () => {
    const told = RegistrationStatus.options.filter((status) => isToldOfSession({ status } as Registration));
    expect(told).toEqual(['pending', 'registered', 'waitlisted']);
  });
});
