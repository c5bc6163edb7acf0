import { sessionsIn } from '../domain/bind-filter.ts';
import type { BoundFilter } from '../domain/checked-filter.ts';
import { testOf } from '../domain/match-filter.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { Selection } from '../domain/selection.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { shardOf } from '../../platform/values/shard.ts';
import { personIn, resolveIdentities } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import { chooseIndex } from './choose-index.ts';
import { chunks } from '../../platform/values/chunks.ts';
import { READ_AHEAD, findCandidates, type Candidate, type Pace } from './find-candidates.ts';
import { gatherFacts } from './gather-facts.ts';
import { identitiesOf } from '../../people/domain/identities-of.ts';
import { resolveFilter, type FilterDeps } from './resolve-filter.ts';

/** `identityKey` finds a person by an exact address without reading anybody else. */
export type SelectDeps = FilterDeps;

/** A part of a selection, in the order of the ids. */
export interface SelectedPage {
  people: Participant[];
  /** The place at which each of them was found, from which a walk goes on after them. Mostly their own id. */
  places: string[];
  /** Items read for it. */
  looked: number;
  /** Ids that were named and lead to nobody. */
  missing: string[];
  /** The place after the page: a walk that starts there sees what this one had not reached. */
  next: ShardPlace;
}

const READ_BATCH = 100;

/**
 * The people of a selection from a place on, page by page in the order of their ids, which is that of the shards.
 * Reads the narrowest lists that hold all of them. Who is in the filter all the while is seen exactly once.
 */
export async function* selectPeople(
  deps: SelectDeps,
  selection: Selection,
  from: ShardPlace,
  pace: Pace = READ_AHEAD,
): AsyncGenerator<SelectedPage> {
  if ('ids' in selection) {
    yield* selectNamed(deps, selection.ids, from);
    return;
  }
  const { bound } = await resolveFilter(deps, selection.filter);
  const isExcluded = testOfExcluded(selection);
  for await (const page of selectMatching(deps.table, bound, from, pace)) {
    const chosen = page.people.map((person) => !isExcluded(person));
    yield {
      ...page,
      missing: [],
      people: page.people.filter((_, index) => chosen[index]),
      places: page.places.filter((_, index) => chosen[index]),
    };
  }
}

/**
 * Makes a test whether one person, in their current state, is in a selection. What the selection names stays as it is now.
 */
export async function openTest(
  deps: SelectDeps,
  selection: Selection,
): Promise<(person: Participant) => Promise<boolean>> {
  if ('ids' in selection) return () => Promise.resolve(true);
  const { bound } = await resolveFilter(deps, selection.filter);
  const test = testOf(bound);
  const isExcluded = testOfExcluded(selection);
  const matches = async (person: Participant) =>
    test(person) ??
    test(person, (await gatherFacts(deps.table, [person], sessionsIn(bound))).facts.get(person.id)) ??
    false;
  return async (person) => !isExcluded(person) && (await matches(person));
}

/** Whether somebody is excluded, or was merged with somebody who is. */
function testOfExcluded({ exclude }: { exclude?: string[] | undefined }): (person: Participant) => boolean {
  const excluded = new Set(exclude);
  return (person) => excluded.size > 0 && identitiesOf(person).some((id) => excluded.has(id));
}

/** The people of a filter that was resolved already. */
export async function* selectMatching(
  table: Table,
  filter: BoundFilter,
  from: ShardPlace,
  pace: Pace,
): AsyncGenerator<Omit<SelectedPage, 'missing'>> {
  const drive = await chooseIndex(table, filter);
  const test = testOf(filter);
  const sessions = sessionsIn(filter);
  for await (const page of findCandidates(table, drive, sessions, from, pace)) {
    const verdicts = page.candidates.map(({ person, facts }) => test(person, facts));
    const open = page.candidates.filter((_, index) => verdicts[index] === undefined);
    const more = await gatherFacts(
      table,
      open.map(({ person }) => person),
      sessions,
    );
    const isIn = ({ person }: Candidate, index: number) =>
      verdicts[index] ?? test(person, more.facts.get(person.id) ?? new Map());
    const chosen = page.candidates.filter(isIn);
    yield {
      people: chosen.map(({ person }) => person),
      places: chosen.map(({ place }) => place),
      looked: page.looked + more.looked,
      next: page.next,
    };
  }
}

/** People by any of their identities: whoever was merged since they were named is the person they are now. */
async function* selectNamed(
  deps: SelectDeps,
  ids: string[],
  { shard, after = '' }: ShardPlace,
): AsyncGenerator<SelectedPage> {
  const left = ids.filter((id) => shardOf(id) > shard || (shardOf(id) === shard && id > after)).sort();
  const named = new Set(ids);
  // Named more than once, they are met where nothing more of them follows.
  const lastPlace = (person: Participant) =>
    identitiesOf(person)
      .filter((id) => named.has(id))
      .sort()
      .at(-1);
  for (const batch of chunks(left, READ_BATCH)) {
    const identities = await resolveIdentities(deps.table, batch);
    const found = batch.flatMap((place) => {
      const person = personIn(identities.get(place));
      return person ? [{ person, place }] : [];
    });
    const chosen = found.filter(({ person, place }) => lastPlace(person) === place);
    const last = batch.at(-1) ?? '';
    yield {
      people: chosen.map(({ person }) => person),
      places: chosen.map(({ place }) => place),
      looked: batch.length,
      missing: batch.filter((id) => !personIn(identities.get(id))),
      next: { shard: shardOf(last), after: last },
    };
  }
}
