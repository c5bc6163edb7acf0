import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What zones do from `from` to `until` (years): `60 2024-03-31T01:00Z=120 ...`, minutes east of UTC. */
export type ZoneHistories = Map<string, string>;

/** Reads compiled zones by `zdump`, which shares no code and no data file with the zone table. */
export function readZdump(
  folder: string,
  zones: readonly string[],
  from: number,
  until: number,
): ZoneHistories {
  const files = zones.map((zone) => `${folder}/${zone}`);
  const text = execFileSync('zdump', ['-i', '-c', `${from},${until}`, ...files], { encoding: 'utf8' });
  const blocks = text.trim().split(/\n\n/);
  return new Map(blocks.map((block) => parseBlock(block, folder)));
}

/** The release of a zoneinfo folder and the names it holds. */
export function readRelease(folder: string): { version: string; zones: string[] } {
  const lines = readFileSync(`${folder}/tzdata.zi`, 'utf8').split('\n');
  const version = lines[0]?.replace('# version ', '') ?? '';
  const zones = lines.flatMap((line) => {
    const [kind, first, second] = line.split(' ');
    return (kind === 'Z' && first) || (kind === 'L' && second) || [];
  });
  return { version, zones: zones.filter((zone) => zone !== 'Factory').sort() };
}

/** One history per pair of lines: the zones that share it, then what they do. */
function printHistories(histories: ZoneHistories): string {
  const groups = Map.groupBy(histories.keys(), (zone) => histories.get(zone));
  return [...groups].map(([history, zones]) => `${zones.join(' ')}\n${history}\n`).join('');
}

export function parseHistories(text: string): ZoneHistories {
  const lines = text.split('\n');
  return new Map(
    lines.flatMap((line, i) =>
      i % 2 === 0 ? line.split(' ').map((zone) => [zone, lines[i + 1] ?? ''] as const) : [],
    ),
  );
}

function parseBlock(block: string, folder: string): [zone: string, history: string] {
  const [head = '', ...lines] = block.split('\n');
  const zone = head.slice(`TZ="${folder}/`.length, -1);
  let last = '';
  const steps = lines.flatMap((line) => {
    const [day = '', time = '', offsetText = ''] = line.split('\t');
    const offset = parseOffset(offsetText);
    const isNew = String(offset) !== last;
    last = String(offset);
    if (day === '-') return [String(offset)];
    // A change of the name alone (Winnipeg, November 2026) is no change of the clock.
    return isNew ? [`${parseLocal(day, time, offset)}=${offset}`] : [];
  });
  return [zone, steps.join(' ')];
}

function parseOffset(text: string): number {
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(3, 5));
  return text.startsWith('-') ? 0 - minutes : minutes;
}

/** `01`, `01:30` or `01:30:00` by the clock after the change. */
function parseLocal(day: string, time: string, offset: number): string {
  const shown = Date.parse(`${day}T${time.length === 2 ? `${time}:00` : time}Z`);
  return `${new Date(shown - offset * 60_000).toISOString().slice(0, 16)}Z`;
}

// `node test/platform/time/read-zdump.ts <zoneinfo folder> > test/platform/time/zdump-<release>.txt`
if (import.meta.main) {
  const folder = process.argv[2] ?? '/usr/share/zoneinfo';
  process.stdout.write(printHistories(readZdump(folder, readRelease(folder).zones, 2024, 2033)));
}
