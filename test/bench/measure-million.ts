import { startBenchCloud } from './cloud/bench-cloud.ts';
import type { BenchLine } from './bench-line.ts';
import { bulkLines } from './measure-bulk.ts';
import { exportLines } from './measure-export.ts';
import { filterLines } from './measure-filter.ts';
import { peopleItems } from './cloud/people.ts';
import { writeRaw } from './raw/raw-writes.ts';

const PEOPLE = 1_000_000;
/** So many items are made at a time: a million at once are some gigabytes. */
const BLOCKS = 10;
const ROUNDS = 1;

/** Filter, export and bulk action over the same 1,000,000 people: takes many minutes. */
export async function* measureMillion(): AsyncGenerator<BenchLine> {
  const cloud = await startBenchCloud();
  try {
    for (let block = 0; block < BLOCKS; block += 1) {
      await writeRaw(cloud, peopleItems(`block${block}`, PEOPLE / BLOCKS));
      await cloud.settle();
    }
    yield* filterLines(cloud, PEOPLE, ROUNDS, 'person.77777@block7');
    yield* exportLines(cloud, PEOPLE, ROUNDS);
    yield* bulkLines(cloud, PEOPLE);
  } finally {
    await cloud.stop();
  }
}
