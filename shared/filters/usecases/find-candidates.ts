import type { RegistrationFacts } from '../domain/match-filter.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { ReadPlan, Source } from '../domain/plan-filter.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { SHARDS, shardOf } from '../../platform/values/shard.ts';
import { listParticipants } from '../../people/table/participant-items.ts';
import { getMembers } from '../../groups/table/member-items.ts';
import { getRegistrationFacts } from '../../registrations/table/registration-facts.ts';
import { resolveIdentities } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import { chunks } from '../../platform/values/chunks.ts';
import { identitiesOf } from '../../people/domain/identities-of.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { unionSources, type Entry } from './union-sources.ts';
import { readAhead, readEverybody } from './read-everybody.ts';

/** Somebody who may be in a filter. */
export interface Candidate {
  person: Participant;
  /** The identity under which the walk met them. */
  place: string;
  /** The facts about registrations, if the lists that were read contain all that the filter needs. */
  facts?: RegistrationFacts;
}

export interface CandidatePage {
  candidates: Candidate[];
  looked: number;
  next: ShardPlace;
}

/** How much is read at once: `ahead` for walks to the end, else no more than what is likely to be shown. */
export interface Pace {
  page: number;
  ahead: boolean;
  /** Whether to read the marks that imports left on people, too: only bulk actions need them. */
  marks?: true;
  /** Pages to hold ready of each shard, where a few do not do. */
  pagesAhead?: number;
}

export const READ_AHEAD: Pace = { page: 500, ahead: true };
export const READ_AHEAD_WITH_MARKS: Pace = { ...READ_AHEAD, marks: true };
/** For walks to the end that handle a page faster than one shard sends the next. */
export const READ_FAR_AHEAD: Pace = { ...READ_AHEAD, pagesAhead: 6 };

const MOST_PAGE = 500;
const LEAST_PAGE = 25;
const PAGES_AHEAD = 2;
const BATCH = 100;
const BATCHES_AT_ONCE = 4;

/**
 * Everybody who may match a filter, read by the way that was chosen for it; `sessions` are those that the filter is about.
 */
export function findCandidates(
  table: Table,
  drive: ReadPlan,
  sessions: ReadonlySet<string>,
  from: ShardPlace,
  pace: Pace,
): AsyncGenerator<CandidatePage, undefined> {
  if (drive.by === 'everybody') return walkEverybody(table, sessions, from, pace);
  const walk = walkSources(table, drive.sources, sessions, from, pace);
  return pace.ahead ? readAhead(walk, PAGES_AHEAD) : walk;
}

async function* walkEverybody(
  table: Table,
  sessions: ReadonlySet<string>,
  from: ShardPlace,
  pace: Pace,
): AsyncGenerator<CandidatePage, undefined> {
  const walk = pace.ahead ? readEverybody(table, from, pace) : walkSlowly(table, from, pace.page);
  for await (const { people, next } of walk) {
    yield { candidates: people.map((person) => candidateOf(person, sessions)), looked: people.length, next };
  }
  return undefined;
}

const NO_FACTS: RegistrationFacts = new Map();

/** If the filter is about no sessions, nothing has to be read about them. */
const candidateOf = (person: Participant, sessions: ReadonlySet<string>): Candidate => ({
  person,
  place: person.id,
  ...(sessions.size === 0 && { facts: NO_FACTS }),
});

/** One page at a time, larger ones when little was found in the first. */
async function* walkSlowly(table: Table, from: ShardPlace, page: number) {
  for (let place = from, limit = page; place.shard < SHARDS; limit = Math.min(2 * limit, MOST_PAGE)) {
    const { participants, next } = await listParticipants(table, place, limit);
    place = next ?? { shard: SHARDS };
    yield { people: participants, next: place };
  }
}

