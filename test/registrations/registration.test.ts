import { describe, expect, it } from 'vitest';
import { EventForm } from '../../shared/events/domain/event-form.ts';
import {
  Answer,
  belongsTo,
  formerRegistrations,
  isMadeByImport,
  makerOf,
  lastPostOf,
  registeredSince,
  type Registration,
} from '../../shared/registrations/domain/registration.ts';
import { askedAt, inLine, nextInLine, placeInLine, turnOf } from '../../shared/registrations/domain/line.ts';
import { readRegistration } from '../../shared/registrations/domain/registration-faults.ts';
import { parseSuspectId, suspectId } from '../../shared/registrations/domain/suspect.ts';
import { toldOf } from '../support/told-of.ts';

const of = (more: object) => ({ createdAt: '1', ...more }) as Registration;

describe('An answer', () => {
  const outOfRange = ': must be a number of at most 15 digits';

  it.each([
    [0, 'taken'],
    [1e-100, 'taken'],
    [-1e-100, 'taken'],
    [9.9e-101, outOfRange],
    [Number.MAX_SAFE_INTEGER, 'taken'],
    [-Number.MAX_SAFE_INTEGER, 'taken'],
    [Number.MAX_SAFE_INTEGER + 1, outOfRange],
    [false, 'taken'],
    ['x'.repeat(2000), 'taken'],
  ])('%s is told: %s', (answer, told) => {
    expect(toldOf(Answer, answer)).toBe(told);
  });

  it('has 2,000 signs at most', () => {
    expect(toldOf(Answer, 'x'.repeat(2001))).not.toBe('taken');
  });
});

describe('A registration', () => {
  it.each([
    [{}, '1'],
    [{ returnedAt: '2' }, '2'],
    [{ confirmedAt: '3' }, '3'],
    [{ returnedAt: '2', confirmedAt: '3' }, '3'],
    [{ returnedAt: '4', confirmedAt: '3' }, '3'],
  ])('has been as it is since it was confirmed, came back or was made: %j since %s', (more, since) => {
    expect(registeredSince(of(more))).toBe(since);
  });

  it.each([
    [{}, '1'],
    [{ returnedAt: '2' }, '2'],
    [{ selfAt: '2' }, '2'],
    [{ returnedAt: '3', selfAt: '2' }, '3'],
    [{ returnedAt: '2', selfAt: '3' }, '3'],
    [{ returnedAt: '0', selfAt: '0' }, '1'],
  ])('was last posted for at the latest of its posts: %j at %s', (more, at) => {
    expect(lastPostOf(of(more))).toBe(at);
  });

  it.each([
    [{}, {}, true],
    [{ erasedAt: '5' }, {}, false],
    [{}, { erasedBefore: '0' }, true],
    [{}, { erasedBefore: '1' }, false],
    [{ returnedAt: '3' }, { erasedBefore: '2' }, true],
    [{ returnedAt: '3', erasedAt: '4' }, { erasedBefore: '2' }, false],
  ])('%j belongs to the person of now, %j: %s', (more, person, isTheirs) => {
    expect(belongsTo(of(more), person)).toBe(isTheirs);
  });
});

describe('Who made a registration', () => {
  const importMark = { importId: 'imp_1' };
  it.each([
    [{}, undefined],
    [{ invitedBy: 'blk_1' }, 'blk_1'],
    [{ importMark, invitedBy: 'blk_1' }, 'imp_1'],
    [{ madeBy: 'imp_0', importMark }, 'imp_0'],
  ])('%j is %s', (more, maker) => {
    expect(makerOf(of(more))).toBe(maker);
  });

  it('is the import whose mark it has', () => {
    expect([of({ importMark }), of({})].map((one) => isMadeByImport(one, 'imp_1'))).toEqual([true, false]);
    expect(isMadeByImport(of({ importMark }), 'imp_2')).toBe(false);
  });

  it('is told of all that were merged into it', () => {
    const mergedFrom = { par_2: { linkEpoch: 1, mailRound: 1 } };
    expect(formerRegistrations(of({ participantId: 'par_1', mergedFrom }))).toEqual([
      of({ participantId: 'par_2', mergedFrom }),
    ]);
    expect(formerRegistrations(of({}))).toEqual([]);
  });
});

