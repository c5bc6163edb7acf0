import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import type { Faults, StreamRecord } from '../seams/ports.ts';

const LANES = 3;
const MOST_WAITING = 1_000;
const WAIT_MS = 25;

const Keyed = z.object({ Keys: z.unknown() });

interface LanesParts {
  batchSize: number;
  faults: Faults;
  deliver: (batch: StreamRecord[]) => Promise<void>;
  /** Called when nothing waits in any lane. */
  onEmpty: () => void;
}

/**
 * A stream whose hot keys were split, as the fault `reorder` makes it: each item has one of a few lanes, also among items of one
 * key, and lanes are delivered side by side, each at its own pace. Records of one item stay in order. What waits here is not
 * noted as done: a restart delivers it again.
 */
export class StreamLanes {
  readonly #lanes: StreamRecord[][] = Array.from({ length: LANES }, () => []);
  readonly #parts: LanesParts;
  #running = 0;

  constructor(parts: LanesParts) {
    this.#parts = parts;
  }

  isBusy(): boolean {
    return this.#running > 0;
  }

  /** Takes the records over; resolves when there is room for more. */
  async add(records: StreamRecord[]): Promise<void> {
    for (const record of records) this.#lanes[laneOf(record, LANES)]?.push(record);
    for (const [index, lane] of this.#lanes.entries()) if (lane.length > 0) void this.#run(index, lane);
    while (this.#lanes.some((lane) => lane.length > MOST_WAITING)) await delay(WAIT_MS);
  }

  readonly #working = new Set<number>();

  async #run(index: number, lane: StreamRecord[]): Promise<void> {
    if (this.#working.has(index)) return;
    this.#working.add(index);
    this.#running += 1;
    while (lane.length > 0) {
      // The first lane is never behind, so that the others are.
      if (index > 0 && this.#isDue()) await delay(WAIT_MS * index);
      const size = this.#isDue() ? Math.ceil(this.#parts.batchSize / 4) : this.#parts.batchSize;
      const batch = lane.slice(0, size);
      await this.#parts.deliver(batch);
      lane.splice(0, batch.length);
    }
    this.#working.delete(index);
    this.#running -= 1;
    if (this.#running === 0) this.#parts.onEmpty();
  }

  #isDue(): boolean {
    return this.#parts.faults.next('streams', 'Read') === 'reorder';
  }
}

/** The lane of a record, of so many: by the whole key of its item. */
export function laneOf({ dynamodb }: StreamRecord, lanes: number): number {
  const text = JSON.stringify(Keyed.parse(dynamodb).Keys);
  let mixed = 0;
  for (let at = 0; at < text.length; at += 1) mixed = (Math.imul(mixed, 31) + text.charCodeAt(at)) >>> 0;
  return mixed % lanes;
}