async function* walkSources(
  table: Table,
  sources: readonly Source[],
  sessions: ReadonlySet<string>,
  from: ShardPlace,
  pace: Pace,
): AsyncGenerator<CandidatePage, undefined> {
  const lists = await followPointers(table, sources);
  if (lists.sources.length === 0) return undefined;
  const share = Math.ceil(pace.page / lists.sources.length);
  const pageSize = Math.min(MOST_PAGE, Math.max(share, Math.min(pace.page, LEAST_PAGE)));
  const isTold = sessions.isSubsetOf(lists.sessions);
  for await (const page of unionSources(table, lists.sources, from, pageSize)) {
    const met = await readPeople(table, page.entries, lists.known);
    const settled = await settleAliases(table, lists, met, isTold);
    yield {
      candidates: settled.candidates,
      looked: page.looked + page.entries.length + settled.looked,
      next: page.next,
    };
  }
  return undefined;
}

interface Lists {
  sources: Source[];
  sessions: ReadonlySet<string>;
  groups: ReadonlySet<string>;
  hasBlackList: boolean;
  /** The people of exact addresses, by the id that they have now. */
  known: ReadonlyMap<string, Participant>;
}

/** The lists, with the people that exact addresses lead to. */
async function followPointers(table: Table, sources: readonly Source[]): Promise<Lists> {
  const asked = sources.flatMap((source) => ('identity' in source ? [source.identity] : []));
  const known = new Map<string, Participant>();
  if (asked.length > 0)
    for (const { id, found } of (await resolveIdentities(table, asked)).values())
      if (found?.kind === 'person') known.set(id, found.person);
  return {
    sources: [
      ...[...known.keys()].map((identity) => ({ identity })),
      ...sources.filter((source) => !('identity' in source)),
    ],
    known,
    sessions: new Set(sources.flatMap((source) => ('session' in source ? [source.session] : []))),
    hasBlackList: sources.some((source) => 'list' in source),
    groups: new Set(sources.flatMap((source) => ('group' in source ? [source.group] : []))),
  };
}

interface Met {
  entry: Entry;
  person: Participant;
}

/** The people behind the entries, former identities followed. */
async function readPeople(table: Table, entries: Entry[], known: Lists['known']): Promise<Met[]> {
  const people = new Map(known);
  const unread = entries.flatMap(({ id }) => (people.has(id) ? [] : [id]));
  await inParallel(chunks(unread, BATCH), BATCHES_AT_ONCE, async (ids) => {
    for (const [id, { found }] of await resolveIdentities(table, ids))
      if (found?.kind === 'person') people.set(id, found.person);
  });
  return entries.flatMap((entry) => {
    const person = people.get(entry.id);
    return person ? [{ entry, person }] : [];
  });
}

/**
 * Somebody with several identities may be found once for each of them, in different shards: they are counted at the first
 * one that is on a list, which is the same for every walk, wherever it starts.
 */
async function settleAliases(
  table: Table,
  lists: Lists,
  met: Met[],
  isTold: boolean,
): Promise<{ candidates: Candidate[]; looked: number }> {
  const manifold = new Map(
    met.filter(({ person }) => person.aliases?.size).map(({ person }) => [person.id, person]),
  );
  const firsts = await firstPlaces(table, lists, [...manifold.values()]);
  const candidates = met
    .filter(({ entry, person }) => (firsts.places.get(person.id) ?? person.id) === entry.id)
    .map(({ entry, person }): Candidate => ({
      person,
      place: entry.id,
      ...(isTold && !entry.isDoubtful && !manifold.has(person.id) && { facts: entry.facts }),
    }));
  return { candidates, looked: firsts.looked };
}

/** The first identity of each of the people that is on a list; a merge moves the others' entries only after a while. */
async function firstPlaces(table: Table, lists: Lists, people: Participant[]) {
  const places = new Map<string, string>();
  let looked = 0;
  for (const person of people) {
    const identities = identitiesOf(person);
    const facts = await getRegistrationFacts(table, identities, [...lists.sessions]);
    const members = await getMembers(table, identities, [...lists.groups]);
    const on = [...facts.map(({ participantId }) => participantId), ...members];
    const isBlocked = lists.hasBlackList && person.blockedAt !== undefined;
    if (isBlocked || lists.known.has(person.id)) on.push(person.id);
    looked += facts.length + members.length;
    places.set(person.id, on.sort()[0] ?? person.id);
  }
  return { places, looked };
}

/** The place after somebody: a walk goes on behind them. */
export const placeAfter = (id: string): ShardPlace => ({ shard: shardOf(id), after: id });
