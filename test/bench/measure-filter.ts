import { type BenchCloud, startBenchCloud } from './cloud/bench-cloud.ts';
import { type BenchLine, promise, rowsPerSecond, unsteadiness } from './bench-line.ts';
import { peakMemory, startMeter } from './meter/meter.ts';
import { peopleItems } from './cloud/people.ts';
import { readRaw } from './raw/raw-reads.ts';
import { writeRaw } from './raw/raw-writes.ts';

const ROWS = 100_000;
const ROUNDS = 4;
const MOST_MB = 300;

/** A filter that no index serves and that half of the people fit: everybody is looked at, and counted by facets. */
const FILTER = 'company.contains=example,contoso,ромашка&lastName.exists=true&createdAt.gt=2020-01-01';
const inFilter = (people: number): number => 3 * (people / 5);

/** Facets of a filter over 100,000 people, between bare reads of the same items. */
export async function* measureFilter(): AsyncGenerator<BenchLine> {
  const cloud = await startBenchCloud();
  try {
    await writeRaw(cloud, peopleItems('filtered', ROWS));
    await cloud.settle();
    yield* filterLines(cloud, ROWS, ROUNDS, 'person.77777@filtered');
  } finally {
    await cloud.stop();
  }
}

/**
 * The filter over everybody there is, so many times, each between bare reads; and a look for one of them by a part of the
 * address.
 */
export async function* filterLines(
  cloud: BenchCloud,
  people: number,
  rounds: number,
  one: string,
): AsyncGenerator<BenchLine> {
  const raw: number[] = [];
  const ours: number[] = [];
  const meter = startMeter();
  let requests = 0;
  for (let round = 0; round < rounds; round += 1) {
    raw.push((await readRaw(cloud)).perSecond);
    const facets = await timeFacets(cloud, people);
    ours.push(facets.perSecond);
    requests = facets.requests;
  }
  const costs = meter();
  const ratio = Math.max(...ours) / Math.max(...raw);
  const all = (rates: number[]) => rates.map((rate) => Math.round(rate).toLocaleString('en')).join(', ');
  yield {
    what: `filter over ${people.toLocaleString('en')} people`,
    measured: `${rowsPerSecond(Math.max(...ours))} (best of ${rounds})`,
    raw: `bare Query ${rowsPerSecond(Math.max(...raw))}`,
    ratio,
    costs,
    notes: [`rounds: ours ${all(ours)}; bare ${all(raw)}; ${requests} requests each`, ...unsteadiness(raw)],
  };
  const peak = peakMemory('people');
  yield {
    what: 'its function, most memory',
    measured: `${Math.round(peak)} MB`,
    hold: { value: peak, atMost: MOST_MB, unit: ' MB' },
  };
  yield promise('a rare find, items looked at', await lookFor(cloud, one), people, people + 16);
}

interface Part {
  count: number;
  looked: number;
  cursor?: string;
}

/** All parts of the facets, added up as a caller would. */
async function timeFacets(
  cloud: BenchCloud,
  people: number,
): Promise<{ perSecond: number; requests: number }> {
  const begun = performance.now();
  const sum = { count: 0, looked: 0 };
  let requests = 0;
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const path = `/v1/participants/facets?${FILTER}${cursor && `&cursor=${cursor}`}`;
    const part = (await cloud.call('GET', encodeURI(path))) as unknown as Part;
    sum.count += part.count;
    sum.looked += part.looked;
    requests += 1;
    cursor = part.cursor;
  }
  if (sum.count !== inFilter(people) || sum.looked !== people)
    throw new Error(
      `The facets count ${sum.count} of ${inFilter(people)} people and looked at ${sum.looked}.`,
    );
  return { perSecond: people / ((performance.now() - begun) / 1000), requests };
}

/** A list whose filter one person fits: how many items its requests looked at until its end. */
async function lookFor(cloud: BenchCloud, one: string): Promise<number> {
  let looked = 0;
  let found = 0;
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const query = `q=${one}${cursor && `&cursor=${cursor}`}`;
    const page = await cloud.call('GET', `/v1/participants?${query}`);
    const part = page as { items: unknown[]; looked: number; cursor?: string };
    looked += part.looked;
    found += part.items.length;
    cursor = part.cursor;
  }
  if (found !== 1) throw new Error(`The search found ${found} people.`);
  return looked;
}
