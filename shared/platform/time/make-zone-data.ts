import { writeFile } from 'node:fs/promises';
import moment from 'moment-timezone';
import meta from 'moment-timezone/data/meta/latest.json' with { type: 'json' };
import packed from 'moment-timezone/data/packed/latest.json' with { type: 'json' };
import { format } from 'oxfmt';
import layout from '../../../oxfmt.config.ts';

// Sessions lie a few years ahead at most, and each further year costs every bundle 1.2 kB, those before 2020 twice that.
const productFrom = Date.UTC(2020, 0, 1);
const until = Date.UTC(2038, 0, 1);

/** Old names that the data links to another place with the same clocks, or not at all, with the zone that is meant. */
const places: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'Africa/Timbuktu': 'Africa/Bamako',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Fort_Wayne': 'America/Indiana/Indianapolis',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Virgin': 'America/St_Thomas',
  'Asia/Rangoon': 'Asia/Yangon',
  'Atlantic/Jan_Mayen': 'Europe/Oslo',
  'Europe/Kiev': 'Europe/Kyiv',
  'Europe/Uzhgorod': 'Europe/Kyiv',
  'Europe/Zaporozhye': 'Europe/Kyiv',
  Iceland: 'Atlantic/Reykjavik',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
  'Pacific/Yap': 'Pacific/Chuuk',
  Singapore: 'Asia/Singapore',
  'US/East-Indiana': 'America/Indiana/Indianapolis',
};

type History = { zones: string[]; offset: number; changes: number[] };

/** The offset at `from`, and each later change as two numbers: minutes since 1970, minutes east of UTC from then on. */
function readHistory(packedZone: string, from: number): { name: string; offset: number; changes: number[] } {
  const { name, offsets, untils } = moment.tz.unpack(packedZone);
  const first = untils.findIndex((end) => end > from);
  let current = offsets[first] ?? 0;
  const changes: number[] = [];
  const history = { name, offset: 0 - current, changes };
  for (let i = first; (untils[i] ?? until) < until; i += 1) {
    const next = offsets[i + 1] ?? current;
    if (next !== current) changes.push((untils[i] ?? 0) / 60_000, 0 - next);
    current = next;
  }
  return history;
}

function groupHistories(links: string[][], from: number): History[] {
  const groups = new Map<string, History>();
  for (const packedZone of packed.zones) {
    const { name, offset, changes } = readHistory(packedZone, from);
    const key = JSON.stringify([offset, changes]);
    const group = groups.get(key) ?? { zones: [], offset, changes };
    group.zones.push(name, ...links.flatMap(([target, old]) => (target === name && old ? [old] : [])));
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({ ...group, zones: group.zones.sort() }));
}

function renameOldNames(names: string[], links: string[][]): Record<string, string> {
  const targets = new Map(links.map(([target = '', old = '']) => [old, target]));
  const today = (name: string): string => {
    if (name in meta.zones) return name;
    const target = places[name] ?? targets.get(name) ?? name;
    return target === 'Etc/UTC' || target === 'Etc/GMT-0' ? 'UTC' : target;
  };
  const renamed = names.map((name) => [name, today(name)] as const).filter(([name, place]) => name !== place);
  return Object.fromEntries(renamed.sort());
}

/**
 * The text of zone-data.json: what the pinned moment-timezone knows about the years to 2037, from 2020 on; tests go
 * further back (`from`, ms since 1970), to days that were skipped whole.
 */
export async function makeZoneData(from = productFrom): Promise<string> {
  const links = packed.links.map((link) => link.split('|'));
  const histories = groupHistories(links, from);
  const renamed = renameOldNames(
    histories.flatMap((history) => history.zones),
    links,
  );
  const data = { version: packed.version, from: from / 60_000, until: until / 60_000, histories, renamed };
  return (await format('zone-data.json', JSON.stringify(data), layout)).code;
}

/** The text of zone-countries.json: the country of each zone of today, the first where it is that of several. */
export async function makeZoneCountries(): Promise<string> {
  const countries = Object.entries(meta.zones).flatMap(
    ([
      zone,
      {
        countries: [country],
      },
    ]) => (country === undefined ? [] : [[zone, country] as const]),
  );
  return (await format('zone-countries.json', JSON.stringify(Object.fromEntries(countries.sort())), layout))
    .code;
}

if (import.meta.main) {
  await writeFile(new URL('zone-data.json', import.meta.url), await makeZoneData());
  await writeFile(new URL('zone-countries.json', import.meta.url), await makeZoneCountries());
}
