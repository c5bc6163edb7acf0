import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { accessPatterns, makeTableDoc, type AccessPattern } from '../../../docs/make-table-doc.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const patterns = accessPatterns();
const files = [...new Set(patterns.map(({ file }) => file))];

/** What a pattern stands for: `<word>` is any value, also one with the mark that parts values. */
const regexOf = ({ where }: AccessPattern) =>
  new RegExp(`^${where.replaceAll(/[.*+?^$()[\]\\]/g, '\\$&').replaceAll(/<[^>]+>/g, '.+')}$`);

const placeOf = (key: unknown): string | undefined => {
  if (typeof key !== 'object' || key === null) return undefined;
  const { pk, sk, gsi1pk, gsi1sk, gsi2pk, gsi2sk } = key as Record<string, string | undefined>;
  if (pk !== undefined) return `${pk} / ${sk}`;
  if (gsi1pk !== undefined) return `gsi1 ${gsi1pk} / ${gsi1sk}`;
  return gsi2pk === undefined ? undefined : `gsi2 ${gsi2pk} / ${gsi2sk}`;
};

/** The places that the formulas of a file make of plain values. */
async function placesIn(file: string): Promise<string[]> {
  const module = (await import(/* @vite-ignore */ `${root}${file}`)) as Record<string, unknown>;
  const made = Object.values(module).map((formula): unknown =>
    typeof formula === 'function' ? formula(...Array<string>(formula.length).fill('3')) : formula,
  );
  return made.map(placeOf).filter((place) => place !== undefined);
}

/** The text before the first value. */
const headOf = (text: string): string => text.split('<')[0] ?? '';

/** Whether a key of one pattern might be one of the other. */
function mayMeet(one: AccessPattern, other: AccessPattern): boolean {
  const [[onePartition = '', oneSort = ''], [otherPartition = '', otherSort = '']] = [one, other].map(
    ({ where }) => where.split(' / '),
  ) as [string[], string[]];
  if (headOf(onePartition) !== headOf(otherPartition)) return false;
  const [short = '', long = ''] = [oneSort, otherSort].sort((a, b) => headOf(a).length - headOf(b).length);
  const isWhole = !short.includes('<');
  return isWhole ? short === long : headOf(long).startsWith(headOf(short));
}

describe('The access patterns of the key files', () => {
  it('are those in docs/table.md (npm run table)', async () => {
    expect(await readFile(`${root}docs/table.md`, 'utf8')).toBe(await makeTableDoc());
  });

  it('are found in every key file', () => {
    expect(files).toEqual(globSync('shared/*/table/*-keys.ts', { cwd: root }).sort());
    expect(files.length).toBeGreaterThan(10);
  });

  it.each(files)('list each formula of %s, and nothing else', async (file) => {
    const places = await placesIn(file);
    const own = patterns.filter((pattern) => pattern.file === file);
    for (const pattern of own)
      expect(
        places.some((place) => regexOf(pattern).test(place)),
        pattern.where,
      ).toBe(true);
    for (const place of places)
      expect(
        own.some((pattern) => regexOf(pattern).test(place)),
        place,
      ).toBe(true);
  });

  it('never take a place that another capability has', () => {
    const shared = patterns.flatMap((one, index) =>
      patterns
        .slice(index + 1)
        .filter((other) => one.file !== other.file && mayMeet(one, other))
        .map((other) => `${one.where} (${one.file}) and ${other.where} (${other.file})`),
    );
    expect(shared).toEqual([]);
  });

  it('are told apart: a pattern meets one with the same beginning, not one that goes on otherwise', () => {
    const at = (where: string): AccessPattern => ({ what: '', where, entities: [], file: '' });
    expect(mayMeet(at('A#<a> / <b>'), at('A#<c> / B'))).toBe(true);
    expect(mayMeet(at('A#<a> / B#<b>'), at('A#<c> / B#C#<d>'))).toBe(true);
    expect(mayMeet(at('A#<a> / B'), at('A#<c> / BC'))).toBe(false);
    expect(mayMeet(at('A#<a> / B'), at('AB#<c> / B'))).toBe(false);
    expect(mayMeet(at('A#<a> / B'), at('gsi1 A#<c> / B'))).toBe(false);
  });
});

describe('The kinds of items', () => {
  const owners = new Map<string, Set<string>>();
  for (const { entities, file } of patterns)
    for (const entity of entities) owners.set(entity, (owners.get(entity) ?? new Set()).add(file));

  it('belong to one capability each; only counts are written alike for several', () => {
    const several = [...owners].filter(([, files]) => files.size > 1).map(([entity]) => entity);
    expect(several).toEqual(['counts']);
  });

  it('that are written and read are those that the key files list', () => {
    const named = new Set<string>();
    for (const file of globSync('shared/**/*.ts', { cwd: root })) {
      const source = readFileSync(`${root}${file}`, 'utf8');
      for (const [, stamped, read] of source.matchAll(
        /\bstamp\('([^']+)'\)|\breadItem\(\s*\w+,\s*'([^']+)'/g,
      ))
        named.add(stamped ?? read ?? '');
    }
    expect([...named].sort()).toEqual([...owners.keys()].sort());
  });
});