describe('The line for seats', () => {
  it('is joined by who would be registered, where there are seats', () => {
    const registration = of({ status: 'registered', createdAt: 'then' });
    expect(inLine(registration, { capacity: 3 })).toEqual({
      ...registration,
      status: 'waitlisted',
      place: 'then#000000000',
    });
    expect(inLine(registration, { capacity: 3 }, 12)).toMatchObject({ place: 'then#000000012' });
    expect(inLine(registration, {})).toBe(registration);
    expect(inLine(of({ status: 'pending' }), { capacity: 3 })).toEqual(of({ status: 'pending' }));
    expect(askedAt(placeInLine('then', 12))).toBe('then');
  });

  const asker = (participantId: string, at: string) => ({
    participantId,
    place: placeInLine(at),
    isTold: false,
  });

  it('gives seats to who came first, be they new or waiting', () => {
    const line = {
      newcomers: [asker('b', '2'), asker('a', '2')],
      waiters: [asker('d', '3'), asker('c', '1')],
    };
    const given = (free: number, until?: string) =>
      nextInLine({ ...line, ...(until !== undefined && { until }) }, free).map(
        ({ participantId }) => participantId,
      );
    expect([0, -1, 1, 3, 9].map((free) => given(free).join(''))).toEqual(['', '', 'c', 'cab', 'cabd']);
    expect(given(9, turnOf(asker('a', '2')))).toEqual(['c', 'a']);
  });

  it('gives a hundred at once at most', () => {
    const newcomers = Array.from({ length: 101 }, (_, n) => asker(`p${n}`, '1'));
    expect(nextInLine({ newcomers, waiters: [] }, 200)).toHaveLength(100);
  });
});

describe('A suspect', () => {
  const suspect = {
    sessionId: `ses_${'1'.repeat(32)}`,
    participantId: `par_${'2'.repeat(32)}`,
    createdAt: '2027-03-01T09:00:00.000Z',
  };

  it('has a name of its own, which leads back to it', () => {
    const id = `${'1'.repeat(32)}-${'2'.repeat(32)}-${Date.parse(suspect.createdAt)}`;
    expect(suspectId(suspect)).toBe(id);
    expect(parseSuspectId(id)).toEqual(suspect);
    for (const other of ['', id.slice(1), `${id}x`, `${'1'.repeat(32)}-${'2'.repeat(32)}`])
      expect(parseSuspectId(other), other).toBeUndefined();
  });
});

describe('A request', () => {
  const event = {
    form: EventForm.parse({ fields: [{ name: 'size', label: 'Size', type: 'number', required: true }] }),
    businessOnly: false,
  };
  const faults = (body: unknown) => {
    const read = readRegistration(event, body);
    return 'errors' in read ? read.errors.map(({ field, code }) => `${field} ${code}`) : read.request.answers;
  };

  it.each([
    [{ email: 'a@example.com', answers: { size: 1 } }, { size: 1 }],
    [{ email: 'a@example.com' }, ['answers.size required']],
    [
      { email: 'x', answers: { size: 'large', other: 1 } },
      ['email email-invalid', 'answers.other unknown-field', 'answers.size not-a-number'],
    ],
    [{ email: 'a@example.com', answers: { size: 1e300 } }, ['answers.size out-of-range']],
    [{ email: 'a@example.com', answers: { size: 1 }, role: 'admin' }, ['role unknown-field']],
  ])('%j is told all that is wrong with it: %j', (body, expected) => {
    expect(faults(body)).toEqual(expected);
  });

  it('is taken without what the event does not ask for', () => {
    const form = EventForm.parse({ basics: { phone: 'hidden', company: 'required' } });
    const body = { email: 'a@example.com', firstName: 'Ann', phone: '1', company: 'C' };
    expect(readRegistration({ form, businessOnly: false }, body)).toMatchObject({
      request: { firstName: 'Ann', company: 'C', phone: undefined },
    });
    expect(readRegistration({ form, businessOnly: false }, { ...body, company: ' ' })).toMatchObject({
      errors: [{ field: 'company', code: 'required' }],
    });
    expect(readRegistration({ form, businessOnly: true }, { ...body, email: 'ann@gmail.com' })).toMatchObject(
      {
        errors: [{ field: 'email', code: 'business-address' }],
      },
    );
  });

  it('gives the consents that are required, and none that nobody asks for', () => {
    const consent = (name: string, required: boolean) => ({ name, text: 'I agree', version: '1', required });
    const form = EventForm.parse({ consents: [consent('terms', true), consent('news', false)] });
    const told = (consents: Record<string, boolean>) => {
      const read = readRegistration({ form, businessOnly: false }, { email: 'a@example.com', consents });
      return 'errors' in read ? read.errors.map(({ field, code }) => `${field} ${code}`) : [];
    };
    expect(told({ terms: true })).toEqual([]);
    expect(told({ terms: false, news: true })).toEqual(['consents.terms required']);
    expect(told({})).toEqual(['consents.terms required']);
    expect(told({ terms: true, constructor: true })).toEqual(['consents.constructor unknown-field']);
  });
});
