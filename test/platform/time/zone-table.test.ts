import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import moment from 'moment-timezone';
import { describe, expect, it } from 'vitest';
import { makeZoneData } from '../../../shared/platform/time/make-zone-data.ts';
import {
  canonicalZone,
  isTimeZone,
  offsetAt,
  offsetSpans,
  zoneTableVersion,
} from '../../../shared/platform/time/zone-table.ts';
import { parseHistories, readRelease, readZdump, type ZoneHistories } from './read-zdump.ts';

const zoneinfo = '/usr/share/zoneinfo';
const november2026 = Date.parse('2026-11-21T12:00Z');

/** The table's own words, in the form of `readZdump`. */
function readTable(zones: Iterable<string>, from: number, until: number): ZoneHistories {
  const [start, end] = [Date.UTC(from, 0), Date.UTC(until, 0)];
  const read = (zone: string): string => {
    const changes = offsetSpans(zone).filter((span) => span.from > start && span.from < end);
    const steps = changes.map((span) => `${new Date(span.from).toISOString().slice(0, 16)}Z=${span.offset}`);
    return [String(offsetAt(zone, start)), ...steps].join(' ');
  };
  return new Map([...zones].map((zone) => [zone, read(zone)]));
}

describe('the zone table', () => {
  it('is what the generator makes of the pinned package: run `npm run zones` after an update', async () => {
    const made = await makeZoneData();
    expect(readFileSync('shared/platform/time/zone-data.json', 'utf8')).toBe(made);
    expect(zoneTableVersion).toBe(moment.tz.dataVersion);
  });

  it('equals what zdump says of Debian tzdata of the same release, every zone, 2024 to 2032', () => {
    // Made by read-zdump.ts from the Debian package; a new release of the table needs a new file.
    const file = new URL(`zdump-${zoneTableVersion}.txt`, import.meta.url);
    const zdump = parseHistories(readFileSync(file, 'utf8').trim());
    expect(zdump.size).toBeGreaterThan(590);
    expect(readTable(zdump.keys(), 2024, 2033)).toEqual(zdump);
  });

  it('equals what zdump says on this machine, where its tzdata is of the same release', (context) => {
    const hasOracle = existsSync(`${zoneinfo}/tzdata.zi`) && spawnSync('zdump', ['--version']).status === 0;
    if (!hasOracle) return context.skip('no zdump or no tzdata here');
    const { version, zones } = readRelease(zoneinfo);
    // Other releases cannot be compared: they correct the past too (Chisinau before 2025, since 2026).
    if (version !== zoneTableVersion)
      return context.skip(`tzdata ${version} here, table ${zoneTableVersion}`);
    const here = readZdump(zoneinfo, zones, 2024, 2033);
    expect(readTable(here.keys(), 2024, 2033)).toEqual(here);
  });

  it.each([
    ['America/Winnipeg', -300],
    ['America/Inuvik', -360],
    ['America/Havana', -240],
    ['Europe/Berlin', 60],
    ['Asia/Kolkata', 330],
    ['Asia/Kathmandu', 345],
    ['Pacific/Kiritimati', 840],
  ])('knows the law of late 2026 in %s: %i minutes', (zone, offset) => {
    expect(offsetAt(zone, november2026)).toBe(offset);
  });

  it('changes at the very millisecond', () => {
    const change = Date.parse('2027-03-28T01:00Z');
    expect(offsetAt('Europe/Berlin', change - 1)).toBe(60);
    expect(offsetAt('Europe/Berlin', change)).toBe(120);
  });

  it('covers 2020 to 2037 in each zone without a hole and refuses what lies outside', () => {
    for (const zone of moment.tz.names()) {
      const spans = offsetSpans(zone);
      expect(spans[0]?.from).toBe(Date.UTC(2020, 0));
      expect(spans.at(-1)?.until).toBe(Date.UTC(2038, 0));
      for (const [i, span] of spans.entries()) expect(span.from).toBe(spans[i - 1]?.until ?? span.from);
    }
    expect(() => offsetAt('Europe/Berlin', Date.UTC(2020, 0) - 1)).toThrow(RangeError);
    expect(() => offsetAt('Europe/Berlin', Date.UTC(2038, 0))).toThrow(RangeError);
  });

  it.each(['Europe/Berlin', 'UTC', 'Asia/Calcutta', 'US/Eastern', 'Etc/GMT+5', 'America/Argentina/Ushuaia'])(
    'knows %s',
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  it.each(['', 'Berlin', 'europe/berlin', 'Europe/Berlin ', 'UTC+1', '+01:00', '__proto__', 'constructor'])(
    'does not know "%s"',
    (name) => {
      expect(isTimeZone(name)).toBe(false);
      expect(() => canonicalZone(name)).toThrow(RangeError);
      expect(() => offsetAt(name, november2026)).toThrow(RangeError);
    },
  );

  it.each([
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['Pacific/Truk', 'Pacific/Chuuk'],
    ['Etc/UTC', 'UTC'],
    ['Europe/Stockholm', 'Europe/Stockholm'],
  ])('calls %s by its name of today, %s', (old, name) => {
    expect(canonicalZone(old)).toBe(name);
  });

  it('leads every old name to a zone with the same clocks that keeps its own name', () => {
    for (const name of moment.tz.names()) {
      const today = canonicalZone(name);
      expect(canonicalZone(today)).toBe(today);
      expect(offsetSpans(today).at(-1)).toEqual(offsetSpans(name).at(-1));
    }
  });
});
