import { describe, expect, it } from 'vitest';
import {
  Answer,
  belongsTo,
  lastPostOf,
  registeredSince,
  type Registration,
} from '../../shared/registrations/domain/registration.ts';
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
