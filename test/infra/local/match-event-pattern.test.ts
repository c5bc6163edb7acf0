import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../../../infra/local/events/match-event-pattern.ts';

const event = {
  source: 'aws.s3',
  detail: { bucket: { name: 'imports' }, object: { key: 'imports/People.csv', size: 120 }, tags: ['a', 'b'] },
  gone: null,
};

describe('an event pattern', () => {
  it.each<[string, unknown]>([
    ['an exact value', { source: ['aws.s3', 'aws.ses'] }],
    ['null', { gone: [null] }],
    ['a member of a list', { detail: { tags: ['b'] } }],
    ['a prefix', { detail: { object: { key: [{ prefix: 'imports/' }] } } }],
    [
      'a prefix in any case',
      { detail: { object: { key: [{ prefix: { 'equals-ignore-case': 'IMPORTS/' } }] } } },
    ],
    ['a suffix', { detail: { object: { key: [{ suffix: '.csv' }] } } }],
    ['a wildcard', { detail: { object: { key: [{ wildcard: 'imp*/*.csv' }] } } }],
    [
      'a value in any case',
      { detail: { object: { key: [{ 'equals-ignore-case': 'IMPORTS/people.csv' }] } } },
    ],
    ['a number in a range', { detail: { object: { size: [{ numeric: ['>', 100, '<=', 120] }] } } }],
    ['presence', { detail: { object: { size: [{ exists: true }] } } }],
    ['absence', { detail: { object: { version: [{ exists: false }] } } }],
    ['absence of a whole branch', { other: { leaf: [{ exists: false }] } }],
    ['another value', { source: [{ 'anything-but': ['aws.ec2', 'aws.ses'] }] }],
    ['another prefix', { source: [{ 'anything-but': { prefix: 'azure' } }] }],
    ['one of several branches', { $or: [{ source: ['x'] }, { detail: { bucket: { name: ['imports'] } } }] }],
  ])('matches %s', (_, pattern) => {
    expect(matchesPattern(pattern, event)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['another exact value', { source: ['aws.ses'] }],
    ['one field of two', { source: ['aws.s3'], detail: { bucket: { name: ['exports'] } } }],
    ['another prefix', { detail: { object: { key: [{ prefix: 'reports/' }] } } }],
    ['a wildcard as if it were a regular expression', { source: [{ wildcard: 'aws?s3' }] }],
    ['a number outside the range', { detail: { object: { size: [{ numeric: ['<', 120] }] } } }],
    ['a text as a number', { source: [{ numeric: ['>', 0] }] }],
    ['a missing field by anything-but', { missing: [{ 'anything-but': ['x'] }] }],
    ['presence of a missing field', { missing: [{ exists: true }] }],
    ['no branch of several', { $or: [{ source: ['x'] }, { source: ['y'] }] }],
  ])('does not match %s', (_, pattern) => {
    expect(matchesPattern(pattern, event)).toBe(false);
  });

  it('refuses an operator that it does not know, instead of matching nothing', () => {
    expect(() => matchesPattern({ source: [{ cidr: '10.0.0.0/8' }] }, event)).toThrow('"cidr"');
  });
});
