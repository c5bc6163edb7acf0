import type { Source } from '../domain/plan-filter.ts';
import type { RegistrationFacts } from '../domain/match-filter.ts';
import type { Attendance } from '../../registrations/domain/registration.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { blockedParticipantsPage } from '../../people/table/blocked-participants.ts';
import { SHARDS, shardOf } from '../../platform/values/shard.ts';
import { membersPage } from '../../groups/table/member-items.ts';
import {
  registrationFactsPage,
  type RegistrationFact,
} from '../../registrations/table/registration-facts.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';

/** Somebody who is on one of the lists, with what the lists of sessions say about them. */
export interface Entry {
  id: string;
  facts: RegistrationFacts;
  /** Whether the person's item has to be read to see if a registration is still theirs. */
  isDoubtful: boolean;
}

export interface EntryPage {
  entries: Entry[];
  /** Items read for it. */
  looked: number;
  /** The place after the page. */
  next: ShardPlace;
}

const LISTS_AT_ONCE = 16;

interface Waiting {
  id: string;
  fact?: RegistrationFact;
}

/** The entries of one list of one shard that were read and not handed on yet. */
interface Head {
  source: Source;
  waiting: Waiting[];
  /** The last id read. */
  after: string | undefined;
  atEnd: boolean;
}

/**
 * The people of several lists from a place on, in the order of their ids and nobody twice.
 * `pageSize` is how many entries of one list are read at once.
 */
export async function* unionSources(
  table: Table,
  sources: readonly Source[],
  from: ShardPlace,
  pageSize: number,
): AsyncGenerator<EntryPage, undefined> {
  for (let { shard } = from; shard < SHARDS; shard += 1) {
    const after = shard === from.shard ? from.after : undefined;
    yield* mergeShard(table, sources, { shard, ...(after !== undefined && { after }) }, pageSize);
  }
  return undefined;
}

async function* mergeShard(
  table: Table,
  sources: readonly Source[],
  { shard, after }: ShardPlace,
  pageSize: number,
): AsyncGenerator<EntryPage> {
  const heads = sources.map((source): Head => ({ source, waiting: [], after, atEnd: false }));
  for (let frontier = after; ;) {
    let looked = 0;
    const behind = heads.filter((head) => !head.atEnd && head.after === frontier);
    await inParallel(behind, LISTS_AT_ONCE, async (head) => {
      looked += await readOn(table, head, shard, pageSize);
    });
    // Up to here every list has been read: what lies beyond may still be joined by another list.
    frontier = least(heads.flatMap((head) => (head.atEnd ? [] : (head.after ?? []))));
    const entries = takeUpTo(heads, frontier);
    yield {
      entries,
      looked,
      next: frontier === undefined ? { shard: shard + 1 } : { shard, after: frontier },
    };
    if (frontier === undefined) return;
  }
}

const least = (ids: string[]) =>
  ids.reduce<string | undefined>((min, id) => (min === undefined || id < min ? id : min), undefined);

/** Reads the next page of a list; answers the items read. */
async function readOn(table: Table, head: Head, shard: number, pageSize: number): Promise<number> {
  const { source, after } = head;
  if ('identity' in source) {
    if (shardOf(source.identity) === shard && (after === undefined || source.identity > after))
      head.waiting.push({ id: source.identity });
    head.atEnd = true;
    return 0;
  }
  if ('group' in source) {
    const { ids, next } = await membersPage(table, source.group, shard, after, pageSize);
    for (const id of ids) head.waiting.push({ id });
    moveOn(head, next);
    return ids.length;
  }
  if ('list' in source) {
    const { ids, next } = await blockedParticipantsPage(table, shard, after, pageSize);
    for (const id of ids) head.waiting.push({ id });
    moveOn(head, next);
    return ids.length;
  }
  const { facts, looked, next } = await registrationFactsPage(table, source.session, shard, after, pageSize);
  for (const fact of facts) head.waiting.push({ id: fact.participantId, fact });
  moveOn(head, next);
  return looked;
}

function moveOn(head: Head, next: string | undefined): void {
  head.after = next;
  head.atEnd = next === undefined;
}

function takeUpTo(heads: Head[], frontier: string | undefined): Entry[] {
  const facts = new Map<string, Map<string, Attendance | undefined>>();
  const doubtful = new Set<string>();
  for (const head of heads) {
    const beyond = frontier === undefined ? -1 : head.waiting.findIndex(({ id }) => id > frontier);
    const taken = head.waiting.splice(0, beyond === -1 ? head.waiting.length : beyond);
    for (const { id, fact } of taken) {
      const known = facts.get(id) ?? new Map<string, Attendance | undefined>();
      if (fact) known.set(fact.sessionId, fact.attendance);
      if (fact?.erasedAt !== undefined) doubtful.add(id);
      facts.set(id, known);
    }
  }
  return [...facts]
    .map(([id, known]) => ({ id, facts: known, isDoubtful: doubtful.has(id) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
