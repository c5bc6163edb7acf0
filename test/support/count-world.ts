import { applyCounts } from '../../shared/platform/table/counts/count-items.ts';
import type { CountRecord } from '../../shared/platform/table/counts/count-record.ts';
import { recountDueKey } from '../../shared/platform/table/count-keys.ts';
import { getCounts } from '../../shared/platform/table/counts/counts-item.ts';
import { getItem } from '../../shared/platform/table/get-items.ts';
import type { Key } from '../../shared/platform/table/key.ts';
import { recountShard } from '../../shared/platform/table/counts/recount-shard.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { mortal } from './mortal.ts';

export const columns = ['registered', 'waitlisted', 'attended'];
const LANES = 3;
const WALK_PAGE = 4;
const BURST = 16;

/** What can happen to one shard of things and its counts. */
export type CountAct =
  | { act: 'change'; item: number; bits: number }
  | { act: 'burst'; bits: number }
  | { act: 'tick'; seconds: number }
  | { act: 'deliver'; lane: number; many: number; killAt?: number; afterEffect: boolean }
  | { act: 'give-up'; lane: number; many: number }
  | { act: 'redrive'; from: number; many: number }
  | { act: 'both'; lanes: [number, number] }
  | { act: 'recount'; meanwhile: CountAct[] };

/** Things that change, the stream of it as several readers see it, and the counts: what a session of DynamoDB is to us. */
export class CountWorld {
  readonly things = new Map<string, number>();
  readonly #lanes: CountRecord[][] = Array.from({ length: LANES }, () => []);
  /** All that was ever written; what was delivered may come again at any time. */
  readonly #written: CountRecord[] = [];
  #meanwhile: CountAct[] = [];
  #now = 1_800_000_000;
  /** Batches that were not counted, and came again. */
  failed = 0;
  readonly table: Table;
  readonly key: Key;

  constructor(table: Table, key: Key) {
    this.table = table;
    this.key = key;
  }

  async act(act: CountAct): Promise<void> {
    if (act.act === 'change') this.#change(`item-${act.item}`, act.bits);
    if (act.act === 'burst')
      for (let item = 0; item < BURST; item += 1) this.#change(`item-${item}`, (act.bits + item) % 8);
    if (act.act === 'tick') this.#now += act.seconds;
    if (act.act === 'deliver') await this.#deliver(act);
    if (act.act === 'give-up') this.#lane(act.lane).splice(0, act.many);
    if (act.act === 'redrive') await this.#again(act.from, act.many);
    if (act.act === 'both') await Promise.all(act.lanes.map((lane) => this.#deliver({ lane, many: 5 })));
    if (act.act === 'recount') await this.recount(act.meanwhile);
  }

  /** Everything arrives at last, what was given up is run again, and counts in doubt are made anew. */
  async settle(): Promise<void> {
    for (let lane = 0; lane < LANES; lane += 1) await this.#deliver({ lane, many: Infinity });
    await applyCounts(this.table, this.#written.toReversed());
    this.#now += 60;
    if (await this.isInDoubt()) await this.recount([]);
  }

  async isInDoubt(): Promise<boolean> {
    return (await getItem(this.table, recountDueKey('doubt', this.key))) !== undefined;
  }

  async counts(): Promise<number[]> {
    const counts = await getCounts(this.table, this.key);
    return columns.map((column) => Number(counts?.[column] ?? 0));
  }

  truth(): number[] {
    const bits = [...this.things.values()];
    return columns.map((_, index) => bits.filter((one) => (one >> index) % 2 === 1).length);
  }

  async recount(meanwhile: CountAct[]) {
    this.#meanwhile = [...meanwhile];
    const things = [...this.things.keys()].sort();
    const deps = {
      table: this.table,
      streamTime: () => Promise.resolve(this.#now),
      pause: async (ms: number) => {
        this.#now += Math.ceil(ms / 1000);
        await this.#oneMeanwhile();
      },
    };
    const walk = () => this.#walk(things);
    return recountShard(deps, { key: this.key, columns, walk });
  }

  async *#walk(things: string[]) {
    for (let at = 0; at < things.length; at += WALK_PAGE) {
      // Those that came since the walk began are seen where they stand behind it, or not at all.
      yield things
        .slice(at, at + WALK_PAGE)
        .flatMap((item) => ({ item, bits: this.things.get(item) }))
        .filter((one): one is { item: string; bits: number } => one.bits !== undefined);
      await this.#oneMeanwhile();
    }
  }

  async #oneMeanwhile(): Promise<void> {
    const next = this.#meanwhile.shift();
    if (next) await this.act(next);
  }

  #lane = (lane: number): CountRecord[] => this.#lanes[lane % LANES]!;

  #change(item: string, after: number): void {
    const before = this.things.get(item) ?? 0;
    if (after === 0) this.things.delete(item);
    else this.things.set(item, after);
    if (before === after) return;
    const sequence = String(10n ** 21n + BigInt(this.#written.length));
    const record = { key: this.key, columns, item, sequence, at: this.#now, before, after };
    this.#written.push(record);
    this.#lane(Number(item.slice('item-'.length))).push(record);
  }

  async #deliver(how: { lane: number; many: number; killAt?: number; afterEffect?: boolean }): Promise<void> {
    const lane = this.#lane(how.lane);
    const batch = lane.slice(0, how.many);
    const { client } = this.table;
    const dying = how.killAt ? mortal(client, how.killAt, how.afterEffect === true) : client;
    const isDone = await applyCounts({ ...this.table, client: dying }, batch).then(
      () => true,
      () => false,
    );
    if (isDone) lane.splice(0, batch.length);
    else this.failed += 1;
  }

  async #again(from: number, many: number): Promise<void> {
    const start = Math.floor((from / 100) * this.#written.length);
    await applyCounts(this.table, this.#written.slice(start, start + many).toReversed()).catch(passThrottled);
  }
}

/** Whoever runs records again does it until it works: at the latest at the end. */
function passThrottled(error: unknown): void {
  if (!(error instanceof Error && error.name === 'ThrottlingException')) throw error;
}
