import { spawnSync } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { addWallPeriod } from '../../../shared/platform/time/add-wall-period.ts';
import { instantsOf, wallTimeAt } from '../../../shared/platform/time/wall-time.ts';
import { offsetSpans } from '../../../shared/platform/time/zone-table.ts';
import { readZdump } from './read-zdump.ts';

// Nobody has skipped a day since 2011 and the product's table begins in 2020, so here the same data go further back.
vi.mock('../../../shared/platform/time/zone-data.json', async () => {
  const { makeZoneData } = await import('../../../shared/platform/time/make-zone-data.ts');
  return { default: JSON.parse(await makeZoneData(Date.UTC(1993, 0))) as unknown };
});

const minute = 60_000;
const at = (text: string): number => Date.parse(text);

/** What `zdump -i -c 1993,2014` of Debian's tzdata says, in the form of `readZdump`; history that is settled. */
const zdump = new Map([
  [
    'Pacific/Apia',
    '-660 2010-09-26T11:00Z=-600 2011-04-02T14:00Z=-660 2011-09-24T14:00Z=-600 2011-12-30T10:00Z=840 ' +
      '2012-03-31T14:00Z=780 2012-09-29T14:00Z=840 2013-04-06T14:00Z=780 2013-09-28T14:00Z=840',
  ],
  ['Pacific/Fakaofo', '-660 2011-12-30T11:00Z=780'],
  ['Pacific/Kiritimati', '-600 1994-12-31T10:00Z=840'],
  ['Pacific/Kwajalein', '-720 1993-08-21T12:00Z=720'],
]);

function readTable(zone: string, before: number): string {
  const [first, ...later] = offsetSpans(zone).filter((span) => span.from < before);
  const steps = later.map((span) => `${new Date(span.from).toISOString().slice(0, 16)}Z=${span.offset}`);
  return [String(first?.offset), ...steps].join(' ');
}

describe('a day that a zone skipped whole', () => {
  it.each([...zdump])('is where zdump has it, in %s', (zone, history) => {
    expect(readTable(zone, Date.UTC(2014, 0))).toBe(history);
  });

  it('is where zdump has it on this machine', (context) => {
    if (spawnSync('zdump', ['--version']).status !== 0) return context.skip('no zdump here');
    expect(readZdump('/usr/share/zoneinfo', [...zdump.keys()], 1993, 2014)).toEqual(zdump);
  });

  it.each([
    ['Pacific/Apia', '2011-12-30T10:00', '2011-12-29T10:00', '2011-12-31T10:00', '2011-12-29T20:00Z'],
    ['Pacific/Apia', '2011-12-30T00:00', '2011-12-29T00:00', '2011-12-31T00:00', '2011-12-29T10:00Z'],
    ['Pacific/Apia', '2011-12-30T23:59', '2011-12-29T23:59', '2011-12-31T23:59', '2011-12-30T09:59Z'],
    ['Pacific/Fakaofo', '2011-12-30T10:00', '2011-12-29T10:00', '2011-12-31T10:00', '2011-12-29T21:00Z'],
    ['Pacific/Kiritimati', '1994-12-31T10:00', '1994-12-30T10:00', '1995-01-01T10:00', '1994-12-30T20:00Z'],
    ['Pacific/Kwajalein', '1993-08-21T10:00', '1993-08-20T10:00', '1993-08-22T10:00', '1993-08-20T22:00Z'],
  ])('in %s: %s does not exist, the same time a day before and a day after do', (zone, wall, ...given) => {
    const [before, after, earlier] = given;
    // The two choices are a day apart on the calendar, and one skipped day less by the clock that never stopped.
    const instant = at(earlier);
    expect(instantsOf(wall, zone)).toMatchObject({
      kind: 'none',
      choices: [
        { wall: before, instant },
        { wall: after, instant: instant + 24 * 60 * minute },
      ],
    });
    expect(wallTimeAt(zone, instant)).toBe(before);
    expect(wallTimeAt(zone, instant + 24 * 60 * minute)).toBe(after);
  });

  it('begins and ends on the minute: the last minute of Thursday is followed by the first of Saturday', () => {
    const jump = at('2011-12-30T10:00Z');
    expect(instantsOf('2011-12-29T23:59', 'Pacific/Apia')).toMatchObject({
      kind: 'one',
      instant: jump - minute,
    });
    expect(instantsOf('2011-12-31T00:00', 'Pacific/Apia')).toMatchObject({ kind: 'one', instant: jump });
    expect(wallTimeAt('Pacific/Apia', jump - 1)).toBe('2011-12-29T23:59');
    expect(wallTimeAt('Pacific/Apia', jump)).toBe('2011-12-31T00:00');
  });

  it('makes a weekly series a day shorter where it does not hit the day', () => {
    const walls = [0, 1, 2].map((weeks) => addWallPeriod('2011-12-22T10:00', `P${weeks}W`));
    const starts = walls.map((wall) => instantsOf(wall, 'Pacific/Apia'));
    expect(starts).toMatchObject([
      { kind: 'one', wall: '2011-12-22T10:00', instant: at('2011-12-22T20:00Z') },
      { kind: 'one', wall: '2011-12-29T10:00', instant: at('2011-12-29T20:00Z') },
      { kind: 'one', wall: '2012-01-05T10:00', instant: at('2012-01-04T20:00Z') },
    ]);
  });
});
