import type { Participant } from '../domain/participant.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Selection } from '../domain/selection.ts';
import type { ShardPlace } from '../domain/shard-place.ts';
import { shardOf } from '../table/keys.ts';
import { getParticipants } from '../table/participant-items.ts';
import type { Table } from '../table/table.ts';
import { chunks } from './chunks.ts';
import { readEverybody } from './read-everybody.ts';

export interface SelectDeps {
  table: Table;
  /** Finds a person by an exact address without reading anybody else. */
  identityKey: Uint8Array;
}

/** A part of a selection, in the order of the ids. */
export interface SelectedPage {
  people: Participant[];
  /** Items read for it. */
  looked: number;
  /** The place after the page: a walk that starts there sees what this one had not reached. */
  next: ShardPlace;
}

const READ_BATCH = 100;

/** The people of a selection from a place on, page by page in the order of their ids, which is that of the shards. */
export async function* selectPeople(
  deps: SelectDeps,
  selection: Selection,
  from: ShardPlace,
): AsyncGenerator<SelectedPage> {
  if ('ids' in selection) {
    yield* selectNamed(deps, selection.ids, from);
    return;
  }
  if (selection.filter) throw new Refusal('invalid-input', 'People cannot be filtered yet.');
  const excluded = new Set(selection.exclude);
  for await (const { people, next } of readEverybody(deps.table, from)) {
    const chosen = people.filter((person) => !person.deletedAt && !excluded.has(person.id));
    yield { people: chosen, looked: people.length, next };
  }
}

async function* selectNamed(
  deps: SelectDeps,
  ids: string[],
  { shard, after = '' }: ShardPlace,
): AsyncGenerator<SelectedPage> {
  const left = ids.filter((id) => shardOf(id) > shard || (shardOf(id) === shard && id > after)).sort();
  for (const batch of chunks(left, READ_BATCH)) {
    const found = await getParticipants(deps.table, batch);
    const last = batch.at(-1) ?? '';
    yield { people: [...found.values()], looked: batch.length, next: { shard: shardOf(last), after: last } };
  }
}
