import type { BoundFilter } from './checked-filter.ts';
import { askedStatuses } from './match-filter.ts';

/** A list of people, ordered by id, that can be read instead of everybody. */
export type Source = { identity: string } | { group: string } | { session: string } | { list: 'blocked' };

/** Who has to be looked at: the people of some lists, or everybody. */
export type ReadPlan = { by: 'sources'; sources: readonly Source[] } | { by: 'everybody' };

/** Lists that are merged at once, each with a page in memory; beyond that one walk over everybody is cheaper. */
const MOST_SOURCES = 120;

/** Every set of lists that contains all people of a filter, so that nobody else has to be read. */
export function readPlansOf(filter: BoundFilter): readonly (readonly Source[])[] {
  const asked = askedStatuses(filter);
  // The groups of deleted people have no members' list.
  const deletedToo = asked.has('deleted') || asked.has('blocked');
  return findDrives(filter, deletedToo).filter((sources) => sources.length <= MOST_SOURCES);
}

function findDrives(filter: BoundFilter, deletedToo: boolean): Source[][] {
  switch (filter.on) {
    case 'all':
      return filter.parts.flatMap((part) => findDrives(part, deletedToo));
    case 'any': {
      const ways = filter.parts.map((part) => cheapest(findDrives(part, deletedToo)));
      return ways.every((way) => way !== undefined) ? [unique(ways.flat())] : [];
    }
    case 'email':
      return [[{ identity: filter.id }]];
    case 'choice':
      if (filter.negated) return [];
      // Everybody else's status has no list.
      if (filter.field === 'status')
        return [...filter.values].every((status) => status === 'blocked') ? [[{ list: 'blocked' }]] : [];
      if (filter.field !== 'group' || deletedToo) return [];
      return [[...filter.values].map((group) => ({ group }))];
    case 'registered':
      return filter.negated ? [] : [[...filter.sessions].map((session) => ({ session }))];
    default:
      return [];
  }
}

const unique = (sources: Source[]): Source[] => [
  ...new Map(sources.map((source) => [JSON.stringify(source), source])).values(),
];

/** Whether this way names its people by id, without a list. */
const isNamed = (sources: readonly Source[]) => sources.every((source) => 'identity' in source);

/** The way with the fewest lists; named people before any list. */
function cheapest<S extends readonly Source[]>(ways: readonly S[]): S | undefined {
  return ways.find(isNamed) ?? ways.toSorted((a, b) => a.length - b.length)[0];
}

/**
 * Chooses the narrowest way. `sizeOf` tells how long a list is, where that is known:
 * among several ways the one with the fewest people is taken.
 */
export function planRead(
  ways: readonly (readonly Source[])[],
  sizeOf: (source: Source) => number | undefined = () => undefined,
): ReadPlan {
  const named = ways.find(isNamed);
  if (named) return { by: 'sources', sources: named };
  const size = (sources: readonly Source[]) =>
    sources.reduce((sum, source) => sum + (sizeOf(source) ?? 1), 0);
  const [narrowest] = ways.toSorted((a, b) => size(a) - size(b));
  return narrowest ? { by: 'sources', sources: narrowest } : { by: 'everybody' };
}
