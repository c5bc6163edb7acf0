import fc from 'fast-check';
import moment from 'moment-timezone';
import { describe, expect, it } from 'vitest';
import { addWallPeriod } from '../../../shared/platform/time/add-wall-period.ts';
import { instantsOf, isWallTime, wallTimeAt } from '../../../shared/platform/time/wall-time.ts';
import { offsetAt, offsetSpans } from '../../../shared/platform/time/zone-table.ts';

const zone = fc.constantFrom(...moment.tz.names());
const minute = 60_000;
const [start, end] = [Date.UTC(2020, 0, 3), Date.UTC(2037, 11, 29)];

/** Any minute, and as often one within three hours of a change of the clock. */
const instantIn = (name: string): fc.Arbitrary<number> => {
  const changes = offsetSpans(name).map((span) => span.from);
  const near = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -180, max: 180 }))
    .map(([change, minutes]) => change + minutes * minute)
    .filter((instant) => instant > start);
  const any = fc.integer({ min: start / minute, max: end / minute }).map((minutes) => minutes * minute);
  return changes.length > 1 ? fc.oneof(near, any) : any;
};
const zoneAndInstant = zone.chain((name) => fc.tuple(fc.constant(name), instantIn(name)));
const at = (text: string): number => Date.parse(text);

describe('a wall time', () => {
  it('is found again from every instant, once or as one of two', () => {
    fc.assert(
      fc.property(zoneAndInstant, ([name, instant]) => {
        const wall = wallTimeAt(name, instant);
        const match = instantsOf(wall, name);
        if (match.kind === 'one')
          expect(match).toMatchObject({ wall, instant, offset: offsetAt(name, instant) });
        else if (match.kind === 'two')
          expect(match.choices.map((choice) => choice.instant)).toContain(instant);
        else expect.fail(`${wall} in ${name} is ${match.kind}`);
      }),
      { numRuns: 3000 },
    );
  });

  it('leads only to instants at which clocks show it, or, where there are none, show the choices', () => {
    const wall = zoneAndInstant.map(
      ([name, instant]) =>
        [name, new Date(instant + offsetAt(name, instant) * minute + 30 * minute)] as const,
    );
    fc.assert(
      fc.property(wall, ([name, shifted]) => {
        const text = shifted.toISOString().slice(0, 16);
        const match = instantsOf(text, name);
        if (match.kind === 'outside') return expect.fail(`${text} in ${name}`);
        const choices = match.kind === 'one' ? [match] : match.choices;
        for (const choice of choices) {
          expect(wallTimeAt(name, choice.instant)).toBe(choice.wall);
          expect(offsetAt(name, choice.instant)).toBe(choice.offset);
          if (match.kind !== 'none') expect(choice.wall).toBe(text);
        }
        if (match.kind === 'none') expect(choices[0].wall < text && text < choices[1].wall).toBe(true);
        if (match.kind === 'two') expect(choices[0].instant).toBeLessThan(choices[1].instant);
      }),
      { numRuns: 3000 },
    );
  });

  it('that the clock jumps over is offered before and after the jump', () => {
    expect(instantsOf('2027-03-28T02:30', 'Europe/Berlin')).toEqual({
      kind: 'none',
      choices: [
        { wall: '2027-03-28T01:30', instant: at('2027-03-28T00:30Z'), offset: 60 },
        { wall: '2027-03-28T03:30', instant: at('2027-03-28T01:30Z'), offset: 120 },
      ],
    });
  });

  it('that comes twice is offered as the earlier and the later', () => {
    expect(instantsOf('2027-10-31T02:30', 'Europe/Berlin')).toEqual({
      kind: 'two',
      choices: [
        { wall: '2027-10-31T02:30', instant: at('2027-10-31T00:30Z'), offset: 120 },
        { wall: '2027-10-31T02:30', instant: at('2027-10-31T01:30Z'), offset: 60 },
      ],
    });
  });

  it.each([
    ['2027-03-28T01:59', 'one'],
    ['2027-03-28T02:00', 'none'],
    ['2027-03-28T02:59', 'none'],
    ['2027-03-28T03:00', 'one'],
    ['2027-10-31T01:59', 'one'],
    ['2027-10-31T02:00', 'two'],
    ['2027-10-31T02:59', 'two'],
    ['2027-10-31T03:00', 'one'],
  ])('%s in Berlin exists as: %s', (wall, kind) => {
    expect(instantsOf(wall, 'Europe/Berlin').kind).toBe(kind);
  });

  it('moves by half an hour on Lord Howe Island', () => {
    expect(instantsOf('2027-10-03T02:15', 'Australia/Lord_Howe')).toMatchObject({
      kind: 'none',
      choices: [{ wall: '2027-10-03T01:45' }, { wall: '2027-10-03T02:45' }],
    });
    expect(instantsOf('2027-10-03T02:30', 'Australia/Lord_Howe').kind).toBe('one');
    expect(instantsOf('2027-04-04T01:29', 'Australia/Lord_Howe').kind).toBe('one');
    expect(instantsOf('2027-04-04T01:30', 'Australia/Lord_Howe').kind).toBe('two');
  });

  it('outside 2020 to 2037 is refused, not guessed, also on the days around the borders', () => {
    for (const wall of ['1999-07-01T10:00', '2011-12-30T10:00', '2038-01-02T00:00', '2500-01-01T00:00']) {
      expect(instantsOf(wall, 'Pacific/Apia')).toEqual({ kind: 'outside' });
    }
    expect(instantsOf('2037-12-31T23:59', 'Europe/Berlin').kind).toBe('one');
    expect(instantsOf('2038-01-01T01:00', 'Europe/Berlin').kind).toBe('outside');
    expect(instantsOf('2019-12-31T23:59', 'America/New_York').kind).toBe('one');
  });

  it.each([
    '2027-02-29T10:00',
    '2027-01-01T24:00',
    '2027-01-01',
    '2027-01-01T10:00:00',
    '2027-1-1T10:00',
    '',
    'now',
  ])('cannot be "%s"', (text) => {
    expect(isWallTime(text)).toBe(false);
    expect(() => instantsOf(text, 'Europe/Berlin')).toThrow(RangeError);
    expect(() => addWallPeriod(text, 'P1D')).toThrow(RangeError);
  });

  it('in an unknown zone is an error', () => {
    expect(() => instantsOf('2027-01-01T10:00', 'Mars/Olympus')).toThrow(RangeError);
    expect(() => wallTimeAt('Mars/Olympus', 0)).toThrow(RangeError);
  });
});

