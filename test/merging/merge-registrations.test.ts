import { describe, expect, it } from 'vitest';
import { mergeRegistrations } from '../../shared/merging/domain/merge-registrations.ts';
import {
  AttendanceState,
  RegistrationStatus,
  type Registration,
} from '../../shared/registrations/domain/registration.ts';

const [one, other] = [`par_${'1'.repeat(32)}`, `par_${'2'.repeat(32)}`];
const registrationOf = (participantId: string, more: Partial<Registration>): Registration => ({
  ...{ participantId, sessionId: `ses_${'3'.repeat(32)}`, eventId: `evt_${'4'.repeat(32)}` },
  ...{ status: 'registered', source: 'api', answers: {}, linkEpoch: 1, mailRound: 1 },
  createdAt: '2027-01-01T00:00:00.000Z',
  ...more,
});
const merged = (moved: Partial<Registration>, own: Partial<Registration>): Registration =>
  mergeRegistrations(registrationOf(other, moved), one, registrationOf(one, own)).registration;

/** The better known first; what is not said at all comes last. */
const attendances = ['attended', 'absent', 'unknown', undefined] as const;
const statuses = ['registered', 'waitlisted', 'pending', 'cancelled'] as const;
const pairs = <T>(all: readonly T[]) =>
  all.flatMap((a, i) => all.map((b, j) => [a, b, all[Math.min(i, j)]!] as const));

