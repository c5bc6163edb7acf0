import type { Participant } from '../../people/domain/participant.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import { readPeopleShard } from '../../people/table/participant-items.ts';
import type { Table } from '../../platform/table/table.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';

/** Shards that are walked at once, the current one among them: a shard's next page can only be asked for after its last. */
const SHARDS_AHEAD = 4;
/** Pages that each of them holds or waits for, unless told otherwise: bounds the memory. */
const PAGES_AHEAD = 2;

interface PeoplePage {
  people: Participant[];
  /** The place after the page. */
  next: ShardPlace;
}

/** Everybody from a place on, page by page in the order of the shards; with the marks of imports when asked for. */
export async function* readEverybody(
  table: Table,
  from: ShardPlace,
  { marks = false, pagesAhead = PAGES_AHEAD }: { marks?: boolean; pagesAhead?: number } = {},
): AsyncGenerator<PeoplePage> {
  const walks: AsyncGenerator<PeoplePage>[] = [];
  let begun = from.shard;
  for (;;) {
    for (; begun < SHARDS && walks.length < SHARDS_AHEAD; begun += 1) {
      const walk = walkShard(table, begun, begun === from.shard ? from.after : undefined, marks);
      walks.push(readAhead(walk, pagesAhead));
    }
    const current = walks.shift();
    if (!current) return;
    yield* current;
  }
}

async function* walkShard(
  table: Table,
  shard: number,
  from: string | undefined,
  marks: boolean,
): AsyncGenerator<PeoplePage, undefined> {
  let after = from;
  do {
    const page = await readPeopleShard(table, shard, after, marks ? 'whole' : 'known');
    after = page.next;
    yield { people: page.participants, next: after === undefined ? { shard: shard + 1 } : { shard, after } };
  } while (after !== undefined);
  return undefined;
}

/** Starts at once, and keeps so many results ready or under way. */
export function readAhead<T>(
  source: AsyncGenerator<T, undefined>,
  count: number,
): AsyncGenerator<T, undefined> {
  const next = () => {
    const result = source.next();
    // A failure is told to whoever waits for the result; when the walk was given up, nobody does.
    result.catch(() => undefined);
    return result;
  };
  const ahead = Array.from({ length: count }, next);
  return (async function* () {
    for (let result = await ahead.shift(); result?.value !== undefined; result = await ahead.shift()) {
      ahead.push(next());
      yield result.value;
    }
    return undefined;
  })();
}