describe('a period later', () => {
  it.each([
    ['2027-03-24T10:00', 'P1W', '2027-03-31T10:00'],
    ['2027-01-31T10:00', 'P1M', '2027-02-28T10:00'],
    ['2028-01-31T10:00', 'P1M', '2028-02-29T10:00'],
    ['2027-01-31T10:00', 'P2M', '2027-03-31T10:00'],
    ['2028-02-29T10:00', 'P1Y', '2029-02-28T10:00'],
    ['2027-12-25T23:30', 'P14D', '2028-01-08T23:30'],
    ['2027-03-01T00:00', '-P1D', '2027-02-28T00:00'],
  ])('%s + %s is %s', (wall, period, later) => {
    expect(addWallPeriod(wall, period)).toBe(later);
  });

  it('keeps the wall time over a change of the clock: a week of 167 hours', () => {
    const wall = '2027-03-24T10:00';
    const [first, second] = [wall, addWallPeriod(wall, 'P1W')].map((each) =>
      instantsOf(each, 'Europe/Berlin'),
    );
    if (first?.kind !== 'one' || second?.kind !== 'one') return expect.fail();
    expect(second.instant - first.instant).toBe(167 * 60 * minute);
  });

  it.each(['PT1H', 'P1DT1H', 'P1.5D', '1W', 'P', '', 'weekly', 'P9000Y'])(
    'refuses the period "%s"',
    (period) => {
      expect(() => addWallPeriod('2027-01-31T10:00', period)).toThrow(RangeError);
    },
  );
});