describe('Two registrations that become one', () => {
  it('know all there is of states', () => {
    expect(attendances.slice(0, -1).toSorted()).toEqual(AttendanceState.options.toSorted());
    expect([...statuses, 'suspected'].sort()).toEqual(RegistrationStatus.options.toSorted());
  });

  it.each(pairs(attendances))(
    'keep the attendance that is better known: %s and %s are %s',
    (moved, own, expected) => {
      const noted = (state: typeof moved, seconds: number) =>
        state === undefined ? {} : { attendance: { state, seconds } };
      const { attendance } = merged(noted(moved, 1), noted(own, 2));
      expect(attendance?.state).toBe(expected);
      // Of two alike the survivor's own stays.
      const seconds = own === expected ? 2 : 1;
      expect(attendance?.seconds).toBe(attendance && seconds);
    },
  );

  it.each(pairs(statuses))('keep the better status: %s and %s are %s', (moved, own, expected) => {
    expect(merged({ status: moved }, { status: own }).status).toBe(expected);
  });

  it.each(pairs([true, false]))(
    'hold one seat for two, the survivor’s where there are two: %s and %s',
    (moved, own) => {
      const seat = (has: boolean | undefined, name: string) => (has ? { seat: name } : {});
      expect(merged(seat(moved, '1.0'), seat(own, '2.0')).seat).toBe(own ? '2.0' : moved ? '1.0' : undefined);
    },
  );

  const offer = { at: '2027-01-02T00:00:00.000Z', until: '2027-01-03T00:00:00.000Z' };
  const asked = { status: 'waitlisted', waitsSince: '2027-01-01', offer } as const;
  const inLine = { status: 'waitlisted', place: '2027-01-01#1', waitsSince: '2027-01-01' } as const;
  it.each([
    ['is asked', 'waits', { ...asked, seat: '1.0' }, inLine, { seat: '1.0', offer, place: undefined }],
    ['waits', 'is asked', inLine, { ...asked, seat: '2.0' }, { seat: '2.0', offer, place: undefined }],
    ['is asked', 'is asked', { ...asked, seat: '1.0' }, { ...asked, seat: '2.0' }, { seat: '2.0', offer }],
    [
      'is asked',
      'left',
      { ...asked, seat: '1.0' },
      { status: 'cancelled', lapsedAt: 'x' },
      { seat: '1.0', offer },
    ],
    ['has a seat', 'is asked', { seat: '1.0' }, { ...asked, seat: '2.0' }, { seat: '2.0', offer: undefined }],
    ['is asked', 'has a seat', { ...asked, seat: '1.0' }, { seat: '2.0' }, { seat: '2.0', offer: undefined }],
  ] as const)('hold one place, asked or not: one %s, the other %s', (_, __, moved, own, expected) => {
    const registration = merged(moved, own);
    expect(registration).toMatchObject(expected);
    expect(registration.lapsedAt).toBeUndefined();
  });

  it('hold no seat when what is left needs none', () => {
    const registration = merged({ status: 'cancelled', seat: '1.0' }, { status: 'waitlisted' });
    expect(registration).toMatchObject({ status: 'waitlisted', participantId: one });
    expect(registration.seat).toBeUndefined();
  });

  it.each([
    ['both wait', 'waitlisted', 'waitlisted', '2027-01-01#0'],
    ['the survivor had left', 'waitlisted', 'cancelled', '2027-01-01#0'],
    ['the survivor has a seat', 'waitlisted', 'registered', undefined],
  ] as const)('stand in the line where the first of them stood: %s', (_, moved, own, place) => {
    const registration = merged(
      { status: moved, place: '2027-01-01#0' },
      { status: own, ...(own === 'waitlisted' && { place: '2027-01-02#0', waitsSince: '2027-01-02' }) },
    );
    expect(registration.place).toBe(place);
    expect(registration.waitsSince).toBe(own === 'waitlisted' ? '2027-01-02' : undefined);
  });

  it('say what the survivor says, and what only the other said', () => {
    const registration = merged(
      {
        answers: { size: 'M', city: 'Ulm' },
        email: 'o@example.com',
        locale: 'de',
        timeZone: 'Europe/Berlin',
      },
      { answers: { size: 'L', city: '' }, locale: 'fr' },
    );
    expect(registration).toMatchObject({
      answers: { size: 'L', city: 'Ulm' },
      email: 'o@example.com',
      locale: 'fr',
      timeZone: 'Europe/Berlin',
      participantId: one,
    });
    expect(Object.keys(registration.mergedFrom ?? {})).toEqual([other]);
  });

  it('are a new round of mail when the other one is better, and not otherwise', () => {
    expect(merged({ mailRound: 3 }, { status: 'pending' }).mailRound).toBe(4);
    expect(merged({ status: 'pending', mailRound: 3 }, {}).mailRound).toBe(1);
    expect(merged({ mailRound: 3 }, {}).mailRound).toBe(1);
  });

  it('are as old as the older of two alike', () => {
    const [older, newer] = ['2026-01-01T00:00:00.000Z', '2027-02-01T00:00:00.000Z'];
    expect(merged({ createdAt: older }, { createdAt: newer }).createdAt).toBe(older);
    expect(merged({ createdAt: newer }, { createdAt: older }).createdAt).toBe(older);
    expect(merged({ createdAt: newer }, { createdAt: older, status: 'pending' }).createdAt).toBe(newer);
  });

  it('say what only the other one said, of each thing', () => {
    const consent = { given: true };
    const said = {
      email: 'o@example.com',
      locale: 'de',
      timeZone: 'Europe/Berlin',
      consent,
      selfAt: '7',
    } as const;
    expect(merged(said, {})).toMatchObject(said);
    expect(merged({}, said)).toMatchObject(said);
    const other = {
      email: 'x@example.com',
      locale: 'fr',
      timeZone: 'UTC',
      consent: { given: false },
      selfAt: '8',
    } as const;
    expect(merged(other, said)).toMatchObject(said);
  });

  it.each([
    ['the better one', { status: 'registered' }, { status: 'pending' }, 'moved'],
    ['the better one', { status: 'pending' }, { status: 'registered' }, 'own'],
    ['of two alike the older one', { createdAt: '2026' }, { createdAt: '2027' }, 'moved'],
    ['of two alike the older one', { createdAt: '2027' }, { createdAt: '2026' }, 'own'],
    ['of two as old the survivor’s', {}, {}, 'own'],
  ] as const)('come from where %s came: %j and %j', (_, moved, own, from) => {
    const origin = (name: string) => ({ confirmedAt: undefined, returnedAt: undefined, madeBy: name });
    const [first, second] = [
      registrationOf(other, { ...origin('moved'), ...moved }),
      registrationOf(one, { ...origin('own'), ...own }),
    ];
    const { registration, untold } = mergeRegistrations(first, one, second);
    expect(registration.madeBy).toBe(from);
    expect(untold).toBe(from === 'own' ? first : second);
  });

  it('are the one that still has a person, where the other was erased', () => {
    const erased = { erasedAt: '2027-02-01T00:00:00.000Z', seat: true } as const;
    const kept = mergeRegistrations(
      registrationOf(other, erased),
      one,
      registrationOf(one, { email: 'o@example.com' }),
    );
    expect(kept).toEqual({ registration: registrationOf(one, { email: 'o@example.com' }) });
    const moved = mergeRegistrations(
      registrationOf(other, { email: 'm@example.com', linkEpoch: 5, mailRound: 2 }),
      one,
      registrationOf(one, { ...erased, linkEpoch: 3, mailRound: 4 }),
    );
    expect(moved).toMatchObject({
      registration: { participantId: one, email: 'm@example.com', linkEpoch: 3, mailRound: 5 },
    });
    expect(moved.registration.seat).toBeUndefined();
    expect(moved.registration.erasedAt).toBeUndefined();
  });

  it('are that of the merged person, where the survivor has none', () => {
    const importMark = { importId: 'imp_1' } as NonNullable<Registration['importMark']>;
    const { registration } = mergeRegistrations(
      registrationOf(other, { importMark, linkEpoch: 2, mailRound: 3 }),
      one,
      undefined,
    );
    expect(registration).toMatchObject({
      participantId: one,
      importMark: { importId: 'imp_1', merged: true },
      mergedFrom: { [other]: { linkEpoch: 2, mailRound: 3 } },
    });
    const unmarked = mergeRegistrations(registrationOf(other, {}), one, undefined).registration;
    expect(unmarked.importMark).toBeUndefined();
  });

  it('are found by the names of all that became part of either', () => {
    const from = (id: string) => ({ mergedFrom: { [id]: { linkEpoch: 7, mailRound: 8 } } });
    const { registration } = mergeRegistrations(
      registrationOf(other, from('par_a')),
      one,
      registrationOf(one, from('par_b')),
    );
    expect(registration.mergedFrom).toEqual({
      ...{ par_a: { linkEpoch: 7, mailRound: 8 }, par_b: { linkEpoch: 7, mailRound: 8 } },
      [other]: { linkEpoch: 1, mailRound: 1 },
    });
  });

  it('keep the mark of an import that made both', () => {
    const mark = (importId: string) => ({
      importMark: { importId } as NonNullable<Registration['importMark']>,
    });
    expect(merged(mark('a'), mark('a')).importMark).toEqual({ importId: 'a' });
    expect(merged(mark('a'), mark('b')).importMark).toBeUndefined();
    expect(merged(mark('a'), {}).importMark).toBeUndefined();
  });
});
