import type { DynamoDBRecord } from 'aws-lambda';
import { laneOf } from '../../../infra/local/lambda/stream-lanes.ts';
import type { StreamReader, StreamRecord } from '../../../infra/local/seams/ports.ts';
import { readChange, type TableChange } from '../../../shared/platform/table/read-change.ts';

interface Batch {
  changes: TableChange[];
  /** What is not done comes again. */
  done: () => void;
}

/** The stream of a table whose keys were split: each item has one of some lanes, which come in any order, each in its own. */
export class SplitStream {
  readonly #stream: StreamReader;
  readonly #draw: () => number;
  readonly #lanes: StreamRecord[][];
  #position: string | undefined;
  /** Up to where worlds before have let a stream pass by. */
  static readonly #passed = new WeakMap<StreamReader, string>();

  /** One lane is a stream as it was written. */
  constructor(stream: StreamReader, lanes: number, draw: () => number) {
    this.#stream = stream;
    this.#draw = draw;
    this.#lanes = Array.from({ length: lanes }, () => []);
  }

  /** Lets pass by what was written so far. */
  async skip(): Promise<void> {
    this.#position ??= SplitStream.#passed.get(this.#stream);
    while ((await this.#read(1_000)).length > 0) continue;
    if (this.#position !== undefined) SplitStream.#passed.set(this.#stream, this.#position);
    for (const lane of this.#lanes) lane.length = 0;
  }

  /** The next records of one of the lanes. */
  async next(limit: number): Promise<Batch | undefined> {
    for (const record of await this.#read(limit))
      this.#lanes[laneOf(record, this.#lanes.length)]!.push(record);
    const waiting = this.#lanes.filter(({ length }) => length > 0);
    const lane = waiting[Math.floor(this.#draw() * waiting.length)];
    if (!lane) return undefined;
    const batch = lane.slice(0, limit);
    return {
      changes: batch.map((record) => readChange(record as unknown as DynamoDBRecord)),
      done: () => void lane.splice(0, batch.length),
    };
  }

  async #read(limit: number): Promise<StreamRecord[]> {
    const { records, position } = await this.#stream.read(this.#position, limit);
    this.#position = position;
    return records;
  }
}
