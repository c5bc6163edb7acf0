import type { Participant } from '../domain/participant.ts';
import { SHARDS } from '../table/keys.ts';
import { readPeopleShard } from '../table/participant-items.ts';
import type { Table } from '../table/table.ts';
import type { ShardPlace } from '../table/walk-shards.ts';

/** Pages held or under way at once, 1 MB each: bounds the memory and hides the round trips. */
const SHARDS_AHEAD = 4;

type Page = Awaited<ReturnType<typeof readPeopleShard>>;

/** Everybody from a place on, page by page in the order of the shards; `next` is the place after the page. */
export async function* readEverybody(
  table: Table,
  from: ShardPlace,
): AsyncGenerator<{ people: Participant[]; next: ShardPlace }> {
  const firstPages = new Map<number, Promise<Page>>();
  for (let shard = from.shard; shard < SHARDS; shard += 1) {
    for (let ahead = shard; ahead < Math.min(shard + SHARDS_AHEAD, SHARDS); ahead += 1) {
      if (firstPages.has(ahead)) continue;
      const page = readPeopleShard(table, ahead, ahead === from.shard ? from.after : undefined);
      page.catch(() => undefined);
      firstPages.set(ahead, page);
    }
    let page = await firstPages.get(shard);
    firstPages.set(shard, Promise.resolve({ participants: [] }));
    while (page) {
      const after: string | undefined = page.next;
      const following: Promise<Page> | undefined =
        after === undefined ? undefined : readPeopleShard(table, shard, after);
      following?.catch(() => undefined);
      yield {
        people: page.participants,
        next: after === undefined ? { shard: shard + 1 } : { shard, after },
      };
      page = await following;
    }
  }
}
